package dev.twinmark.webapp.documents;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.twinmark.testing.TestProvider;
import dev.twinmark.webapp.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser's requests, with its cookies. */
final class Visitor {

  private final TestServer server;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** The value of {@code Origin}; null for a program that sends none. */
  private String origin;

  Visitor(TestServer server) {
    this.server = server;
    this.origin = "http://127.0.0.1:" + server.port();
  }

  /** Pretends that a page of another origin asks. */
  Visitor from(String otherOrigin) {
    var other = new Visitor(server);
    other.cookies.putAll(cookies);
    other.origin = otherOrigin;
    return other;
  }

  /** The cookies as the browser sends them; null where there are none. */
  String cookie() {
    return cookies.isEmpty()
        ? null
        : cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
  }

  /** Returns the value of a cookie, or null. */
  String cookie(String name) {
    return cookies.get(name);
  }

  /** Sets a cookie, as another page of the browser or an attacker may. */
  Visitor with(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  String origin() {
    return origin;
  }

  /** The origin of a page that opens WebSockets: that of the container. */
  String liveOrigin() {
    return origin != null && origin.equals("http://127.0.0.1:" + server.port())
        ? "http://127.0.0.1:" + server.livePort()
        : origin;
  }

  TestServer server() {
    return server;
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  /**
   * @param json null for no content
   */
  HttpResponse<String> send(String method, String path, String json) {
    HttpRequest.Builder request =
        server
            .request(path)
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    if (!cookies.isEmpty()) {
      request.header("Cookie", "other=\"a\tb; " + cookie());
    }
    HttpResponse<String> response = server.send(request);
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  private void keep(String set) {
    String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
    if (set.contains("; Max-Age=0;")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  /** Begins a sign-in, and returns the address to which the provider sends the browser back. */
  String answerOf(TestProvider provider, String subject, String name) {
    HttpResponse<String> begun = get("/sign-in");
    if (begun.statusCode() != 303) {
      throw new AssertionError(begun.statusCode() + " " + begun.body());
    }
    return provider.answer(begun.headers().firstValue("Location").orElseThrow(), subject, name);
  }

  /** Signs in. */
  Visitor signIn(TestProvider provider, String subject, String name) {
    HttpResponse<String> response = get(answerOf(provider, subject, name));
    if (response.statusCode() != 303) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return this;
  }

  /** Creates a document and returns its id. */
  String create(String text) {
    // Escaped by hand: a lone surrogate would be lost in UTF-8.
    var json = new StringBuilder("{\"text\":\"");
    text.chars().forEach(unit -> json.append("\\u%04x".formatted(unit)));
    HttpResponse<String> response = send("POST", "/api/documents", json.append("\"}").toString());
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json(response).get("id").getAsString();
  }

  /** Makes a link and returns the answer. */
  JsonObject link(String id, String role) {
    HttpResponse<String> response =
        send("POST", "/api/documents/" + id + "/links", "{\"role\":\"" + role + "\"}");
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json(response);
  }

  /** Follows a link. */
  Visitor follow(JsonObject link) {
    HttpResponse<String> response = get(link.get("url").getAsString());
    if (response.statusCode() != 303) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return this;
  }

  /** Opens a document's WebSocket. */
  LiveSocket open(String id) {
    return LiveSocket.open(
        server.client(),
        URI.create("ws://127.0.0.1:" + server.livePort() + "/api/documents/" + id + "/live"),
        liveOrigin(),
        cookie());
  }

  static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }
}
