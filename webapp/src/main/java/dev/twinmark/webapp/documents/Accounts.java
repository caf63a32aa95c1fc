package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Ids;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.client.ClientBudget;
import dev.twinmark.webapp.http.ProblemException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The accounts of requests, by their cookies. */
final class Accounts {

  /** A lecture hall behind one address that follows a link. */
  private static final int ACCOUNTS_AT_ONCE = 300;

  /** An import of many files. */
  private static final int DOCUMENTS_AT_ONCE = 1000;

  /** Enough for people, and a few thousand a day for a program. */
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  private final ClientBudget newAccounts = new ClientBudget(ACCOUNTS_AT_ONCE, INTERVAL);
  private final ClientBudget newDocuments = new ClientBudget(DOCUMENTS_AT_ONCE, INTERVAL);
  private final Documents documents;
  private final SessionCookie cookie;
  private final boolean everyoneCreates;

  Accounts(Documents documents, SessionCookie cookie, boolean everyoneCreates) {
    this.documents = documents;
    this.cookie = cookie;
    this.everyoneCreates = everyoneCreates;
  }

  /** Returns the account, or null where there is none, which has no rights. */
  String find(Request request) {
    return SessionCookie.secret(request).flatMap(documents::findAccount).orElse(null);
  }

  /** Returns the account of a visitor, which is made if there is none. */
  String ensure(Request request, Response response) {
    // A secret that the server has not made, another site may have planted: it is not taken over.
    String known =
        SessionCookie.secret(request)
            .filter(secret -> documents.findAccount(secret).isPresent())
            .orElse(null);
    if (known == null && !newAccounts.take(ClientAddress.of(request))) {
      throw tooMany();
    }
    String secret = known == null ? Ids.session() : known;
    cookie.set(request, response, secret);
    return documents.account(secret);
  }

  /** Refuses visitors who may not create documents, before anything is read or stored for them. */
  void requireCreation() {
    if (!everyoneCreates) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403,
          "Documents cannot be created on this server. See --create-documents.");
    }
  }

  /** Returns the account of a visitor who creates a document. */
  String create(Request request, Response response) {
    if (!newDocuments.take(ClientAddress.of(request))) {
      throw tooMany();
    }
    return ensure(request, response);
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        HttpStatus.TOO_MANY_REQUESTS_429,
        "There are too many new documents or visitors from this address. Try again later.");
  }
}
