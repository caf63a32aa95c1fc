package dev.twinmark.webapp.documents;

import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Limits;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.Replies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** {@code /documents/export}: all documents of an account as a zip file, while others write. */
final class ExportEndpoint {

  /** Each has a thread and a text in memory for as long as its client takes. */
  private static final int MAX_EXPORTS = 4;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Semaphore exports = new Semaphore(MAX_EXPORTS);
  private final Documents documents;
  private final Accounts accounts;
  private final TextMemory memory;
  private final Audit audit;

  ExportEndpoint(Documents documents, Accounts accounts, TextMemory memory, Audit audit) {
    this.documents = documents;
    this.accounts = accounts;
    this.memory = memory;
    this.audit = audit;
  }

  CompletableFuture<Void> send(Request request, Response response) {
    String account = accounts.find(request);
    if (account == null) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND_404, "This browser has no documents on the server.");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/zip");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, Replies.NO_STORE);
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    response
        .getHeaders()
        .put("Content-Disposition", "attachment; filename=\"twinmark-" + day + ".zip\"");
    if (request.getMethod().equals("HEAD")) {
      return Replies.write(response, null);
    }
    memory.reserve(request, Limits.DOCUMENT_UNITS);
    if (!exports.tryAcquire()) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The server is writing other exports. Try again in a minute.");
    }
    audit.note(request, account, Act.EXPORTED, "");
    return CompletableFuture.runAsync(
            () -> write(account, response), request.getComponents().getExecutor())
        .whenComplete((done, failure) -> exports.release());
  }

  private void write(String account, Response response) {
    // Ends the response when it is closed, and not at all when writing fails: the file is damaged
    // then, and the browser says so.
    try (OutputStream out =
        new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES)) {
      documents.export(account, out);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
