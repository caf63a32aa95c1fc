package dev.twinmark.e2e.support;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HTTP proxy that does to pages what a browser without DevTools and BiDi cannot be asked for: it
 * gives each document a script that runs before the document's own, lets that report problems,
 * fails requests, and takes policies away. Nothing but this machine is reached through it.
 */
final class InterceptingProxy implements AutoCloseable {

  /** Below this, on every origin, are the proxy's own answers. */
  private static final String OWN = "/.twinmark-e2e/";

  private static final String INIT_SCRIPT = OWN + "init.js";
  private static final String PROBLEM = OWN + "problem";
  private static final String BLANK = OWN + "blank.html";

  /** Asked for by browsers unbidden, where a page names no other. */
  private static final String ICON = "/favicon.ico";

  private static final Pattern DOCTYPE =
      Pattern.compile("\\A\uFEFF?\\s*<!DOCTYPE[^>]*>", Pattern.CASE_INSENSITIVE);

  /** The two connections have their own; HttpClient sets those that it does not take. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade",
          // A compressed response cannot be altered.
          "accept-encoding");

  private static final int FIRST_ERROR_STATUS = 400;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String workerScript;
  private final List<String> initScripts = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private volatile List<Pattern> blocked = List.of();
  private volatile boolean takesPoliciesAway;
  private volatile boolean takesServiceWorkersAway;

  private InterceptingProxy(HttpServer server, String workerScript) {
    this.server = server;
    this.workerScript = workerScript;
  }

  /**
   * Starts a proxy on a free port.
   *
   * @param workerScript runs first in every dedicated worker
   */
  static InterceptingProxy start(String workerScript) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      InterceptingProxy proxy = new InterceptingProxy(http, workerScript);
      http.createContext("/", proxy::answer);
      http.setExecutor(proxy.threads);
      http.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** A page of an origin on which nothing happens. */
  static String blankPage(String origin) {
    return URI.create(origin).resolve(BLANK).toString();
  }

  void addInitScript(String script) {
    initScripts.add(script);
  }

  void removeInitScripts() {
    initScripts.clear();
  }

  void block(List<String> patterns) {
    blocked =
        patterns.stream()
            .map(pattern -> Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E"))
            .toList();
  }

  void takePoliciesAway(boolean away) {
    takesPoliciesAway = away;
  }

  void takeServiceWorkersAway(boolean away) {
    takesServiceWorkersAway = away;
  }

  List<String> takeProblems() {
    List<String> taken = new ArrayList<>();
    for (String problem = problems.poll(); problem != null; problem = problems.poll()) {
      taken.add(problem);
    }
    return taken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    // The exchange ends without an answer, as with a server that is down.
    try (exchange) {
      URI uri = exchange.getRequestURI();
      if (uri.getPath().equals(ICON)) {
        exchange.sendResponseHeaders(204, -1);
      } else if (uri.getPath().startsWith(OWN)) {
        answerOwn(exchange, uri.getPath());
      } else if (blocked.stream().anyMatch(one -> one.matcher(uri.toString()).matches())) {
        problems.add("Failed to load resource: blocked (" + uri + ")");
      } else if (!"127.0.0.1".equals(uri.getHost())) {
        problems.add("Failed to load resource: not of this machine (" + uri + ")");
      } else {
        passOn(exchange, uri);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerOwn(HttpExchange exchange, String path) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    switch (path) {
      case INIT_SCRIPT -> {
        String hidden = takesServiceWorkersAway ? BrowserDriver.HIDE_SERVICE_WORKERS : "";
        String script =
            initScripts.stream()
                .map(one -> "{\n" + one + "\n}\n")
                .collect(Collectors.joining("", hidden + "document.currentScript.remove();\n", ""));
        send(exchange, 200, "text/javascript; charset=utf-8", script);
      }
      case PROBLEM -> {
        problems.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
      }
      case BLANK -> send(exchange, 200, "text/html", "<!DOCTYPE html><title>Blank</title>");
      default -> exchange.sendResponseHeaders(404, -1);
    }
  }

  private void passOn(HttpExchange exchange, URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request(exchange, uri), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      problems.add("Failed to load resource: " + e + " (" + uri + ")");
      return;
    }
    if (response.statusCode() >= FIRST_ERROR_STATUS) {
      problems.add(
          "Failed to load resource: the server responded with a status of %d (%s)"
              .formatted(response.statusCode(), uri));
    }
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
              }
            });
    byte[] body = altered(exchange, uri, response.body());
    boolean hasNone = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(response.statusCode(), hasNone ? -1 : body.length);
    if (!hasNone) {
      exchange.getResponseBody().write(body);
    }
  }

  private static HttpRequest request(HttpExchange exchange, URI uri) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private byte[] altered(HttpExchange exchange, URI uri, byte[] body) {
    Headers headers = exchange.getResponseHeaders();
    String type = headers.getFirst("Content-Type");
    boolean isWorker = "worker".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Dest"));
    boolean isDocument = type != null && type.startsWith("text/html");
    if (isWorker || isDocument) {
      List<String> policies = headers.get("Content-Security-Policy");
      if (takesPoliciesAway) {
        headers.remove("Content-Security-Policy");
      } else if (policies != null) {
        headers.put(
            "Content-Security-Policy",
            policies.stream().map(policy -> allowing(policy, uri)).toList());
      }
    }
    if (isWorker) {
      return concat(workerScript.getBytes(StandardCharsets.UTF_8), body);
    }
    if (isDocument) {
      String html = new String(body, StandardCharsets.UTF_8);
      Matcher doctype = DOCTYPE.matcher(html);
      if (doctype.find()) {
        return (doctype.group()
                + "<script src=\""
                + INIT_SCRIPT
                + "\"></script>"
                + html.substring(doctype.end()))
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return body;
  }

  /** A policy that allows the script of the tests, its reports and the icon, and no more. */
  private static String allowing(String policy, URI uri) {
    String withScript = allowing(policy, "script-src", uri.resolve(INIT_SCRIPT).toString());
    String withReports = allowing(withScript, "connect-src", uri.resolve(PROBLEM).toString());
    return allowing(withReports, "img-src", uri.resolve(ICON).toString());
  }

  private static String allowing(String policy, String directive, String source) {
    List<String> directives = new ArrayList<>(List.of(policy.split("\\s*;\\s*")));
    String sources = sources(directives, directive);
    if (sources == null) {
      sources = sources(directives, "default-src");
      if (sources == null) {
        return policy;
      }
    }
    directives.removeIf(one -> one.equals(directive) || one.startsWith(directive + " "));
    directives.add(directive + " " + sources.replace("'none'", "") + " " + source);
    return String.join("; ", directives);
  }

  private static String sources(List<String> directives, String name) {
    return directives.stream()
        .filter(one -> one.equals(name) || one.startsWith(name + " "))
        .map(one -> one.substring(name.length()).strip())
        .findFirst()
        .orElse(null);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] all = new byte[one.length + other.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
