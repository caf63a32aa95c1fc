package dev.twinmark.webapp.documents;

import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.StoreException;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.Replies;
import java.io.BufferedOutputStream;
import java.io.IOException;
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

  private static final String DISPOSITION = "Content-Disposition";

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
    boolean isHead = request.getMethod().equals("HEAD");
    if (!isHead) {
      memory.reserve(request, Limits.DOCUMENT_UNITS);
      if (!exports.tryAcquire()) {
        throw new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "The server is writing other exports. Try again in a minute.");
      }
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/zip");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, Replies.NO_STORE);
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    response.getHeaders().put(DISPOSITION, "attachment; filename=\"twinmark-" + day + ".zip\"");
    if (isHead) {
      return Replies.write(response, null);
    }
    audit.note(request, account, Act.EXPORTED, "");
    return CompletableFuture.runAsync(
            () -> write(account, response), request.getComponents().getExecutor())
        .whenComplete((done, failure) -> exports.release());
  }

  private void write(String account, Response response) {
    try {
      documents.export(
          account, new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES));
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (StoreException e) {
      if (!response.isCommitted()) {
        // The answer is a problem then, and no file to be kept.
        response.getHeaders().remove(DISPOSITION);
      }
      throw e;
    }
  }
}
