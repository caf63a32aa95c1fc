package dev.twinmark.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Passes on what a server answers, as one that gets a newer service worker while pages are open.
 */
final class UpdatedServer implements AutoCloseable {

  /** Of these the two servers have their own. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final HttpServer server;
  private final URI original;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String version = "// version 1";

  private UpdatedServer(HttpServer server, URI original) {
    this.server = server;
    this.original = original;
  }

  static UpdatedServer start(TwinmarkServer original) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      UpdatedServer server = new UpdatedServer(http, original.uri());
      http.createContext("/", server::answer);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** From now on there is a newer version. */
  void release() {
    version = "// version 2";
  }

  /** What the last line of the service worker says. */
  String version() {
    return version;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = original.resolve(exchange.getRequestURI());
      HttpResponse<byte[]> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.startsWith(":") && !OF_A_CONNECTION.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = response.body();
      if (uri.getPath().equals("/service-worker.js")) {
        body =
            (new String(body, StandardCharsets.UTF_8) + "\n" + version())
                .getBytes(StandardCharsets.UTF_8);
      }
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
