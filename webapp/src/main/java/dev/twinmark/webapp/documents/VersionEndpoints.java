package dev.twinmark.webapp.documents;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.StoredVersion;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.RequestBody;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The versions of a document that are kept. */
final class VersionEndpoints {

  private static final int MAX_DIGITS = 18;

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final TextMemory memory;

  VersionEndpoints(Documents documents, Accounts accounts, RequestBody body, TextMemory memory) {
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.memory = memory;
  }

  CompletableFuture<Void> list(Request request, Response response, String id) {
    var list = new JsonArray();
    documents.versions(accounts.find(request), id).forEach(version -> list.add(json(version)));
    var answer = new JsonObject();
    answer.add("versions", list);
    return JsonReply.send(response, answer);
  }

  CompletableFuture<Void> keep(Request request, Response response, String id) {
    String account = accounts.find(request);
    return JsonBody.read(body, request, DocumentEndpoints.MAX_SMALL_BYTES)
        .thenCompose(
            sent -> {
              memory.reserve(request, documents.find(account, id).document().length());
              return JsonReply.send(
                  response,
                  HttpStatus.CREATED_201,
                  json(
                      documents.keepVersion(
                          account, id, sent.string("label"), sent.string("author"))));
            });
  }

  CompletableFuture<Void> text(Request request, Response response, String id, String version) {
    if (version.isEmpty()
        || version.length() > MAX_DIGITS
        || !version.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ProblemException(HttpStatus.NOT_FOUND_404, "A version is a number.");
    }
    String account = accounts.find(request);
    long number = Long.parseLong(version);
    documents.versions(account, id).stream()
        .filter(kept -> kept.version() == number)
        .forEach(kept -> memory.reserve(request, kept.length()));
    return DocumentEndpoints.sendText(response, documents.versionText(account, id, number));
  }

  private static JsonObject json(StoredVersion version) {
    var object = new JsonObject();
    object.addProperty("version", version.version());
    if (version.label() == null) {
      object.add("label", JsonNull.INSTANCE);
    } else {
      object.addProperty("label", version.label());
    }
    object.addProperty("author", version.author());
    object.addProperty("at", JsonReply.of(version.at()));
    object.addProperty("length", version.length());
    return object;
  }
}
