package dev.twinmark.webapp.documents;

import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.Link;
import dev.twinmark.documents.Membership;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.http.Form;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.ReaderLanguage;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import dev.twinmark.webapp.http.SecurityHeaders;
import dev.twinmark.webapp.page.DocumentPage;
import dev.twinmark.webapp.page.DocumentPage.SharedLink;
import dev.twinmark.webapp.page.DocumentPage.ShownAct;
import dev.twinmark.webapp.page.DocumentsPage;
import dev.twinmark.webapp.page.Pages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/** {@code /documents}: the documents of an account, and the rights to them, without scripts. */
final class OwnerEndpoints {

  static final String PATH = "/documents";

  /** As many as are looked through; each own one costs a query for its links. */
  private static final int DOCUMENTS_PER_PAGE = 50;

  private static final int MAX_FORM_BYTES = 4 * 1024;
  private static final int MAX_PAGE_DIGITS = 6;

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final PublishedCache cache;
  private final Pages pages;
  private final String basePath;
  private final Audit audit;
  private final boolean hasProvider;

  /**
   * @param hasProvider true if the server has a provider by which people sign in
   */
  OwnerEndpoints(
      Documents documents,
      Accounts accounts,
      RequestBody body,
      PublishedCache cache,
      Pages pages,
      String basePath,
      Audit audit,
      boolean hasProvider) {
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.cache = cache;
    this.pages = pages;
    this.basePath = basePath;
    this.audit = audit;
    this.hasProvider = hasProvider;
  }

  CompletableFuture<Void> list(Request request, Response response) {
    String account = hasProvider ? accounts.lookUp(request) : accounts.find(request);
    List<Membership> all = account == null ? List.of() : documents.documentsOf(account);
    Fields query = Request.extractQueryParameters(request);
    int count = Math.max(1, (all.size() + DOCUMENTS_PER_PAGE - 1) / DOCUMENTS_PER_PAGE);
    int number = Math.min(count, number(query.getValue("page")));
    int from = (number - 1) * DOCUMENTS_PER_PAGE;
    List<DocumentsPage.Row> rows = new ArrayList<>();
    for (Membership one : all.subList(from, Math.min(all.size(), from + DOCUMENTS_PER_PAGE))) {
      rows.add(row(account, one));
    }
    var room = account == null ? null : documents.room(account);
    var page =
        new DocumentsPage(
            rows,
            number,
            count,
            all.size(),
            room == null ? 0 : room.usedBytes(),
            room == null ? 0 : room.maxBytes(),
            done(query),
            hasProvider && accounts.signedIn(request).isEmpty()
                ? basePath + SignInEndpoints.address(basePath + PATH.substring(1))
                : null);
    return send(response, pages.documents(ReaderLanguage.of(request, response), page));
  }

  private static int number(String page) {
    boolean isNumber =
        page != null
            && !page.isEmpty()
            && page.length() <= MAX_PAGE_DIGITS
            && page.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Math.max(1, Integer.parseInt(page)) : 1;
  }

  /** Returns what an address says was done; the page has no sentence for anything else. */
  private static String done(Fields query) {
    String done = query.getValue("done");
    for (Done one : Done.values()) {
      if (one.name().equals(done)) {
        return done;
      }
    }
    return null;
  }

  /** What can be done on these pages, as their addresses and messages name it. */
  private enum Done {
    deleted,
    unpublished,
    revoked,
    expiry
  }

  private DocumentsPage.Row row(String account, Membership one) {
    Instant now = Instant.now();
    var document = one.document();
    int links = 0;
    if (one.role() == Role.OWN) {
      for (Link link : documents.links(account, document.id())) {
        links += link.isValid(now) ? 1 : 0;
      }
    }
    return new DocumentsPage.Row(
        document.id(),
        document.title(),
        one.role().id(),
        document.length(),
        document.updatedAt(),
        links,
        document.publication() == null ? null : document.publication().slug());
  }

  CompletableFuture<Void> show(Request request, Response response, String id) {
    String account = accounts.find(request);
    documents.require(account, id, Role.OWN);
    Instant now = Instant.now();
    Map<String, Integer> followers = documents.followers(account, id);
    List<SharedLink> links = new ArrayList<>();
    for (Link link : documents.links(account, id)) {
      links.add(
          new SharedLink(
              link.id(),
              link.label(),
              link.role().id(),
              followers.getOrDefault(link.id(), 0),
              link.expiresAt() == null ? null : lastDay(link.expiresAt()),
              !link.isValid(now)));
    }
    List<ShownAct> acts = new ArrayList<>();
    documents
        .acts(account, id)
        .forEach(
            act ->
                acts.add(
                    new ShownAct(
                        act.at(), act.act().id(), act.account().equals(account), act.address())));
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var page =
        new DocumentPage(
            row(account, documents.find(account, id)),
            links,
            acts,
            today,
            today.plusDays(Limits.LINK_DAYS - 1),
            done(Request.extractQueryParameters(request)));
    return send(response, pages.document(ReaderLanguage.of(request, response), page));
  }

  /** The day at whose end a link expires, or in which it does. */
  private static LocalDate lastDay(Instant expiresAt) {
    return LocalDate.ofInstant(expiresAt.minusMillis(1), ZoneOffset.UTC);
  }

  /** Takes the forms of a document: its field {@code act} says which. */
  CompletableFuture<Void> change(Request request, Response response, String id) {
    String account = accounts.find(request);
    return Form.read(body, request, MAX_FORM_BYTES)
        .thenCompose(
            form -> {
              switch (form.apply("act")) {
                case "unpublish" -> {
                  documents.unpublish(account, id);
                  audit.note(request, account, Act.UNPUBLISHED, id);
                  cache.recheck();
                  return lead(response, id, Done.unpublished);
                }
                case "delete" -> {
                  documents.delete(account, id);
                  audit.note(request, account, Act.DELETED, id);
                  cache.recheck();
                  return lead(response, "", Done.deleted);
                }
                default -> throw unknownAct();
              }
            });
  }

  /** Takes the forms of a link. */
  CompletableFuture<Void> changeLink(Request request, Response response, String id, String link) {
    String account = accounts.find(request);
    return Form.read(body, request, MAX_FORM_BYTES)
        .thenCompose(
            form -> {
              switch (form.apply("act")) {
                case "revoke" -> {
                  documents.revokeLink(account, id, link);
                  audit.note(request, account, Act.LINK_REVOKED, id, link, null);
                  return lead(response, id, Done.revoked);
                }
                case "expire" -> {
                  documents.setExpiry(account, id, link, endOf(form.apply("expires")));
                  audit.note(request, account, Act.LINK_CHANGED, id, link, null);
                  return lead(response, id, Done.expiry);
                }
                default -> throw unknownAct();
              }
            });
  }

  /** Returns the end of a day in UTC; null for no day. */
  private static Instant endOf(String day) {
    if (day.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(HttpStatus.BAD_REQUEST_400, "A date has the form 2026-11-30.", e);
    }
  }

  private static ProblemException unknownAct() {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, "The form lacks what is to be done.");
  }

  private CompletableFuture<Void> lead(Response response, String id, Done done) {
    String path = PATH.substring(1) + (id.isEmpty() ? "" : "/" + id);
    return Replies.seeOther(response, basePath + path + "?done=" + done.name());
  }

  private static CompletableFuture<Void> send(Response response, String html) {
    SecurityHeaders.nameOriginOfForms(response.getHeaders());
    return Replies.send(response, HttpStatus.OK_200, Replies.HTML, Replies.NO_STORE, html);
  }
}
