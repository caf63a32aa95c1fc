package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Person;
import dev.twinmark.webapp.client.ClientAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** The person that a trusted proxy names in a header. */
final class ProxySignIn implements SignIn {

  /** The issuer of all people that proxies name: one may be replaced by another. */
  private static final String ISSUER = "proxy";

  private final Documents documents;
  private final String header;

  ProxySignIn(Documents documents, String header) {
    this.documents = documents;
    this.header = header;
  }

  /**
   * Clients may send any header, so it counts only if the connection comes from a trusted proxy. Of
   * two values the client may have sent one, so both are ignored.
   */
  @Override
  public Optional<SignedIn> find(Request request) {
    if (!ClientAddress.isOfProxy(request)) {
      return Optional.empty();
    }
    List<String> values = request.getHeaders().getValuesList(header);
    if (values.size() != 1) {
      return Optional.empty();
    }
    String subject = values.get(0).strip();
    if (!Person.isSubject(subject)) {
      return Optional.empty();
    }
    String account = documents.account(new Person(ISSUER, subject, subject));
    // What the browser had before is the person's from now on.
    SessionCookie.secret(request).ifPresent(secret -> documents.adopt(secret, account));
    return Optional.of(new SignedIn(account, null));
  }
}
