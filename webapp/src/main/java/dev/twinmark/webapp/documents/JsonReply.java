package dev.twinmark.webapp.documents;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.twinmark.webapp.http.Replies;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;

/** Answers in JSON. */
final class JsonReply {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private JsonReply() {}

  static CompletableFuture<Void> send(Response response, int status, JsonObject object) {
    return Replies.send(response, status, Replies.JSON, Replies.NO_STORE, GSON.toJson(object));
  }

  static CompletableFuture<Void> send(Response response, JsonObject object) {
    return send(response, HttpStatus.OK_200, object);
  }

  static CompletableFuture<Void> noContent(Response response) {
    response.setStatus(HttpStatus.NO_CONTENT_204);
    return Replies.write(response, null);
  }

  /** Returns the time in the form of RFC 3339, or null. */
  static String of(Instant time) {
    return time == null ? null : time.toString();
  }
}
