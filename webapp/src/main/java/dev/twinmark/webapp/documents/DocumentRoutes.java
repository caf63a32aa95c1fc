package dev.twinmark.webapp.documents;

import dev.twinmark.documents.DiskFullException;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.RefusedException;
import dev.twinmark.documents.StoreException;
import dev.twinmark.webapp.client.BodyMemory;
import dev.twinmark.webapp.http.Endpoint;
import dev.twinmark.webapp.http.EndpointSource;
import dev.twinmark.webapp.http.ProblemException;
import dev.twinmark.webapp.http.RequestBody;
import dev.twinmark.webapp.http.Sender;
import dev.twinmark.webapp.metrics.MetricsText;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import dev.twinmark.webapp.signin.OidcProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of documents: which path is answered by what. */
public final class DocumentRoutes implements EndpointSource {

  /** The address of the list of documents. */
  public static final String PATH = "/api/documents";

  private static final Logger LOG = LoggerFactory.getLogger(DocumentRoutes.class);

  private final DocumentEndpoints documents;
  private final LinkEndpoints links;
  private final VersionEndpoints versions;
  private final LiveEndpoint live;
  private final EventsEndpoint events;
  private final PublishedEndpoint published;
  private final SignInEndpoints signIn;
  private final PublishedCache cache;
  private final OwnerEndpoints owner;
  private final ExportEndpoint export;
  private final ImageEndpoints images;

  /**
   * @param memory for the content of requests
   * @param webSockets the container of the server
   * @param renderer of published documents
   * @param maxDocumentBytes the longest one
   * @param creators the visitors who may create documents
   * @param provider by which people sign in; null for none
   * @param signInHeader in which trusted proxies name people; null for none
   */
  public DocumentRoutes(
      Documents documents,
      BodyMemory memory,
      ServerWebSocketContainer webSockets,
      DocumentRenderer renderer,
      Pages pages,
      int maxDocumentBytes,
      String basePath,
      Creators creators,
      OidcProvider provider,
      String signInHeader) {
    this.cache = new PublishedCache(documents);
    var body = new RequestBody(memory);
    var texts = new TextMemory(memory);
    this.published = new PublishedEndpoint(cache, renderer, pages, maxDocumentBytes);
    var browserCookie = new SessionCookie(basePath);
    var signInCookies = new SignInCookies(documents, basePath);
    var signIns = new ArrayList<SignIn>();
    if (signInHeader != null) {
      signIns.add(new ProxySignIn(documents, signInHeader));
    }
    if (provider != null) {
      signIns.add(signInCookies);
    }
    var accounts = new Accounts(documents, browserCookie, List.copyOf(signIns), creators);
    var audit = new Audit(documents);
    this.signIn =
        new SignInEndpoints(
            documents, accounts, signInCookies, browserCookie, provider, pages, basePath, audit);
    this.documents =
        new DocumentEndpoints(documents, accounts, body, texts, basePath, cache, published, audit);
    this.links = new LinkEndpoints(documents, accounts, body, basePath, audit);
    this.owner =
        new OwnerEndpoints(
            documents, accounts, body, cache, pages, basePath, audit, provider != null);
    this.export = new ExportEndpoint(documents, accounts, texts, audit);
    this.images = new ImageEndpoints(documents, accounts, body, texts, basePath);
    this.versions = new VersionEndpoints(documents, accounts, body, texts);
    this.live = new LiveEndpoint(documents, accounts, texts, webSockets);
    this.events = new EventsEndpoint(documents, accounts, body, texts);
  }

  /** Writes the memory of published pages. */
  public void describe(MetricsText text) {
    cache.describe(text);
  }

  @Override
  public Map<String, Endpoint> methods(String path) {
    if (path.startsWith(LinkEndpoints.PREFIX)) {
      String token = path.substring(LinkEndpoints.PREFIX.length());
      return methods("GET", (request, response) -> links.follow(request, response, token));
    }
    for (String prefix : List.of(ImageEndpoints.PREFIX, ImageEndpoints.PUBLISHED_PREFIX)) {
      if (path.startsWith(prefix)) {
        String image = path.substring(prefix.length());
        return methods("GET", (request, response) -> images.show(request, response, image));
      }
    }
    if (path.startsWith(PublishedEndpoint.PREFIX)) {
      String name = path.substring(PublishedEndpoint.PREFIX.length());
      return methods("GET", (request, response) -> published.show(request, response, name));
    }
    if (path.equals(SignInEndpoints.SESSION)) {
      return methods("GET", signIn::show);
    }
    if (path.startsWith(SignInEndpoints.PREFIX)) {
      return signIn.hasProvider() ? ofSignIn(path) : null;
    }
    if (path.equals(OwnerEndpoints.PATH) || path.startsWith(OwnerEndpoints.PATH + "/")) {
      return ofOwner(path.substring(OwnerEndpoints.PATH.length()));
    }
    if (path.equals(PATH)) {
      return methods("GET", documents::list, "POST", documents::create);
    }
    if (!path.startsWith(PATH + "/")) {
      return null;
    }
    String[] parts = path.substring(PATH.length() + 1).split("/", -1);
    String id = parts[0];
    return switch (parts.length) {
      case 1 -> ofDocument(id);
      case 2 -> ofPart(id, parts[1]);
      case 3 -> ofPart(id, parts[1], parts[2]);
      default -> null;
    };
  }

