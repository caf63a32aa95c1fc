package dev.twinmark.changes;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/**
 * CodeMirror's JSON of change sets: a list of sections. A number keeps units, {@code [n]} deletes
 * them, {@code [n, "line", …]} replaces them with lines.
 */
final class ChangeSetJson {

  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);
  private static final int MAX_DIGITS = 10;

  private ChangeSetJson() {}

  static ChangeSet read(String json) {
    JsonElement value;
    // Gson's strictest mode refuses lone surrogates, and JsonParser knows that one and a lenient
    // one.
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      value = JSON.read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedChangesException("JSON goes on behind the changes");
      }
    } catch (IOException | JsonParseException e) {
      throw new MalformedChangesException("Changes are no JSON", e);
    }
    return read(value);
  }

  /**
   * CodeMirror reads more than it writes: sections of no units, neighbours that could be one, line
   * ends within a line. These are refused here, so that a change has one form.
   */
  static ChangeSet read(JsonElement json) {
    JsonArray sections = array(json, "Changes");
    if (sections.size() > ChangeSet.MAX_SECTIONS) {
      throw new MalformedChangesException("More than " + ChangeSet.MAX_SECTIONS + " sections");
    }
    ChangeSet.Builder result = ChangeSet.builder();
    try {
      for (JsonElement section : sections) {
        int before = result.size();
        if (section.isJsonPrimitive()) {
          result.keep(units(section));
        } else {
          JsonArray replacement = array(section, "A section");
          result.replace(replacement.isEmpty() ? 0 : units(replacement.get(0)), text(replacement));
        }
        if (result.size() == before) {
          throw new MalformedChangesException("A section is empty or continues the one before it");
        }
      }
      return result.build();
    } catch (ArithmeticException e) {
      throw new MalformedChangesException("The text is too long", e);
    }
  }

  private static JsonArray array(JsonElement json, String name) {
    if (json == null || !json.isJsonArray()) {
      throw new MalformedChangesException(name + " is no array");
    }
    return json.getAsJsonArray();
  }

  private static int units(JsonElement json) {
    if (!(json instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
      throw new MalformedChangesException("A length is no number");
    }
    // As it was written: -0, 1.0 and 1e3 are numbers as well.
    String digits = primitive.getAsString();
    if (digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> '0' <= c && c <= '9')) {
      throw new MalformedChangesException("A length is no whole number of units");
    }
    return Math.toIntExact(Long.parseLong(digits));
  }

  private static String text(JsonArray replacement) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < replacement.size(); i++) {
      if (!(replacement.get(i) instanceof JsonPrimitive line) || !line.isString()) {
        throw new MalformedChangesException("A line is no string");
      }
      String units = line.getAsString();
      if (units.indexOf('\n') >= 0 || units.indexOf('\r') >= 0) {
        throw new MalformedChangesException("A line contains a line end");
      }
      if (i > 1) {
        text.append('\n');
      }
      text.append(units);
    }
    if (text.isEmpty() && replacement.size() > 1) {
      throw new MalformedChangesException("A deletion has a line");
    }
    return text.toString();
  }

  static void write(int[] lengths, String[] inserts, StringBuilder json) {
    json.append('[');
    for (int i = 0; i < lengths.length; i++) {
      if (i > 0) {
        json.append(',');
      }
      String insert = inserts[i];
      if (insert == null) {
        json.append(lengths[i]);
      } else {
        json.append('[').append(lengths[i]);
        writeLines(insert, json);
        json.append(']');
      }
    }
    json.append(']');
  }

  /** Writes a comma and a string for each line; nothing for no text. */
  private static void writeLines(String text, StringBuilder json) {
    if (text.isEmpty()) {
      return;
    }
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      JsonStrings.quote(json.append(','), text, from, end);
      from = end + 1;
    }
    JsonStrings.quote(json.append(','), text, from, text.length());
  }
}
