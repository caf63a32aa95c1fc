package dev.twinmark.webapp.documents;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.twinmark.webapp.http.MediaType;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import java.io.IOException;
import java.io.StringReader;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** The JSON object of a request. */
final class JsonBody {

  private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

  private static final int MAX_DIGITS = 9;

  /** More than any request has. */
  private static final int MAX_MEMBERS = 16;

  private final JsonObject object;

  private JsonBody(JsonObject object) {
    this.object = object;
  }

  /** Reads the content of a request, an object or nothing. */
  static CompletableFuture<JsonBody> read(RequestBody body, Request request, int limitBytes) {
    return text(body, request, limitBytes).thenApply(JsonBody::parse);
  }

  /** Reads the content of a request as text. */
  static CompletableFuture<String> text(RequestBody body, Request request, int limitBytes) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !MediaType.essence(type).equalsIgnoreCase(Replies.JSON)) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Send JSON as " + Replies.JSON + ".");
    }
    return body.read(
            request, limitBytes, "The request is longer than " + limitBytes + " bytes of UTF-8.")
        .thenApply(RequestBody::utf8);
  }

  private static JsonBody parse(String text) {
    var reader = new JsonReader(new StringReader(text));
    // STRICT refuses lone surrogates, which texts may have.
    reader.setStrictness(Strictness.LEGACY_STRICT);
    try {
      JsonObject object = object(reader);
      if (reader.peek() == JsonToken.END_DOCUMENT) {
        return new JsonBody(object);
      }
      throw invalid("The request is no JSON object.", null);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw invalid("The request is no JSON.", e);
    }
  }

  /** Reads strings, numbers and truth values. A tree of all would need 40 times the memory. */
  private static JsonObject object(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.BEGIN_OBJECT) {
      throw invalid("The request is no JSON object.", null);
    }
    var object = new JsonObject();
    reader.beginObject();
    for (int count = 0; reader.hasNext(); count++) {
      if (count == MAX_MEMBERS) {
        throw invalid("The request has more than " + MAX_MEMBERS + " members.", null);
      }
      String name = reader.nextName();
      switch (reader.peek()) {
        case BEGIN_ARRAY, BEGIN_OBJECT -> {
          reader.skipValue();
          // Neither a string nor a number, to be refused if it has the name of one.
          object.add(name, new JsonObject());
        }
        default -> object.add(name, ELEMENTS.read(reader));
      }
    }
    reader.endObject();
    return object;
  }

  /** Returns a string; empty where there is none. */
  String string(String name) {
    JsonElement value = object.get(name);
    if (value == null || value.isJsonNull()) {
      return "";
    }
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw invalid("The member " + name + " is no string.", null);
  }

  /** Returns a whole number, or null where there is none. */
  Integer number(String name) {
    JsonElement value = object.get(name);
    if (value == null || value.isJsonNull()) {
      return null;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      String digits = primitive.getAsString();
      if (digits.length() <= MAX_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Integer.valueOf(digits);
      }
    }
    throw invalid("The member " + name + " is no whole number.", null);
  }

  /** Returns a truth value; false where there is none. */
  boolean isTrue(String name) {
    JsonElement value = object.get(name);
    if (value == null || value.isJsonNull()) {
      return false;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw invalid("The member " + name + " is neither true nor false.", null);
  }

  private static ProblemException invalid(String detail, Throwable cause) {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, detail, cause);
  }
}
