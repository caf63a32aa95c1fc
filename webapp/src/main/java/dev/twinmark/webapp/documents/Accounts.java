package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Ids;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.client.ClientBudget;
import dev.twinmark.webapp.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final List<SignIn> signIns;
  private final Creators creators;

  /**
   * @param signIns the ways to sign in, the first of which wins; none without sign-in
   */
  Accounts(Documents documents, SessionCookie cookie, List<SignIn> signIns, Creators creators) {
    this.documents = documents;
    this.cookie = cookie;
    this.signIns = signIns;
    this.creators = creators;
  }

  /** Returns the person that a request comes from, if it is signed in. */
  Optional<SignedIn> signedIn(Request request) {
    return signIns.stream().flatMap(signIn -> signIn.find(request).stream()).findFirst();
  }

  /** Returns the account, or null where there is none, which has no rights. */
  String lookUp(Request request) {
    return signedIn(request)
        .map(SignedIn::account)
        .or(() -> SessionCookie.secret(request).flatMap(documents::findAccount))
        .orElse(null);
  }

  /**
   * The same for requests that need rights.
   *
   * @throws ProblemException 401 where the client has no account and could sign in: its session may
   *     have ended, so that it has no less right than before
   */
  String find(Request request) {
    String account = lookUp(request);
    if (account == null && !signIns.isEmpty()) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED_401, "Sign in, or follow a link to the document.");
    }
    return account;
  }

  /** Returns the hash of the session that a sign-out ends; null where there is none. */
  String session(Request request) {
    return signedIn(request).map(SignedIn::session).orElse(null);
  }

  /** Returns the account of a visitor, which is made if there is none. */
  String ensure(Request request, Response response) {
    Optional<SignedIn> signedIn = signedIn(request);
    if (signedIn.isPresent()) {
      return signedIn.get().account();
    }
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
  void requireCreation(Request request) {
    if (creators == Creators.NOBODY) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403,
          "Documents cannot be created on this server. See --create-documents.");
    }
    if (!mayCreate(request)) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED_401, "Sign in to create documents on this server.");
    }
  }

  /** Returns whether a visitor may create documents. */
  boolean mayCreate(Request request) {
    return switch (creators) {
      case EVERYONE -> true;
      case SIGNED_IN -> signedIn(request).isPresent();
      case NOBODY -> false;
    };
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
