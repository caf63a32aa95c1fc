package dev.twinmark.webapp.documents;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Person;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.client.ClientBudget;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.ReaderLanguage;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.signin.OidcProvider;
import dev.twinmark.webapp.signin.SignInAttempt;
import dev.twinmark.webapp.signin.SignInException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by a provider, signing out, and the person that a browser is signed in as. */
final class SignInEndpoints {

  /** The beginning of all addresses but {@link #SESSION}. */
  static final String PREFIX = "/sign-";

  /**
   * Where a sign-in begins; the query parameter {@code return} has the path to go to afterwards.
   */
  static final String SIGN_IN = "/sign-in";

  /** Where the provider sends the browser back to. */
  static final String CALLBACK = "/sign-in/callback";

  /** Ends the session. */
  static final String SIGN_OUT = "/sign-out";

  /** Says who is signed in. */
  static final String SESSION = "/api/session";

  private static final Logger LOG = LoggerFactory.getLogger(SignInEndpoints.class);

  /** A lecture hall behind one address, in which each signs in twice. */
  private static final int ATTEMPTS_AT_ONCE = 600;

  /** The same as for new accounts. */
  private static final Duration ATTEMPT_INTERVAL = Duration.ofSeconds(20);

  /**
   * The threads that wait for the provider. They are others than those of requests, so that a
   * provider that does not answer leaves the server as fast as it is.
   */
  private static final int THREADS = 8;

  /** Past it a person is asked to try again: others wait for the provider already. */
  private static final int MAX_WAITING = 200;

  private static final Duration THREAD_LIFE = Duration.ofSeconds(30);

  private final ClientBudget attempts = new ClientBudget(ATTEMPTS_AT_ONCE, ATTEMPT_INTERVAL);
  private final Executor waiting = threads();
  private final Documents documents;
  private final Accounts accounts;
  private final SignInCookies cookies;
  private final SessionCookie browserCookie;

  /** Null where people do not sign in by one. */
  private final OidcProvider provider;

  private final Pages pages;
  private final String basePath;
  private final Audit audit;

  SignInEndpoints(
      Documents documents,
      Accounts accounts,
      SignInCookies cookies,
      SessionCookie browserCookie,
      OidcProvider provider,
      Pages pages,
      String basePath,
      Audit audit) {
    this.documents = documents;
    this.accounts = accounts;
    this.cookies = cookies;
    this.browserCookie = browserCookie;
    this.provider = provider;
    this.pages = pages;
    this.basePath = basePath;
    this.audit = audit;
  }

