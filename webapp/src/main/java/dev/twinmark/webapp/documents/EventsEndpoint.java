package dev.twinmark.webapp.documents;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.FrameMemory;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.Role;
import dev.twinmark.documents.Session;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import dev.twinmark.webapp.http.Sender;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/**
 * The messages of a document where WebSockets are blocked: those of the server are server-sent
 * events, and each message of the client is a request.
 */
final class EventsEndpoint {

  private static final int PROTOCOL = 1;
  private static final int MAX_DIGITS = 16;

  /** The longest message in UTF-8, of characters of three bytes. */
  private static final int MAX_MESSAGE_BYTES = 3 * Limits.PUSH_UNITS;

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final TextMemory memory;

  EventsEndpoint(Documents documents, Accounts accounts, RequestBody body, TextMemory memory) {
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.memory = memory;
  }

  CompletableFuture<Void> open(Request request, Response response, String id) {
    if (Sender.isForeign(request)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403, "The request comes from a page of another origin.");
    }
    LiveEndpoint.requireOpen(documents);
    String account = accounts.find(request);
    documents.require(account, id, Role.READ);
    String signIn = accounts.session(request);
    String hello = hello(Request.extractQueryParameters(request));
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    headers.put(HttpHeader.CACHE_CONTROL, Replies.NO_STORE);
    // nginx would keep events until its buffer is full.
    headers.put("X-Accel-Buffering", "no");
    response.setStatus(HttpStatus.OK_200);
    if (request.getMethod().equals("HEAD")) {
      return Replies.write(response, null);
    }
    String address = ClientAddress.of(request);
    var line = new EventLine(response, new FrameMemory(memory, address));
    Session session = documents.open().connect(id, account, signIn, address, line);
    // Events are rare at times; the server's beats keep the connection from being idle for long.
    request.addIdleTimeoutListener(idle -> false);
    request.addFailureListener(failure -> session.lineEnded());
    var unused = session.receive(hello);
    return line.ended().whenComplete((done, failure) -> session.lineEnded());
  }

  CompletableFuture<Void> receive(Request request, Response response, String id) {
    String account = accounts.find(request);
    documents.require(account, id, Role.READ);
    String client = value(Request.extractQueryParameters(request), "client");
    return JsonBody.text(body, request, MAX_MESSAGE_BYTES)
        .thenCompose(
            message ->
                documents
                    .open()
                    .find(id, account, client)
                    .thenCompose(
                        session -> session.orElseThrow(EventsEndpoint::noStream).receive(message)))
        .thenCompose(received -> JsonReply.noContent(response));
  }

  private static ProblemException noStream() {
    return new ProblemException(
        HttpStatus.CONFLICT_409, "This client has no stream of events. Open one first.");
  }

  /** The first message of the client, which is the address here. */
  private static String hello(Fields query) {
    var hello = new JsonObject();
    hello.addProperty("type", "hello");
    hello.addProperty("protocol", PROTOCOL);
    hello.addProperty("client", value(query, "client"));
    hello.addProperty("name", value(query, "name"));
    String version = value(query, "version");
    if (version.isEmpty()) {
      hello.add("version", JsonNull.INSTANCE);
    } else if (version.length() <= MAX_DIGITS
        && version.chars().allMatch(c -> c >= '0' && c <= '9')) {
      hello.addProperty("version", Long.valueOf(version));
    } else {
      throw new ProblemException(HttpStatus.BAD_REQUEST_400, "A version is a number.");
    }
    return hello.toString();
  }

  private static String value(Fields query, String name) {
    String value = query.getValue(name);
    return value == null ? "" : value;
  }
}
