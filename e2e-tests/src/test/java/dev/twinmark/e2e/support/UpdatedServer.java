package dev.twinmark.e2e.support;

import java.nio.charset.StandardCharsets;

/**
 * Passes on what a server answers, as one that gets a newer service worker while pages are open.
 */
public final class UpdatedServer implements AutoCloseable {

  private final AlteringServer server;
  private volatile String version = "// version 1";

  private UpdatedServer(TwinmarkServer original) {
    server = AlteringServer.start(original, this::alter);
  }

  public static UpdatedServer start(TwinmarkServer original) {
    return new UpdatedServer(original);
  }

  public String address() {
    return server.address();
  }

  /** From now on there is a newer version. */
  public void release() {
    version = "// version 2";
  }

  /** Returns the last line of the service worker. */
  public String version() {
    return version;
  }

  private byte[] alter(String path, byte[] body) {
    return path.equals("/service-worker.js")
        ? (new String(body, StandardCharsets.UTF_8) + "\n" + version())
            .getBytes(StandardCharsets.UTF_8)
        : body;
  }

  @Override
  public void close() {
    server.close();
  }
}
