package dev.twinmark.e2e.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A third-party site with the editor in its pages: it passes Twinmark's files on, and has
 * Twinmark's own Content-Security-Policy. Forms posted to it come to the test.
 */
public final class HostServer implements AutoCloseable {

  /** The time that a submitted form may take to arrive, in seconds. */
  private static final int PATIENCE = 30;

  private final HttpServer server;
  private final URI twinmark;
  private final String csp;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConcurrentHashMap<String, String> files = new ConcurrentHashMap<>();
  private final BlockingQueue<List<String>> posted = new LinkedBlockingQueue<>();
  private final Queue<String> requested = new ConcurrentLinkedQueue<>();

  private HostServer(HttpServer server, URI twinmark) throws IOException, InterruptedException {
    this.server = server;
    this.twinmark = twinmark;
    this.csp = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  public static HostServer start(TwinmarkServer twinmark) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HostServer host = new HostServer(http, twinmark.uri());
      http.createContext("/", host::answer);
      http.start();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the server started", e);
    }
  }

  /** Serves a page with the editor's script and returns its URL. */
  public String page(String path, String body) {
    return file(
        path,
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>A page with an editor</title>
        <link rel="icon" href="data:,">
        <script type="module" src="/assets/v1/editor.js"></script></head>
        <body>%s</body></html>
        """
            .formatted(body));
  }

  /** Serves a file and returns its URL. */
  public String file(String path, String content) {
    files.put(path, content);
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Waits for a form: its entries, each as {@code name=value}, in their order. */
  public List<String> awaitPosted() {
    try {
      List<String> entries = posted.poll(PATIENCE, TimeUnit.SECONDS);
      if (entries == null) {
        throw new AssertionError("No form was sent within " + PATIENCE + " s.");
      }
      return entries;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a form", e);
    }
  }

  /** Returns whether a form was submitted that no test has waited for. */
  public boolean wasPosted() {
    return !posted.isEmpty();
  }

  /** Returns the paths of all requests until now, in their order. */
  public List<String> requested() {
    return List.copyOf(requested);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requested.add(path);
      String content = files.get(path);
      if (exchange.getRequestMethod().equals("POST") && path.equals("/posted")) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posted.add(
            Stream.of(body.split("&"))
                .map(entry -> URLDecoder.decode(entry, StandardCharsets.UTF_8))
                .toList());
        send(
            exchange,
            "text/html",
            "<!DOCTYPE html><title>Posted</title><link rel=\"icon\" href=\"data:,\">"
                .getBytes(StandardCharsets.UTF_8));
      } else if (content != null) {
        exchange.getResponseHeaders().set("Content-Security-Policy", csp);
        send(exchange, contentType(path), content.getBytes(StandardCharsets.UTF_8));
      } else {
        HttpResponse<byte[]> response = get(path);
        String type = response.headers().firstValue("Content-Type").orElse("text/plain");
        // The worker obeys the policy of its own response.
        response
            .headers()
            .firstValue("Content-Security-Policy")
            .ifPresent(own -> exchange.getResponseHeaders().set("Content-Security-Policy", own));
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(response.statusCode(), response.body().length);
        exchange.getResponseBody().write(response.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String contentType(String path) {
    if (path.endsWith(".css")) {
      return "text/css";
    }
    return path.endsWith(".js") ? "text/javascript" : "text/html";
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(twinmark.resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
