package dev.twinmark.webapp.documents;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Documents.NewLink;
import dev.twinmark.documents.Link;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Links that give rights to those who follow them. */
final class LinkEndpoints {

  /** The address of a link; what follows is its secret. */
  static final String PREFIX = "/s/";

  private static final int MAX_TOKEN_UNITS = 100;

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final String basePath;
  private final Audit audit;

  LinkEndpoints(
      Documents documents, Accounts accounts, RequestBody body, String basePath, Audit audit) {
    this.audit = audit;
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.basePath = basePath;
  }

  CompletableFuture<Void> list(Request request, Response response, String id) {
    var list = new JsonArray();
    documents.links(accounts.find(request), id).forEach(link -> list.add(json(link, null)));
    var answer = new JsonObject();
    answer.add("links", list);
    return JsonReply.send(response, answer);
  }

  CompletableFuture<Void> add(Request request, Response response, String id) {
    String account = accounts.find(request);
    return JsonBody.read(body, request, DocumentEndpoints.MAX_SMALL_BYTES)
        .thenCompose(
            sent -> {
              Integer days = sent.number("expiresInDays");
              NewLink made =
                  documents.addLink(
                      account,
                      id,
                      role(sent.string("role")),
                      sent.string("label"),
                      days == null ? null : Duration.ofDays(days));
              Link link = made.link();
              audit.note(request, account, Act.LINK_MADE, id, link.id(), link.role());
              String url = basePath + PREFIX.substring(1) + made.token();
              return JsonReply.send(response, HttpStatus.CREATED_201, json(link, url));
            });
  }

  CompletableFuture<Void> revoke(Request request, Response response, String id, String link) {
    String account = accounts.find(request);
    documents.revokeLink(account, id, link);
    audit.note(request, account, Act.LINK_REVOKED, id, link, null);
    return JsonReply.noContent(response);
  }

  /** Gives the visitor the right, and leads to the document by an address without the secret. */
  CompletableFuture<Void> follow(Request request, Response response, String token) {
    // Guesses get no account, which would take room for ever.
    boolean isValid =
        !request.getMethod().equals("HEAD")
            && token.length() <= MAX_TOKEN_UNITS
            && documents.isLink(token);
    String account = isValid ? accounts.ensure(request, response) : null;
    Optional<String> id = isValid ? documents.follow(token, account) : Optional.empty();
    if (id.isEmpty()) {
      response.getHeaders().remove(HttpHeader.SET_COOKIE);
      throw new ProblemException(
          HttpStatus.NOT_FOUND_404, "This link is unknown, has expired or was withdrawn.");
    }
    documents
        .role(account, id.get())
        .ifPresent(role -> audit.note(request, account, Act.ROLE_GIVEN, id.get(), "", role));
    return Replies.seeOther(response, basePath + "?document=" + id.get());
  }

  private static Role role(String name) {
    for (Role role : Role.values()) {
      if (role.id().equals(name)) {
        return role;
      }
    }
    throw new ProblemException(
        HttpStatus.BAD_REQUEST_400, "The role of a link is read, write or own.");
  }

  /**
   * @param url null where it is not known any more
   */
  private static JsonObject json(Link link, String url) {
    var object = new JsonObject();
    object.addProperty("id", link.id());
    object.addProperty("role", link.role().id());
    object.addProperty("label", link.label());
    object.addProperty("createdAt", JsonReply.of(link.createdAt()));
    if (link.expiresAt() == null) {
      object.add("expiresAt", JsonNull.INSTANCE);
    } else {
      object.addProperty("expiresAt", JsonReply.of(link.expiresAt()));
    }
    if (url != null) {
      object.addProperty("url", url);
    }
    return object;
  }
}