  private Map<String, Endpoint> ofSignIn(String path) {
    return switch (path) {
      // Not HEAD: it would begin or end an attempt.
      case SignInEndpoints.SIGN_IN -> Map.of("GET", guarded(false, signIn::begin));
      case SignInEndpoints.CALLBACK -> Map.of("GET", guarded(false, signIn::finish));
      case SignInEndpoints.SIGN_OUT -> methods("POST", signIn::signOut);
      default -> null;
    };
  }

  private Map<String, Endpoint> ofOwner(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length == 1) {
      return methods("GET", owner::list);
    }
    String id = parts[1];
    if (parts.length == 2 && id.equals("export")) {
      return methods("GET", export::send);
    }
    if (parts.length == 2) {
      return methods(
          "GET", (request, response) -> owner.show(request, response, id),
          "POST", (request, response) -> owner.change(request, response, id));
    }
    if (parts.length == 4 && parts[2].equals("links")) {
      return methods(
          "POST", (request, response) -> owner.changeLink(request, response, id, parts[3]));
    }
    return null;
  }

  private Map<String, Endpoint> ofDocument(String id) {
    Map<String, Endpoint> methods =
        methods(
            "GET", (request, response) -> documents.show(request, response, id),
            "PATCH", (request, response) -> documents.rename(request, response, id));
    add(methods, "DELETE", (request, response) -> documents.delete(request, response, id));
    return methods;
  }

  private Map<String, Endpoint> ofPart(String id, String part) {
    return switch (part) {
      case "text" -> methods("GET", (request, response) -> documents.text(request, response, id));
      case "live" -> {
        Endpoint endpoint = guarded(true, (request, response) -> live.open(request, response, id));
        // A WebSocket over HTTP/2 begins with CONNECT (RFC 8441).
        yield new TreeMap<>(Map.of("GET", endpoint, "CONNECT", endpoint));
      }
      case "events" -> methods("GET", (request, response) -> events.open(request, response, id));
      case "messages" ->
          methods("POST", (request, response) -> events.receive(request, response, id));
      case "links" ->
          methods(
              "GET", (request, response) -> links.list(request, response, id),
              "POST", (request, response) -> links.add(request, response, id));
      case "versions" ->
          methods(
              "GET", (request, response) -> versions.list(request, response, id),
              "POST", (request, response) -> versions.keep(request, response, id));
      case "images" -> methods("POST", (request, response) -> images.add(request, response, id));
      case "publication" ->
          methods(
              "PUT", (request, response) -> documents.publish(request, response, id),
              "DELETE", (request, response) -> documents.unpublish(request, response, id));
      default -> null;
    };
  }

  private Map<String, Endpoint> ofPart(String id, String part, String name) {
    return switch (part) {
      case "links" ->
          methods("DELETE", (request, response) -> links.revoke(request, response, id, name));
      case "versions" ->
          methods("GET", (request, response) -> versions.text(request, response, id, name));
      default -> null;
    };
  }

  private static Map<String, Endpoint> methods(String method, Endpoint endpoint) {
    var methods = new TreeMap<String, Endpoint>();
    add(methods, method, endpoint);
    return methods;
  }

  private static Map<String, Endpoint> methods(
      String method, Endpoint endpoint, String other, Endpoint otherEndpoint) {
    Map<String, Endpoint> methods = methods(method, endpoint);
    add(methods, other, otherEndpoint);
    return methods;
  }

  private static void add(Map<String, Endpoint> methods, String method, Endpoint endpoint) {
    boolean isSafe = method.equals("GET");
    methods.put(method, guarded(!isSafe, endpoint));
    if (isSafe) {
      methods.put("HEAD", guarded(false, endpoint));
    }
  }

  /**
   * Expresses the failures of documents in HTTP.
   *
   * @param isScripts takes requests of this origin's scripts only
   */
  private static Endpoint guarded(boolean isScripts, Endpoint endpoint) {
    return (request, response) -> {
      if (isScripts && !Sender.isOwnScript(request)) {
        throw new ProblemException(
            HttpStatus.FORBIDDEN_403,
            "The request does not come from a page of this server. Send its own origin as Origin.");
      }
      try {
        return endpoint
            .handle(request, response)
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(inHttp(failure)));
      } catch (RefusedException | StoreException e) {
        throw (ProblemException) inHttp(e);
      }
    };
  }

  private static Throwable inHttp(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused) {
      int status =
          switch (refused.reason()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND_404;
            case FORBIDDEN -> HttpStatus.FORBIDDEN_403;
            case INVALID -> HttpStatus.BAD_REQUEST_400;
            case TOO_LONG -> HttpStatus.PAYLOAD_TOO_LARGE_413;
            case TOO_MANY -> HttpStatus.CONFLICT_409;
            case NO_ROOM -> HttpStatus.INSUFFICIENT_STORAGE_507;
          };
      return new ProblemException(status, refused.getMessage(), refused);
    }
    if (cause instanceof DiskFullException) {
      LOG.error("The disk of the store is full", cause);
      return new ProblemException(
          HttpStatus.INSUFFICIENT_STORAGE_507,
          "The disk of the server is full, so that nothing was changed. Documents can be read."
              + " Tell the operator, and try again later.",
          cause);
    }
    if (cause instanceof StoreException) {
      LOG.error("The store of documents failed", cause);
      return new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The documents cannot be read or written now. Try again in a few seconds.",
          cause);
    }
    return cause;
  }
}
