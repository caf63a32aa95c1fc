package dev.twinmark.webapp.documents;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Role;
import dev.twinmark.documents.jetty.JettySocket;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.http.ProblemException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** A document's WebSocket. */
final class LiveEndpoint {

  private final Documents documents;
  private final Accounts accounts;
  private final TextMemory memory;
  private final ServerWebSocketContainer webSockets;

  LiveEndpoint(
      Documents documents,
      Accounts accounts,
      TextMemory memory,
      ServerWebSocketContainer webSockets) {
    this.documents = documents;
    this.accounts = accounts;
    this.memory = memory;
    this.webSockets = webSockets;
  }

  /** Sends clients away that connect while the server stops: it would wait for their streams. */
  static void requireOpen(Documents documents) {
    if (documents.open().isClosing()) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The server is about to stop. Try again in a few seconds.");
    }
  }

  CompletableFuture<Void> open(Request request, Response response, String id) {
    requireOpen(documents);
    String account = accounts.find(request);
    documents.require(account, id, Role.READ);
    String session = accounts.session(request);
    String address = ClientAddress.of(request);
    var answered = new Callback.Completable();
    boolean isUpgraded =
        webSockets.upgrade(
            (upgrade, upgraded, callback) -> {
              // Compressing needs 300 KB for each line, more than all else together.
              upgraded.setExtensions(List.of());
              return new JettySocket(
                  memory,
                  address,
                  line -> documents.open().connect(id, account, session, address, line));
            },
            request,
            response,
            answered);
    if (isUpgraded) {
      return answered;
    }
    response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
    throw new ProblemException(
        HttpStatus.UPGRADE_REQUIRED_426, "This address is for WebSockets. See events as well.");
  }
}
