package dev.twinmark.webapp.documents;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.DocumentEntry;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.Membership;
import dev.twinmark.documents.Publication;
import dev.twinmark.documents.Utf8;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Documents as a whole: created, listed, named, published, deleted. */
final class DocumentEndpoints {

  static final String MARKDOWN = "text/markdown; charset=utf-8";

  /** The longest document in JSON, of characters of three bytes. */
  private static final int MAX_CREATE_BYTES = 4 * Limits.DOCUMENT_UNITS;

  /** A title and its escapes. */
  static final int MAX_SMALL_BYTES = 16 * 1024;

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final TextMemory memory;
  private final String basePath;
  private final PublishedCache cache;
  private final PublishedEndpoint pages;
  private final Audit audit;

  DocumentEndpoints(
      Documents documents,
      Accounts accounts,
      RequestBody body,
      TextMemory memory,
      String basePath,
      PublishedCache cache,
      PublishedEndpoint pages,
      Audit audit) {
    this.audit = audit;
    this.pages = pages;
    this.cache = cache;
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.memory = memory;
    this.basePath = basePath;
  }

  CompletableFuture<Void> list(Request request, Response response) {
    String account = accounts.lookUp(request);
    var list = new JsonArray();
    for (Membership one :
        account == null ? List.<Membership>of() : documents.documentsOf(account)) {
      var object = new JsonObject();
      object.addProperty("id", one.document().id());
      object.addProperty("title", one.document().title());
      object.addProperty("role", one.role().id());
      object.addProperty("updatedAt", JsonReply.of(one.document().updatedAt()));
      object.addProperty("length", one.document().length());
      list.add(object);
    }
    var answer = new JsonObject();
    answer.add("documents", list);
    return JsonReply.send(response, answer);
  }

  CompletableFuture<Void> create(Request request, Response response) {
    accounts.requireCreation(request);
    return JsonBody.read(body, request, MAX_CREATE_BYTES)
        .thenCompose(
            sent -> {
              String title = sent.string("title");
              String text = sent.string("text");
              String account = accounts.create(request, response);
              DocumentEntry entry = documents.create(account, title, text);
              audit.note(request, account, Act.CREATED, entry.id());
              response
                  .getHeaders()
                  .put(
                      HttpHeader.LOCATION,
                      basePath + DocumentRoutes.PATH.substring(1) + "/" + entry.id());
              var object = new JsonObject();
              object.addProperty("id", entry.id());
              object.addProperty("role", "own");
              object.addProperty("version", entry.head());
              object.addProperty("title", entry.title());
              return JsonReply.send(response, HttpStatus.CREATED_201, object);
            });
  }

  CompletableFuture<Void> show(Request request, Response response, String id) {
    Membership found = documents.find(accounts.find(request), id);
    DocumentEntry entry = found.document();
    var object = new JsonObject();
    object.addProperty("id", entry.id());
    object.addProperty("title", entry.title());
    object.addProperty("named", entry.named());
    object.addProperty("role", found.role().id());
    object.addProperty("version", entry.head());
    object.addProperty("length", entry.length());
    object.addProperty("updatedAt", JsonReply.of(entry.updatedAt()));
    object.add(
        "published",
        entry.publication() == null ? JsonNull.INSTANCE : published(entry.publication()));
    return JsonReply.send(response, object);
  }

  CompletableFuture<Void> rename(Request request, Response response, String id) {
    String account = accounts.find(request);
    return JsonBody.read(body, request, MAX_SMALL_BYTES)
        .thenCompose(
            sent -> {
              reserve(request, account, id);
              documents.rename(account, id, sent.string("title"));
              return show(request, response, id);
            });
  }

  CompletableFuture<Void> delete(Request request, Response response, String id) {
    String account = accounts.find(request);
    documents.delete(account, id);
    audit.note(request, account, Act.DELETED, id);
    cache.recheck();
    return JsonReply.noContent(response);
  }

  CompletableFuture<Void> text(Request request, Response response, String id) {
    String account = accounts.find(request);
    reserve(request, account, id);
    return sendText(response, documents.text(account, id).text());
  }

  CompletableFuture<Void> publish(Request request, Response response, String id) {
    String account = accounts.find(request);
    return JsonBody.read(body, request, MAX_SMALL_BYTES)
        .thenCompose(
            sent -> {
              reserve(request, account, id);
              pages.requireRenderable(documents.text(account, id).text());
              Publication publication = documents.publish(account, id, sent.isTrue("index"));
              audit.note(request, account, Act.PUBLISHED, id);
              cache.recheck();
              return JsonReply.send(response, published(publication));
            });
  }

  CompletableFuture<Void> unpublish(Request request, Response response, String id) {
    String account = accounts.find(request);
    documents.unpublish(account, id);
    audit.note(request, account, Act.UNPUBLISHED, id);
    cache.recheck();
    return JsonReply.noContent(response);
  }

  /** Reserves the memory for a document's text, which is about to be read. */
  private void reserve(Request request, String account, String id) {
    memory.reserve(request, documents.find(account, id).document().length());
  }

  private static JsonObject published(Publication publication) {
    var object = new JsonObject();
    object.addProperty("slug", publication.slug());
    object.addProperty("version", publication.version());
    object.addProperty("index", publication.index());
    object.addProperty("at", JsonReply.of(publication.at()));
    return object;
  }

  static CompletableFuture<Void> sendText(Response response, String text) {
    return Replies.send(response, HttpStatus.OK_200, MARKDOWN, Replies.NO_STORE, Utf8.encode(text));
  }
}
