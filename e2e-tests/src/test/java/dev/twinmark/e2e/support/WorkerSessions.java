package dev.twinmark.e2e.support;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The dedicated workers of a page, over a DevTools connection beside the driver's, which does not
 * see into workers. Each worker is held at its start until a script of ours has run in it.
 */
final class WorkerSessions implements WebSocket.Listener, AutoCloseable {

  private static final long ANSWER_LIMIT_SECONDS = 10;

  private final String initScript;
  private final WebSocket socket;
  private final Object sending = new Object();
  private final StringBuilder partial = new StringBuilder();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final Map<String, String> workers = new ConcurrentHashMap<>();

  /**
   * @param debuggerAddress host and port of the browser's DevTools server
   * @param target the page
   * @param initScript what runs first in every worker
   */
  WorkerSessions(String debuggerAddress, String target, String initScript) {
    this.initScript = initScript;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + debuggerAddress + "/devtools/page/" + target), this)
            .join();
    JsonObject parameters = new JsonObject();
    parameters.addProperty("autoAttach", true);
    parameters.addProperty("waitForDebuggerOnStart", true);
    parameters.addProperty("flatten", true);
    awaitAnswer(send("Target.setAutoAttach", parameters, null));
  }

  /** The number of workers alive. */
  int count() {
    return workers.size();
  }

  private void evaluate(String script, String session) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", script);
    send("Runtime.evaluate", parameters, session);
  }

  /** Sends a command, to the page or to a worker's session, and returns its number. */
  @CanIgnoreReturnValue
  private int send(String method, JsonObject parameters, String session) {
    int id = lastId.incrementAndGet();
    JsonObject message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    if (session != null) {
      message.addProperty("sessionId", session);
    }
    // A WebSocket takes one message at a time.
    synchronized (sending) {
      socket.sendText(message.toString(), true).join();
    }
    return id;
  }

  private void awaitAnswer(int id) {
    try {
      JsonObject message =
          answers
              .computeIfAbsent(id, key -> new CompletableFuture<>())
              .get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new IllegalStateException("DevTools answered " + message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("DevTools did not answer", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      JsonObject message = JsonParser.parseString(partial.toString()).getAsJsonObject();
      partial.setLength(0);
      received(message);
    }
    from.request(1);
    return null;
  }

  private void received(JsonObject message) {
    if (message.has("id")) {
      answers
          .computeIfAbsent(message.get("id").getAsInt(), key -> new CompletableFuture<>())
          .complete(message);
      return;
    }
    JsonObject parameters = message.getAsJsonObject("params");
    switch (message.get("method").getAsString()) {
      case "Target.attachedToTarget" -> {
        String session = parameters.get("sessionId").getAsString();
        String type = parameters.getAsJsonObject("targetInfo").get("type").getAsString();
        if (type.equals("worker")) {
          workers.put(session, type);
          evaluate(initScript, session);
        }
        send("Runtime.runIfWaitingForDebugger", new JsonObject(), session);
      }
      case "Target.detachedFromTarget" -> workers.remove(parameters.get("sessionId").getAsString());
      default -> {}
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
