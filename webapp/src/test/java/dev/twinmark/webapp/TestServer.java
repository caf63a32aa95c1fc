package dev.twinmark.webapp;

import dev.twinmark.documents.DocumentStore;
import dev.twinmark.testing.TestProvider;
import dev.twinmark.webapp.documents.Creators;
import dev.twinmark.webapp.render.DocumentRenderer;
import dev.twinmark.webapp.signin.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real server on a free port, and a client for it. */
public final class TestServer implements AutoCloseable {

  /**
   * Jetty's second would be added to each test: the client keeps connections, and Java 17 cannot
   * close it.
   */
  private static final Duration SILENCE = Duration.ofMillis(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final TwinmarkServer server;

  /** A container beside the server; null for none. */
  private LiveContainer.Listening container;

  /** The port of a proxy before the server; 0 for none. */
  private int proxyPort;

  /** A server without documents. */
  public TestServer() {
    this(Settings.DEFAULT_MAX_DOCUMENT_BYTES);
  }

  TestServer(int maxDocumentBytes) {
    this(maxDocumentBytes, new DocumentRenderer(maxDocumentBytes));
  }

  TestServer(int maxDocumentBytes, DocumentRenderer renderer) {
    this(settings(maxDocumentBytes, Settings.DEFAULT_BASE_PATH, List.of()), renderer);
  }

  /** A server that has all its addresses below a path. */
  static TestServer below(String basePath) {
    var settings = settings(Settings.DEFAULT_MAX_DOCUMENT_BYTES, basePath, List.of());
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()));
  }

  /** A server whose connections come from a trusted proxy. */
  static TestServer behindProxy() {
    var settings = Settings.builder().port(0).trustedProxies(List.of("127.0.0.1")).build();
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()));
  }

  static Settings settings(int maxDocumentBytes, String basePath, List<String> frameAncestors) {
    return Settings.builder()
        .port(0)
        .maxDocumentBytes(maxDocumentBytes)
        .basePath(basePath)
        .frameAncestors(frameAncestors)
        .metricsAddress(new ListenAddress(Settings.DEFAULT_HOST, 0))
        .build();
  }

  TestServer(Settings settings, DocumentRenderer renderer) {
    this(settings, renderer, null);
  }

  /** A server that keeps documents in a store, which it closes. */
  public static TestServer withDocuments(DocumentStore store) {
    return withDocuments(store, Settings.DEFAULT_BASE_PATH);
  }

  /** A server whose documents have their WebSockets in a container. */
  public static TestServer withDocuments(DocumentStore store, LiveContainer container) {
    TestServer server = withDocuments(store);
    if (container != LiveContainer.SERVER) {
      server.container = container.open(server.server.documents());
    }
    return server;
  }

  /** The same below a path. */
  public static TestServer withDocuments(DocumentStore store, String basePath) {
    return withDocuments(store, basePath, Creators.EVERYONE);
  }

  /** A server whose published pages are at a host of their own, below a path. */
  public static TestServer withPublicAddress(
      DocumentStore store, String basePath, String publicAddress) {
    var documents =
        new DocumentSettings(Path.of("unused"), null, Creators.EVERYONE, SignInSettings.NONE);
    var settings =
        Settings.builder()
            .port(0)
            .basePath(basePath)
            .publicAddress(publicAddress)
            .documents(documents)
            .build();
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()), store);
  }

  /** A server that keeps documents, and on which none can be created. */
  public static TestServer withoutCreators(DocumentStore store) {
    return withDocuments(store, Settings.DEFAULT_BASE_PATH, Creators.NOBODY);
  }

  /** A server on which people sign in by a provider. */
  public static TestServer withProvider(
      DocumentStore store, TestProvider provider, Creators creators) {
    var oidc = new OidcSettings(provider.issuer(), TestProvider.CLIENT, TestProvider.SECRET);
    return withDocuments(store, "/", creators, new SignInSettings(oidc, null), List.of());
  }

  /** The same below a path and behind a proxy, which is on this machine. */
  public static TestServer withProvider(
      DocumentStore store, TestProvider provider, String basePath) {
    var oidc = new OidcSettings(provider.issuer(), TestProvider.CLIENT, TestProvider.SECRET);
    return withDocuments(
        store, basePath, Creators.SIGNED_IN, new SignInSettings(oidc, null), List.of("127.0.0.1"));
  }

  /** A server on which a proxy names people in the header X-Remote-User. */
  public static TestServer withProxy(DocumentStore store, String proxy, Creators creators) {
    return withDocuments(
        store, "/", creators, new SignInSettings(null, "X-Remote-User"), List.of(proxy));
  }

  private static TestServer withDocuments(DocumentStore store, String basePath, Creators creators) {
    return withDocuments(store, basePath, creators, SignInSettings.NONE, List.of());
  }

  /** A server whose accounts have little room. */
  public static TestServer withRoom(DocumentStore store, long maxAccountBytes) {
    var documents =
        new DocumentSettings(
            Path.of("unused"), null, Creators.EVERYONE, SignInSettings.NONE, maxAccountBytes);
    var settings = Settings.builder().port(0).documents(documents).build();
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()), store);
  }

  private static TestServer withDocuments(
      DocumentStore store,
      String basePath,
      Creators creators,
      SignInSettings signIn,
      List<String> trustedProxies) {
    var settings =
        Settings.builder()
            .port(0)
            .basePath(basePath)
            .trustedProxies(trustedProxies)
            .metricsAddress(new ListenAddress(Settings.DEFAULT_HOST, 0))
            .documents(new DocumentSettings(Path.of("unused"), null, creators, signIn))
            .build();
    return new TestServer(settings, new DocumentRenderer(settings.maxDocumentBytes()), store);
  }

  TestServer(Settings settings, DocumentRenderer renderer, DocumentStore store) {
    try {
      server =
          store == null
              ? TwinmarkServer.start(settings, renderer)
              : TwinmarkServer.start(settings, renderer, store);
    } catch (IOException e) {
      throw new AssertionError("A free port is always to be had", e);
    }
  }

  /** Sends what follows to a proxy before the server. */
  public TestServer behind(int port) {
    proxyPort = port;
    return this;
  }

  /** The port. */
  public int port() {
    return proxyPort == 0 ? server.port() : proxyPort;
  }

  /** The port of the WebSockets. */
  public int livePort() {
    return container == null ? port() : container.port();
  }

  /** Begins a request. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  URI metricsAddress() {
    return URI.create("http://127.0.0.1:" + server.metricsPort() + "/");
  }

  /** Returns the metrics. */
  public String metrics() {
    return send(HttpRequest.newBuilder(metricsAddress().resolve("metrics"))).body();
  }

  /** The client. */
  public HttpClient client() {
    return client;
  }

  /** Asks for a path. */
  public HttpResponse<String> get(String path, String... headers) {
    return send(withHeaders(request(path), headers));
  }

  /** Asks for a path by a method. */
  public HttpResponse<String> method(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  HttpResponse<String> render(String markdown) {
    return render(markdown.getBytes(StandardCharsets.UTF_8), "text/markdown");
  }

  HttpResponse<String> render(byte[] body, String contentType) {
    return send(
        request("/api/render")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> submit(String form) {
    return send(
        request("/")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("The server did not answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public void close() {
    try {
      if (container != null) {
        // The stop of the documents ends the lines.
        server.documents().open().close();
        container.stop().close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      server.closeSilentConnectionsAfter(SILENCE);
      server.close();
    }
  }
}
