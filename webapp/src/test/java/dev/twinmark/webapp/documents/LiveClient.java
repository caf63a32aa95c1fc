package dev.twinmark.webapp.documents;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.twinmark.changes.ChangeSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of an editor that writes in a document on the server: a push in flight, a buffer behind
 * it, and both mapped over others' changes one by one. Used by one thread at a time.
 */
final class LiveClient {

  /** A push as it was first sent. */
  record Flight(long seq, long version, ChangeSet raw) {}

  final String id;
  String text;

  /** The server's text at the version. */
  private String base;

  long version = -1;
  long seq;
  Flight flight;

  /** The push in flight, mapped over what has come since. */
  ChangeSet inflight;

  ChangeSet buffer;
  String role;
  boolean isWelcome;
  final List<JsonObject> refusals = new ArrayList<>();
  int checksums;

  LiveClient(String id) {
    this.id = id;
  }

  /** Edits the text. */
  void edit(ChangeSet change) {
    text = change.apply(text);
    buffer = buffer == null ? change : buffer.compose(change);
  }

  JsonObject hello() {
    var hello = new JsonObject();
    hello.addProperty("type", "hello");
    hello.addProperty("protocol", 1);
    hello.addProperty("client", id);
    hello.add("version", version < 0 ? JsonNull.INSTANCE : new JsonPrimitive(version));
    hello.addProperty("name", id.substring(0, 4));
    return hello;
  }

  /** The line is new. */
  void disconnected() {
    isWelcome = false;
  }

  /** Returns the push to be sent now, or null. */
  String push() {
    if (flight != null || buffer == null || !isWelcome) {
      return null;
    }
    flight = new Flight(++seq, version, buffer);
    inflight = buffer;
    buffer = null;
    return frame(flight);
  }

  /** Returns the push that has to be sent again after the line was new, or null. */
  String pushAgain() {
    return flight == null ? null : frame(flight);
  }

  static String frame(Flight flight) {
    return "{\"type\":\"push\",\"seq\":"
        + flight.seq
        + ",\"version\":"
        + flight.version
        + ",\"changes\":"
        + flight.raw.toJson()
        + "}";
  }

  boolean isSettled() {
    return flight == null && buffer == null;
  }

  /** Takes a frame. */
  void receive(String frame) {
    JsonObject message = JsonParser.parseString(frame).getAsJsonObject();
    switch (message.get("type").getAsString()) {
      case "welcome" -> {
        isWelcome = true;
        role = message.get("role").getAsString();
      }
      case "text" -> {
        if (flight != null || buffer != null) {
          throw new AssertionError("These tests have no clients that are too far behind");
        }
        text = message.get("text").getAsString();
        base = text;
        version = message.get("version").getAsLong();
      }
      case "changes" -> changes(message);
      case "checksum" -> checksum(message);
      case "refused" -> refusals.add(message);
      case "role" -> role = message.get("role").getAsString();
      default -> {
        // People, cursors and beats are not part of the text.
      }
    }
  }

  private void changes(JsonObject message) {
    long from = message.get("from").getAsLong();
    if (from != version) {
      throw new AssertionError("Changes after " + from + " came to version " + version);
    }
    for (JsonElement element : message.getAsJsonArray("list")) {
      JsonObject change = element.getAsJsonObject();
      version++;
      ChangeSet theirs = ChangeSet.fromJson(change.get("changes"));
      base = theirs.apply(base);
      boolean isOwn = change.get("client").getAsString().equals(id);
      if (isOwn && flight != null && change.get("seq").getAsLong() == flight.seq) {
        if (!theirs.equals(inflight)) {
          throw new AssertionError("The server has mapped " + inflight + " to " + theirs);
        }
        flight = null;
        inflight = null;
        continue;
      }
      if (inflight != null) {
        ChangeSet mapped = inflight.map(theirs, false);
        theirs = theirs.map(inflight, true);
        inflight = mapped;
      }
      if (buffer != null) {
        ChangeSet mapped = buffer.map(theirs, false);
        theirs = theirs.map(buffer, true);
        buffer = mapped;
      }
      text = theirs.apply(text);
    }
  }

  private void checksum(JsonObject message) {
    if (message.get("version").getAsLong() != version) {
      throw new AssertionError("A checksum of another version");
    }
    int hash = 0x811C9DC5;
    for (int i = 0; i < base.length(); i++) {
      hash = (hash ^ base.charAt(i)) * 0x01000193;
    }
    if (message.get("hash").getAsLong() != Integer.toUnsignedLong(hash)) {
      throw new AssertionError("The text at version " + version + " is another");
    }
    checksums++;
  }
}
