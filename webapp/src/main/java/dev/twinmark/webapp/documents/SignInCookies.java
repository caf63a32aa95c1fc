package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.signin.SignInAttempt;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The cookies of people who sign in, or have signed in, by a provider.
 *
 * <p>Where browsers allow it, their names begin with {@code __Host-}, so that no other site of the
 * domain can plant a session of its own.
 */
final class SignInCookies implements SignIn {

  private static final String SESSION = "twinmark-sign-in";
  private static final String ATTEMPT = "twinmark-sign-in-attempt";

  /** The time for a password, a second factor and a look into the mail for either. */
  private static final Duration ATTEMPT_LIFE = Duration.ofMinutes(15);

  private final Documents documents;
  private final String basePath;

  SignInCookies(Documents documents, String basePath) {
    this.documents = documents;
    this.basePath = basePath;
  }

  @Override
  public Optional<SignedIn> find(Request request) {
    return secret(request)
        .flatMap(
            secret ->
                documents
                    .findSignIn(secret)
                    .map(found -> new SignedIn(found.account(), found.session())));
  }

  /** Returns the secret of a person's session, which may have ended. */
  Optional<String> secret(Request request) {
    return Cookies.find(request, name(request, SESSION)).filter(SessionCookie::isSecret);
  }

  void start(Request request, Response response, String secret) {
    Cookies.set(
        request, response, name(request, SESSION), secret, basePath, Documents.SIGN_IN_LIFE);
  }

  void end(Request request, Response response) {
    Cookies.set(request, response, name(request, SESSION), "", basePath, Duration.ZERO);
  }

  Optional<SignInAttempt> attempt(Request request) {
    return Cookies.find(request, name(request, ATTEMPT)).flatMap(SignInAttempt::decode);
  }

  void begin(Request request, Response response, SignInAttempt attempt) {
    String name = name(request, ATTEMPT);
    Cookies.set(request, response, name, attempt.encode(), basePath, ATTEMPT_LIFE);
  }

  void forgetAttempt(Request request, Response response) {
    Cookies.set(request, response, name(request, ATTEMPT), "", basePath, Duration.ZERO);
  }

  /** Browsers take the prefixes over HTTPS only, and __Host- for the path / only. */
  private String name(Request request, String name) {
    if (!ClientAddress.isSecure(request)) {
      return name;
    }
    return (basePath.equals("/") ? "__Host-" : "__Secure-") + name;
  }
}