  /** Threads that end by themselves, and with the process. */
  private static Executor threads() {
    var count = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            THREAD_LIFE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              var thread = new Thread(task, "sign-in-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Returns whether people can sign in by an address of this server. */
  boolean hasProvider() {
    return provider != null;
  }

  /** Says who is signed in, and what the page may offer. */
  CompletableFuture<Void> show(Request request, Response response) {
    Optional<SignedIn> signedIn = accounts.signedIn(request);
    var object = new JsonObject();
    object.addProperty("signedIn", signedIn.isPresent());
    Optional<Person> person = signedIn.flatMap(found -> documents.person(found.account()));
    if (person.isPresent()) {
      object.addProperty("name", person.get().name());
    } else {
      object.add("name", JsonNull.INSTANCE);
    }
    object.addProperty("canSignIn", hasProvider());
    object.addProperty("canSignOut", signedIn.map(SignedIn::session).isPresent());
    object.addProperty("canCreate", accounts.mayCreate(request));
    return JsonReply.send(response, object);
  }

  /** Leads to the provider. */
  CompletableFuture<Void> begin(Request request, Response response) {
    String asked = Request.extractQueryParameters(request).getValue("return");
    var attempt = SignInAttempt.begin(ReturnPath.of(asked, basePath));
    return waitFor(
        request,
        response,
        attempt.returnPath(),
        () -> {
          URI address = provider.begin(attempt, callback(request));
          cookies.begin(request, response, attempt);
          return address.toString();
        });
  }

  /** Starts the session of the person whom the provider names, and leads to where it began. */
  CompletableFuture<Void> finish(Request request, Response response) {
    Optional<SignInAttempt> begun = cookies.attempt(request);
    String returnPath = ReturnPath.of(begun.map(SignInAttempt::returnPath).orElse(null), basePath);
    return waitFor(
        request,
        response,
        returnPath,
        () -> {
          cookies.forgetAttempt(request, response);
          SignInAttempt attempt =
              begun.orElseThrow(
                  () -> new SignInException(SignInException.Reason.EXPIRED, "No attempt"));
          start(
              request,
              response,
              provider.finish(attempt, callback(request), request.getHttpURI().getQuery()));
          return returnPath;
        });
  }

  private void start(Request request, Response response, Person person) {
    // A session that the browser has already ends: its cookie is replaced.
    cookies.secret(request).ifPresent(documents::signOut);
    cookies.start(request, response, documents.signIn(person));
    String account = documents.account(person);
    SessionCookie.secret(request)
        .ifPresent(
            browser -> {
              documents.adopt(browser, account);
              browserCookie.remove(request, response);
            });
    audit.note(request, account, Act.SIGNED_IN);
  }

  /** Ends the session. */
  CompletableFuture<Void> signOut(Request request, Response response) {
    Optional<SignedIn> ended = cookies.find(request);
    cookies.secret(request).ifPresent(documents::signOut);
    cookies.end(request, response);
    ended.ifPresent(person -> audit.note(request, person.account(), Act.SIGNED_OUT));
    return JsonReply.noContent(response);
  }

  private interface Step {
    /** Returns the address to go on to. */
    String run() throws SignInException;
  }

  /** Runs a step that waits for the provider, and redirects, or says why it failed. */
  private CompletableFuture<Void> waitFor(
      Request request, Response response, String returnPath, Step step) {
    if (!attempts.take(ClientAddress.of(request))) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS_429,
          "There are too many sign-ins from this address. Try again later.");
    }
    try {
      return CompletableFuture.supplyAsync(() -> result(step), waiting)
          .thenCompose(
              result ->
                  result.failure == null
                      ? Replies.seeOther(response, result.address)
                      : failed(request, response, returnPath, result.failure));
    } catch (RejectedExecutionException e) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "Too many people wait for the sign-in service. Try again in a few seconds.",
          e);
    }
  }

  private record Result(String address, SignInException failure) {}

  private static Result result(Step step) {
    try {
      return new Result(step.run(), null);
    } catch (SignInException e) {
      return new Result(null, e);
    }
  }

  private CompletableFuture<Void> failed(
      Request request, Response response, String returnPath, SignInException failure) {
    // Users cancel, and go back to addresses of last week; the others are for the operator.
    boolean isOperators =
        failure.reason() == SignInException.Reason.UNREACHABLE
            || failure.reason() == SignInException.Reason.INVALID;
    if (isOperators) {
      LOG.warn("A sign-in failed: {}", failure.getMessage());
    } else {
      LOG.debug("A sign-in failed: {}", failure.getMessage());
    }
    audit.note(request, "", refusal(failure.reason()));
    int status =
        switch (failure.reason()) {
          case UNREACHABLE, INVALID -> HttpStatus.BAD_GATEWAY_502;
          case DENIED -> HttpStatus.FORBIDDEN_403;
          case EXPIRED -> HttpStatus.BAD_REQUEST_400;
        };
    String page =
        pages.signInFailed(
            ReaderLanguage.of(request, response),
            failure.reason().name().toLowerCase(Locale.ROOT),
            returnPath,
            basePath + address(returnPath));
    return Replies.send(response, status, Replies.HTML, Replies.NO_STORE, page);
  }

  private static Act refusal(SignInException.Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> Act.SIGN_IN_UNREACHABLE;
      case INVALID -> Act.SIGN_IN_INVALID;
      case DENIED -> Act.SIGN_IN_DENIED;
      case EXPIRED -> Act.SIGN_IN_EXPIRED;
    };
  }

  /** Returns the address, relative to the base path, of a sign-in that leads to a path. */
  static String address(String returnPath) {
    return SIGN_IN.substring(1)
        + "?return="
        + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
  }

  /** The exact address that the provider knows, at the host that the browser has asked. */
  private URI callback(Request request) throws SignInException {
    String scheme = ClientAddress.isSecure(request) ? "https://" : "http://";
    try {
      return URI.create(scheme + ClientAddress.host(request) + basePath + CALLBACK.substring(1));
    } catch (IllegalArgumentException e) {
      throw new SignInException(
          SignInException.Reason.INVALID, "The host of the request is no host");
    }
  }
}
