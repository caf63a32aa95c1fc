package dev.twinmark.e2e.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A server of another origin. Hostile inputs point at its canaries, which nothing may ever ask for;
 * its image and its pages are there to be used.
 */
public final class CanaryServer implements AutoCloseable {

  /** One transparent pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final HttpServer server;
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, Page> pages = new ConcurrentHashMap<>();

  private record Page(String contentType, String csp, String body) {}

  private CanaryServer(HttpServer server) {
    this.server = server;
  }

  public static CanaryServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      CanaryServer server = new CanaryServer(http);
      http.createContext("/", server::answer);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The start of the URLs that nothing may ask for; tests append what tells them apart. */
  public String canary() {
    return address("/canary/");
  }

  /** An image that documents may show. */
  public String image() {
    return address("/image.png");
  }

  /** Serves a page of a test's own and returns its URL. */
  public String serve(String path, String contentType, String csp, String body) {
    pages.put(path, new Page(contentType, csp, body));
    return address(path);
  }

  /** The canaries asked for since the last call. */
  public List<String> takeRequests() {
    List<String> taken = new ArrayList<>();
    for (String request = requests.poll(); request != null; request = requests.poll()) {
      taken.add(request);
    }
    return taken;
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Page page = pages.get(path);
      if (page != null) {
        exchange.getResponseHeaders().set("Content-Type", page.contentType());
        exchange.getResponseHeaders().set("Content-Security-Policy", page.csp());
        send(exchange, 200, page.body().getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/image.png")) {
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        send(exchange, 200, PNG);
      } else if (path.equals("/favicon.ico")) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        send(exchange, 404, new byte[0]);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
