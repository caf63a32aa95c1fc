package dev.twinmark.e2e.support;

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
import java.util.Set;

/** Passes on what a server answers, some of it altered. */
public final class AlteringServer implements AutoCloseable {

  /** The headers that belong to a connection: each of the two servers has its own. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final HttpServer server;
  private final URI original;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Alteration alteration;

  /** Alters the body of a response. */
  @FunctionalInterface
  public interface Alteration {
    byte[] apply(String path, byte[] body);
  }

  private AlteringServer(HttpServer server, URI original, Alteration alteration) {
    this.server = server;
    this.original = original;
    this.alteration = alteration;
  }

  public static AlteringServer start(TwinmarkServer original, Alteration alteration) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AlteringServer server = new AlteringServer(http, original.uri(), alteration);
      http.createContext("/", server::answer);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, ending in a slash. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
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
      byte[] body = alteration.apply(uri.getPath(), response.body());
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
