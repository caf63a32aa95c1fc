package dev.twinmark.documents;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.MalformedChangesException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** A message of a client. */
sealed interface Message {

  /**
   * Begins.
   *
   * @param version the one that the client has; {@link #NO_VERSION} for none
   * @param name shown to others
   */
  record Hello(long protocol, String client, long version, String name) implements Message {}

  /**
   * Changes the text.
   *
   * @param version the one that the changes are made to
   * @param changes null where they are malformed
   */
  record Push(long seq, long version, ChangeSet changes) implements Message {}

  /**
   * Tells where the carets are.
   *
   * @param ranges anchor and head in turn
   */
  record Cursor(long version, List<Integer> ranges) implements Message {}

  /** The client has no version yet. */
  long NO_VERSION = -1;

  /** The greatest whole number that JavaScript counts by. */
  long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /** A frame that is no message; the text says why and quotes nothing of it. */
  final class MalformedException extends Exception {
    MalformedException(String reason) {
      super(reason);
    }

    MalformedException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** Reads a frame. */
  static Message read(String frame) throws MalformedException {
    JsonObject message = Reading.object(frame);
    return switch (Reading.string(message, "type")) {
      case "hello" -> hello(message);
      case "push" -> push(message);
      case "cursor" -> cursor(message);
      default -> throw new MalformedException("The type of the message is unknown.");
    };
  }

  private static Hello hello(JsonObject message) throws MalformedException {
    JsonElement version = message.get("version");
    boolean hasNone = version == null || version.isJsonNull();
    String name = message.has("name") ? Reading.string(message, "name") : "";
    return new Hello(
        Reading.number(message, "protocol"),
        Reading.string(message, "client"),
        hasNone ? NO_VERSION : Reading.number(message, "version"),
        shownName(name));
  }

  /** A name of one line. Others' pages show it as text. */
  static String shownName(String name) {
    String line =
        name.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
    return line.substring(0, Math.min(Limits.NAME_UNITS, line.length())).strip();
  }

  private static Push push(JsonObject message) throws MalformedException {
    long seq = Reading.number(message, "seq");
    long version = Reading.number(message, "version");
    ChangeSet changes = null;
    try {
      changes = ChangeSet.fromJson(message.get("changes"));
    } catch (MalformedChangesException e) {
      // Refused by its seq instead, so that the client knows which push it was.
      changes = null;
    }
    return new Push(seq, version, changes);
  }

  private static Cursor cursor(JsonObject message) throws MalformedException {
    if (!(message.get("ranges") instanceof JsonArray list) || list.size() > Limits.CURSOR_RANGES) {
      throw new MalformedException("The ranges are no list of at most eight.");
    }
    var ranges = new ArrayList<Integer>();
    for (JsonElement pair : list) {
      if (!(pair instanceof JsonArray range) || range.size() != 2) {
        throw new MalformedException("A range is no pair.");
      }
      for (JsonElement end : range) {
        long position = Reading.number(end);
        if (position > Limits.DOCUMENT_UNITS) {
          throw new MalformedException("A position is too great.");
        }
        ranges.add((int) position);
      }
    }
    return new Cursor(Reading.number(message, "version"), ranges);
  }

  /** Reads JSON strictly, without recursion and without numbers that cost. */
  final class Reading {

    private static final TypeAdapter<JsonElement> ELEMENTS =
        new Gson().getAdapter(JsonElement.class);

    private static final int MAX_DIGITS = 16;

    private Reading() {}

    private static JsonObject object(String frame) throws MalformedException {
      if (frame.chars().filter(c -> c == ',' || c == '[').count() > Limits.PUSH_TOKENS) {
        throw new MalformedException("The message has too many parts.");
      }
      var reader = new JsonReader(new StringReader(frame));
      // STRICT refuses lone surrogates, which texts may have.
      reader.setStrictness(Strictness.LEGACY_STRICT);
      try {
        JsonElement element = ELEMENTS.read(reader);
        if (reader.peek() == JsonToken.END_DOCUMENT && element instanceof JsonObject object) {
          return object;
        }
        throw new MalformedException("The message is no JSON object.");
      } catch (IOException | JsonParseException | IllegalStateException e) {
        throw new MalformedException("The message is no JSON.", e);
      }
    }

    private static String string(JsonObject message, String name) throws MalformedException {
      if (message.get(name) instanceof JsonPrimitive value && value.isString()) {
        return value.getAsString();
      }
      throw new MalformedException("The message lacks its " + name + ".");
    }

    private static long number(JsonObject message, String name) throws MalformedException {
      return number(message.get(name));
    }

    /** Reads a whole number that is not negative, by its digits: 1e999999999 costs a minute. */
    private static long number(JsonElement element) throws MalformedException {
      if (element instanceof JsonPrimitive value && value.isNumber()) {
        String digits = value.getAsString();
        if (digits.length() <= MAX_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
          long number = Long.parseLong(digits);
          if (number <= MAX_SAFE_INTEGER) {
            return number;
          }
        }
      }
      throw new MalformedException("A number is missing or no whole number.");
    }
  }
}
