package dev.twinmark.webapp.documents;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser that has created a document, and opens it by any server of the database. */
final class NodeVisitor {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String cookie;
  private final String document;

  /** Creates an empty document by a server. */
  NodeVisitor(Node node) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(node.address().resolve("/api/documents"))
                .header("Content-Type", "application/json")
                .header("Origin", origin(node))
                .POST(BodyPublishers.ofString("{\"text\":\"\"}"))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    String set = response.headers().firstValue("Set-Cookie").orElseThrow();
    cookie = set.substring(0, set.indexOf(';'));
    document = JsonParser.parseString(response.body()).getAsJsonObject().get("id").getAsString();
  }

  private static String origin(Node node) {
    return "http://" + node.address().getAuthority();
  }

  String document() {
    return document;
  }

  /** Opens the document's WebSocket. */
  LiveSocket open(Node node) {
    String live = "/api/documents/" + document + "/live";
    return LiveSocket.open(
        client, URI.create("ws://" + node.address().getAuthority() + live), origin(node), cookie);
  }
}
