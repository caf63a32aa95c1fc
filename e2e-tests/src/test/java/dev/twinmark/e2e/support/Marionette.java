package dev.twinmark.e2e.support;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.http.Contents;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpRequest;
import org.openqa.selenium.remote.http.HttpResponse;
import org.openqa.selenium.remote.http.WebSocket;

/**
 * WebDriver's requests, passed on to Firefox's own automation server. That is all that geckodriver
 * does, a program that neither Debian nor Maven Central has.
 *
 * <p>A message is its length in bytes, a colon and JSON: {@code [0, id, command, parameters]}, and
 * for an answer {@code [1, id, error, result]}.
 */
final class Marionette implements HttpClient {

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

  /** Requests with the variables of their paths named as Marionette names the parameters. */
  private static final List<Route> ROUTES =
      List.of(
          route("POST /session", "WebDriver:NewSession"),
          route("DELETE /session/{}", "Marionette:Quit"),
          route("POST /session/{}/timeouts", "WebDriver:SetTimeouts"),
          route("POST /session/{}/url", "WebDriver:Navigate"),
          route("GET /session/{}/url", "WebDriver:GetCurrentURL"),
          route("POST /session/{}/back", "WebDriver:Back"),
          route("POST /session/{}/forward", "WebDriver:Forward"),
          route("POST /session/{}/refresh", "WebDriver:Refresh"),
          route("GET /session/{}/title", "WebDriver:GetTitle"),
          route("GET /session/{}/window", "WebDriver:GetWindowHandle"),
          route("POST /session/{}/window", "WebDriver:SwitchToWindow"),
          route("DELETE /session/{}/window", "WebDriver:CloseWindow"),
          route("GET /session/{}/window/handles", "WebDriver:GetWindowHandles"),
          route("POST /session/{}/window/new", "WebDriver:NewWindow"),
          route("GET /session/{}/window/rect", "WebDriver:GetWindowRect"),
          route("POST /session/{}/window/rect", "WebDriver:SetWindowRect"),
          route("POST /session/{}/execute/sync", "WebDriver:ExecuteScript"),
          route("POST /session/{}/execute/async", "WebDriver:ExecuteAsyncScript"),
          route("POST /session/{}/actions", "WebDriver:PerformActions"),
          route("DELETE /session/{}/actions", "WebDriver:ReleaseActions"),
          route("GET /session/{}/screenshot", "WebDriver:TakeScreenshot"),
          route("GET /session/{}/element/active", "WebDriver:GetActiveElement"),
          route("POST /session/{}/element", "WebDriver:FindElement"),
          route("POST /session/{}/elements", "WebDriver:FindElements"),
          route("POST /session/{}/element/{element}/element", "WebDriver:FindElement"),
          route("POST /session/{}/element/{element}/elements", "WebDriver:FindElements"),
          route("GET /session/{}/element/{id}/shadow", "WebDriver:GetShadowRoot"),
          route(
              "POST /session/{}/shadow/{shadowRoot}/element",
              "WebDriver:FindElementFromShadowRoot"),
          route(
              "POST /session/{}/shadow/{shadowRoot}/elements",
              "WebDriver:FindElementsFromShadowRoot"),
          route("POST /session/{}/element/{id}/click", "WebDriver:ElementClick"),
          route("POST /session/{}/element/{id}/clear", "WebDriver:ElementClear"),
          route("POST /session/{}/element/{id}/value", "WebDriver:ElementSendKeys"),
          route("GET /session/{}/element/{id}/text", "WebDriver:GetElementText"),
          route("GET /session/{}/element/{id}/name", "WebDriver:GetElementTagName"),
          route("GET /session/{}/element/{id}/rect", "WebDriver:GetElementRect"),
          route("GET /session/{}/element/{id}/enabled", "WebDriver:IsElementEnabled"),
          route("GET /session/{}/element/{id}/selected", "WebDriver:IsElementSelected"),
          route("GET /session/{}/element/{id}/attribute/{name}", "WebDriver:GetElementAttribute"),
          route("GET /session/{}/element/{id}/property/{name}", "WebDriver:GetElementProperty"));

  private static final Json JSON = new Json();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private int lastId;

  private record Route(Pattern request, List<String> variables, String command) {}

  Marionette(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    // The length and its message are two writes: Nagle's algorithm holds the second back until the
    // first is acknowledged, which Linux delays by 40 ms.
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    receive(); // who it is and which protocol it speaks
  }

