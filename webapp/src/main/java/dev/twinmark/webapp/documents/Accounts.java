package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.webapp.http.ProblemException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The accounts of requests, by their cookies. */
final class Accounts {

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

  /** Returns the account of a visitor who follows a link, which is made if there is none. */
  String follow(Request request, Response response) {
    return documents.account(cookie.ensure(request, response));
  }

  /** Returns the account that creates a document, which is made if there is none. */
  String create(Request request, Response response) {
    if (!everyoneCreates) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403,
          "This server lets nobody create documents. See --create-documents.");
    }
    return follow(request, response);
  }
}
