package dev.twinmark.webapp.http;

import dev.twinmark.webapp.page.Pages;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what went wrong: a problem (RFC 9457) for programs, which ask under {@code /api}, and a
 * page for people. Also stands in for Jetty's own error pages.
 */
public final class ErrorReplies extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

  /** As long as the longest queue of ordinary documents takes. */
  private static final long RETRY_AFTER_SECONDS = 5;

  private final Pages pages;
  private final String apiPath;

  /**
   * @param basePath which the requests that Jetty refuses still have
   */
  public ErrorReplies(Pages pages, String basePath) {
    this.pages = pages;
    this.apiPath = basePath + "api/";
    setShowStacks(false);
    setShowCauses(false);
  }

  /** Answers with a problem, in the form that suits the path. */
  CompletableFuture<Void> send(Request request, Response response, Problem problem) {
    sayWhenToRetry(response, problem.status());
    if (isForPrograms(request)) {
      return Replies.send(
          response, problem.status(), Problem.CONTENT_TYPE, Replies.NO_STORE, problem.toJson());
    }
    return Replies.send(
        response,
        problem.status(),
        Replies.HTML,
        Replies.NO_STORE,
        pages.problem(ReaderLanguage.of(request, response), problem.status(), problem.detail()));
  }

  /** Refuses a request of a client that has sent too many. */
  public boolean refuseTooMany(Request request, Response response, Callback callback) {
    var problem =
        new Problem(
            HttpStatus.TOO_MANY_REQUESTS_429,
            "There are too many requests from this address. Try again in a few seconds.");
    callback.completeWith(send(request, response, problem));
    return true;
  }

  /** Tells a client that is refused because of others' load to wait before it tries again. */
  static void sayWhenToRetry(Response response, int status) {
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503
        || status == HttpStatus.TOO_MANY_REQUESTS_429) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
  }

  /** Returns what to tell the client about a failure, and logs a failure of the server's own. */
  static Problem problem(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ProblemException known) {
      return known.problem();
    }
    // The line of the request log is enough for a failure that the client has caused.
    if (cause instanceof HttpException refused) {
      return new Problem(refused.getCode(), detail(refused.getCode()));
    }
    if (cause instanceof TimeoutException) {
      return new Problem(HttpStatus.REQUEST_TIMEOUT_408, detail(HttpStatus.REQUEST_TIMEOUT_408));
    }
    if (cause instanceof IOException) {
      return new Problem(HttpStatus.BAD_REQUEST_400, "The request broke off.");
    }
    LOG.error("A request failed", cause);
    return new Problem(
        HttpStatus.INTERNAL_SERVER_ERROR_500, "The server failed. Its log says where.");
  }

  /** Every method gets an answer, not only those of pages. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    // Jetty may have reset the response, and these headers with it.
    SecurityHeaders.putInto(response.getHeaders());
    // Jetty closes the connection after a request that it could not read, and, not knowing its
    // version, does not say so: the client's next request on it would be lost.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    callback.completeWith(send(request, response, new Problem(code, detail(code))));
  }

  private boolean isForPrograms(Request request) {
    String path = Request.getPathInContext(request);
    return path != null && (path.startsWith("/api/") || path.startsWith(apiPath));
  }

  private static String detail(int status) {
    return switch (status) {
      case HttpStatus.BAD_REQUEST_400 -> "The address or the request is not valid.";
      case HttpStatus.REQUEST_TIMEOUT_408 -> "The request took too long to arrive.";
      case HttpStatus.URI_TOO_LONG_414 -> "The address is too long.";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "The request's headers are too large. Deleting the site's cookies may help.";
      case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "The server failed. Its log says where.";
      case HttpStatus.SERVICE_UNAVAILABLE_503 ->
          "The server is about to stop. Try again in a few seconds.";
      default -> HttpStatus.getMessage(status) + ".";
    };
  }
}
