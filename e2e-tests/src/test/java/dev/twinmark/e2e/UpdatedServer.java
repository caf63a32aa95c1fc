package dev.twinmark.e2e;

import java.nio.charset.StandardCharsets;

/**
 * Passes on what a server answers, as one that gets a newer service worker while pages are open.
 */
final class UpdatedServer implements AutoCloseable {

  private final AlteringServer server;
  private volatile String version = "// version 1";

  private UpdatedServer(TwinmarkServer original) {
    server = AlteringServer.start(original, this::alter);
  }

  static UpdatedServer start(TwinmarkServer original) {
    return new UpdatedServer(original);
  }

  String address() {
    return server.address();
  }

  /** From now on there is a newer version. */
  void release() {
    version = "// version 2";
  }

  /** Returns the last line of the service worker. */
  String version() {
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
