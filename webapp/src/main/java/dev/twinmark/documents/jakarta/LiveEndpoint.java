package dev.twinmark.documents.jakarta;

import dev.twinmark.documents.HeapMemory;
import dev.twinmark.documents.LineMemory;
import dev.twinmark.documents.OpenDocuments;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The WebSocket of documents, whose address is the attribute {@code live} of an editor. Add it to a
 * container by {@code ServerContainer.addEndpoint}, or as a bean of Spring's.
 *
 * <pre>{@code
 * ServerEndpointConfig live = LiveEndpoint.builder(documents).path("/notes/{document}/live").build();
 * }</pre>
 *
 * <p>A connection is closed with 4403 if {@link dev.twinmark.documents.Access} gives its user no
 * right, and with 1008 if it comes from a page of another origin; it then was sent nothing of the
 * document. The container may refuse it before, as it does with other requests.
 */
public final class LiveEndpoint extends Endpoint {

  private static final String SOCKET = LiveEndpoint.class.getName() + ".socket";

  /** The name of the path's parameter. */
  private static final String DOCUMENT = "document";

  private final OpenDocuments documents;
  private final LineMemory memory;

  private LiveEndpoint(OpenDocuments documents, LineMemory memory) {
    this.documents = documents;
    this.memory = memory;
  }

  /** Begins to describe the WebSocket of documents. */
  public static Builder builder(OpenDocuments documents) {
    return new Builder(documents);
  }

  /** Called by the container. */
  @Override
  public void onOpen(Session socket, EndpointConfig config) {
    Handshake.Client client = Handshake.of(socket);
    String account = client.account();
    var opened = new JakartaSocket(socket, memory, String.valueOf(account));
    socket.getUserProperties().put(SOCKET, opened);
    if (client.isForeign()) {
      opened.connection().refuseForeign();
    } else {
      opened.connection().open(documents, socket.getPathParameters().get(DOCUMENT), account);
    }
  }

  /** Called by the container. */
  @Override
  public void onClose(Session socket, CloseReason reason) {
    ended(socket);
  }

  /** A line that breaks is the network's doing or the client's, and no failure of the server. */
  @Override
  public void onError(Session socket, Throwable cause) {
    ended(socket);
  }

  private static void ended(Session socket) {
    if (socket.getUserProperties().get(SOCKET) instanceof JakartaSocket opened) {
      opened.connection().ended();
    }
  }

  /** The settings of a WebSocket of documents. */
  public static final class Builder {

    private final OpenDocuments documents;
    private String path = "/documents/{" + DOCUMENT + "}/live";
    private Function<HandshakeRequest, String> account = Builder::userName;
    private Set<String> origins = Set.of();
    private LineMemory memory = new HeapMemory();

    private Builder(OpenDocuments documents) {
      this.documents = documents;
    }

    private static String userName(HandshakeRequest request) {
      Principal user = request.getUserPrincipal();
      return user == null ? null : user.getName();
    }

    /**
     * Sets the path below the application's, in which {@code {document}} stands for an id. By
     * default {@code /documents/{document}/live}.
     */
    public Builder path(String template) {
      if (!template.contains("{" + DOCUMENT + "}")) {
        throw new IllegalArgumentException("{document} is missing in " + template);
      }
      this.path = template;
      return this;
    }

    /**
     * Sets how the account of a request is found: null if its user is not signed in. By default it
     * is the name of the container's principal, which Spring Security sets as well.
     */
    public Builder account(Function<HandshakeRequest, String> finder) {
      this.account = finder;
      return this;
    }

    /**
     * Sets the origins whose pages may connect, such as {@code https://notes.example}. By default
     * those of the host that a request names; a proxy has to pass {@code Host} on.
     */
    public Builder origins(Set<String> allowed) {
      this.origins = Set.copyOf(allowed);
      return this;
    }

    /** Sets what bounds the memory of messages. By default an eighth of the heap. */
    public Builder memory(LineMemory bound) {
      this.memory = bound;
      return this;
    }

    /** Makes what a container takes. */
    public ServerEndpointConfig build() {
      return ServerEndpointConfig.Builder.create(LiveEndpoint.class, path)
          .configurator(
              new Configurator(
                  new Handshake(account, origins), new LiveEndpoint(documents, memory)))
          .build();
    }
  }

  /** Called by the container when a client connects. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {

    private final Handshake handshake;
    private final LiveEndpoint endpoint;

    Configurator(Handshake handshake, LiveEndpoint endpoint) {
      this.handshake = handshake;
      this.endpoint = endpoint;
    }

    /** The endpoint has no state of a connection. */
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(endpoint);
    }

    /** Compressing needs 300 KB for each line, more than all else together. */
    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }

    /** The host that was asked is known in the next step alone. */
    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      handshake.note(request, config.getUserProperties());
    }
  }
}