  private static Route route(String template, String command) {
    List<String> variables =
        VARIABLE.matcher(template).results().map(variable -> variable.group(1)).toList();
    String request = VARIABLE.matcher(template.replace("{}", "[^/]+")).replaceAll("([^/]+)");
    return new Route(Pattern.compile(request), variables, command);
  }

  @Override
  public HttpResponse execute(HttpRequest request) {
    String line = request.getMethod() + " " + request.getUri();
    for (Route route : ROUTES) {
      Matcher matcher = route.request.matcher(line);
      if (matcher.matches()) {
        Map<String, Object> parameters = new HashMap<>();
        String body = request.contentAsString();
        if (!body.isEmpty()) {
          parameters.putAll(JSON.toType(body, Json.MAP_TYPE));
        }
        for (int i = 0; i < route.variables.size(); i++) {
          parameters.put(route.variables.get(i), matcher.group(i + 1));
        }
        return send(route.command, parameters);
      }
    }
    throw new UnsupportedOperationException("Marionette is not asked for " + line);
  }

  private HttpResponse send(String command, Map<String, Object> parameters) {
    try {
      List<?> answer = call(command, adapted(command, parameters));
      Object error = answer.get(2);
      return new HttpResponse()
          .setStatus(error == null ? 200 : 500)
          .setHeader("Content-Type", Json.JSON_UTF_8)
          .setContent(
              Contents.asJson(mapOfValue(error == null ? unwrapped(answer.get(3)) : error)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script with the privileges of the browser itself. */
  synchronized Object runPrivileged(String script, Object... arguments) {
    try {
      call("Marionette:SetContext", Map.of("value", "chrome"));
      try {
        List<?> answer =
            call(
                "WebDriver:ExecuteAsyncScript",
                Map.of("script", script, "args", List.of(arguments)));
        if (answer.get(2) != null) {
          throw new IllegalStateException("Firefox answered " + answer.get(2));
        }
        return unwrapped(answer.get(3));
      } finally {
        call("Marionette:SetContext", Map.of("value", "content"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> adapted(String command, Map<String, Object> parameters) {
    return switch (command) {
      case "WebDriver:NewSession" -> capabilities(parameters);
      case "Marionette:Quit" -> Map.of("flags", List.of("eForceQuit"));
      case "WebDriver:TakeScreenshot" -> Map.of("full", false);
      default -> parameters;
    };
  }

  @SuppressWarnings("unchecked") // as WebDriver defines it
  private static Map<String, Object> capabilities(Map<String, Object> parameters) {
    Map<String, Object> capabilities = (Map<String, Object>) parameters.get("capabilities");
    return (Map<String, Object>) ((List<?>) capabilities.get("firstMatch")).get(0);
  }

  private static Map<String, Object> mapOfValue(Object value) {
    Map<String, Object> map = new HashMap<>();
    map.put("value", value);
    return map;
  }

  /** Results that are no objects come in one. */
  private static Object unwrapped(Object result) {
    return result instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("value")
        ? map.get("value")
        : result;
  }

  private synchronized List<?> call(String command, Map<String, Object> parameters)
      throws IOException {
    int id = ++lastId;
    byte[] message =
        JSON.toJson(List.of(0, id, command, parameters)).getBytes(StandardCharsets.UTF_8);
    out.write((message.length + ":").getBytes(StandardCharsets.US_ASCII));
    out.write(message);
    out.flush();
    List<?> answer = JSON.toType(receive(), Json.OBJECT_TYPE);
    if (((Number) answer.get(1)).intValue() != id) {
      throw new IOException("Marionette answered " + answer.get(1) + " to " + id);
    }
    return answer;
  }

  private String receive() throws IOException {
    int length = 0;
    for (int c = in.read(); c != ':'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Firefox has closed the connection");
      }
      length = 10 * length + (c - '0');
    }
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException("Firefox has closed the connection");
    }
    return new String(message, StandardCharsets.UTF_8);
  }

  @Override
  public WebSocket openSocket(HttpRequest request, WebSocket.Listener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings("removal") // abstract until it is removed
  public <T> CompletableFuture<java.net.http.HttpResponse<T>> sendAsyncNative(
      java.net.http.HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings("removal") // abstract until it is removed
  public <T> java.net.http.HttpResponse<T> sendNative(
      java.net.http.HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
