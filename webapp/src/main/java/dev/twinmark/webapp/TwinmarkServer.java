package dev.twinmark.webapp;

import dev.twinmark.documents.DocumentStore;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.StoreException;
import dev.twinmark.webapp.assets.Assets;
import dev.twinmark.webapp.client.BodyMemory;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.client.ClientConnections;
import dev.twinmark.webapp.documents.Creators;
import dev.twinmark.webapp.documents.DocumentMetrics;
import dev.twinmark.webapp.documents.DocumentRoutes;
import dev.twinmark.webapp.http.AccessLog;
import dev.twinmark.webapp.http.BasePathHandler;
import dev.twinmark.webapp.http.EndpointSource;
import dev.twinmark.webapp.http.ErrorReplies;
import dev.twinmark.webapp.http.MetricsHandler;
import dev.twinmark.webapp.http.RequestCounts;
import dev.twinmark.webapp.http.Routes;
import dev.twinmark.webapp.http.SecurityHeaders;
import dev.twinmark.webapp.metrics.JvmMetrics;
import dev.twinmark.webapp.metrics.MetricsText;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import dev.twinmark.webapp.signin.OidcProvider;
import dev.twinmark.webapp.tls.RenewedCertificate;
import dev.twinmark.webapp.tls.TlsException;
import dev.twinmark.webapp.tls.TlsFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that listens from its making until it is closed. */
public final class TwinmarkServer implements AutoCloseable {

  /**
   * The time that closing waits for requests under way: as long as a document may take to render,
   * and some for its way to the client.
   */
  static final Duration STOP_TIMEOUT = DocumentRenderer.TIME_LIMIT.plusSeconds(5);

  /**
   * The time that a connection may be silent. Longer than rendering may take, as nothing is sent
   * meanwhile.
   */
  private static final Duration IDLE_TIMEOUT = DocumentRenderer.TIME_LIMIT.plusSeconds(10);

  /**
   * The most connections that may wait to be accepted: twice as many as one client may open at
   * once. Beyond it the system loses some of those of all clients; Java's default is 50.
   */
  private static final int ACCEPT_QUEUE_SIZE = 1024;

  /**
   * The average rate at which one client may ask: an office behind one address with every preview
   * rendered by the server stays far below it.
   */
  private static final int MAX_REQUESTS_PER_SECOND = 500;

  /**
   * The number of requests that may come at once: the page and its files, some 40, for 50 people.
   */
  private static final int MAX_REQUESTS_AT_ONCE = 2000;

  /** The time without a request after which the server forgets a client's rate. */
  private static final Duration RATE_MEMORY = Duration.ofSeconds(10);

  /**
   * The number of clients whose rate is limited. Further ones come with an attack from many
   * addresses, and are not limited.
   */
  private static final int MAX_RATED_CLIENTS = 10_000;

  /**
   * The time for which a browser does not speak plain HTTP to this host again: a year, as the HSTS
   * preload list asks for.
   */
  private static final Duration STRICT_TRANSPORT = Duration.ofDays(365);

  /** The time that a WebSocket may be silent: some more than the one of its own beats. */
  private static final Duration SOCKET_IDLE_TIMEOUT = Duration.ofSeconds(60);

  /** The bytes of UTF-8 of a WebSocket's message. Its units are limited before. */
  private static final long MAX_MESSAGE_BYTES = 4L * Limits.PUSH_UNITS;

  private static final Logger LOG = LoggerFactory.getLogger(TwinmarkServer.class);

  private final Server server;
  private final ServerConnector connector;

  /** Null when there are none. */
  private final ServerConnector metrics;

  private final GracefulHandler requestsUnderWay;
  private final DocumentRenderer renderer;

  /** Null when there are none. */
  private final Documents documents;

  private TwinmarkServer(
      Server server,
      ServerConnector connector,
      ServerConnector metrics,
      GracefulHandler requestsUnderWay,
      DocumentRenderer renderer,
      Documents documents) {
    this.documents = documents;
    this.server = server;
    this.connector = connector;
    this.metrics = metrics;
    this.requestsUnderWay = requestsUnderWay;
    this.renderer = renderer;
  }

  /**
   * Starts listening.
   *
   * @throws CannotListenException when the port or the address cannot be listened on
   * @throws IllegalStateException when a part of the server is missing or broken
   */
  public static TwinmarkServer start(Settings settings) throws CannotListenException {
    Settings fitting = fittingHeap(settings, Runtime.getRuntime().maxMemory());
    return start(fitting, new DocumentRenderer(fitting.maxDocumentBytes()));
  }

  /** Lowers the limit of a document's length to what can be rendered with so much memory. */
  static Settings fittingHeap(Settings settings, long heapBytes) {
    int fitting = DocumentRenderer.maxDocumentBytes(heapBytes);
    if (settings.maxDocumentBytes() <= fitting) {
      return settings;
    }
    LOG.warn(
        "Documents of more than {} bytes are refused: the heap is too small for {}. See -Xmx.",
        fitting,
        settings.maxDocumentBytes());
    return settings.withMaxDocumentBytes(fitting);
  }

  static TwinmarkServer start(Settings settings, DocumentRenderer renderer)
      throws CannotListenException {
    DocumentStore store = settings.documents() == null ? null : openStore(settings.documents());
    try {
      return start(settings, renderer, store);
    } catch (CannotListenException | RuntimeException e) {
      if (store != null) {
        store.close();
      }
      throw e;
    }
  }

  /**
   * @param store of the documents; null for none
   */
  static TwinmarkServer start(Settings settings, DocumentRenderer renderer, DocumentStore store)
      throws CannotListenException {
    // Connections share no buffers. From Jetty's pool, one connection had another's at times:
    // answers lost their headers, and bodies were not seen. See
    // docs/upstream/jetty-shared-buffer.md.
    var server = new Server(null, null, ByteBufferPool.NON_POOLING);
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    var addresses = new ClientAddress(settings.trustedProxies());
    var connections = new ClientConnections(addresses);
    var connector = connector(server, settings, addresses);
    connector.addBean(connections);
    var assets = Assets.load();
    boolean someCreate = store != null && settings.documents().creators() != Creators.NOBODY;
    var pages =
        new Pages(
            assets,
            settings.basePath(),
            settings.publicAddress(),
            store == null ? null : DocumentRoutes.PATH.substring(1),
            someCreate);
    var errors = new ErrorReplies(pages, settings.basePath());
    var requests = new RequestCounts();
    server.setErrorHandler(errors);
    var accessLog = new AccessLog();
    server.setRequestLog(
        (request, response) -> {
          // The collector of the metrics is no user.
          if (request.getConnectionMetaData().getConnector() == connector) {
            accessLog.log(request, response);
            requests.count(request, response);
          }
        });
    BodyMemory memory = Routes.memory(settings.maxDocumentBytes());
    var described =
        new ArrayList<Consumer<MetricsText>>(
            List.of(
                requests::describe, renderer::describe, memory::describe, connections::describe));
    Documents documents = null;
    EndpointSource more = EndpointSource.NONE;
    if (store != null) {
      var documentMetrics = new DocumentMetrics();
      var kept =
          new Documents(store, settings.documents().maxAccountBytes(), documentMetrics::committed);
      SignInSettings signIn = settings.documents().signIn();
      var documentRoutes =
          new DocumentRoutes(
              kept,
              memory,
              webSockets(server),
              renderer,
              pages,
              settings.maxDocumentBytes(),
              settings.basePath(),
              settings.documents().creators(),
              signIn.provider() == null ? null : new OidcProvider(signIn.provider()),
              signIn.header());
      described.add(text -> documentMetrics.describe(kept, text));
      described.add(documentRoutes::describe);
      documents = kept;
      more = documentRoutes;
    }
    described.add(JvmMetrics::describe);
    var routes =
        new Routes(
            renderer,
            pages,
            assets,
            errors,
            settings.basePath(),
            settings.maxDocumentBytes(),
            settings.frameAncestors(),
            memory,
            more);
    Handler handler = belowBasePath(settings.basePath(), limited(errors, compressed(routes)));
    ServerConnector metrics = null;
    if (settings.metricsAddress() != null) {
      metrics = metricsConnector(server, settings.metricsAddress());
      handler = new MetricsHandler(metrics, described, handler);
    }
    var requestsUnderWay = new GracefulHandler(handler);
    server.setHandler(requestsUnderWay);
    // Bound before anything else is started, so that a port in use is all there is to tell.
    open(connector, "--host and --port");
    if (metrics != null) {
      open(metrics, "--metrics-address");
    }
    var started =
        new TwinmarkServer(server, connector, metrics, requestsUnderWay, renderer, documents);
    try {
      server.start();
    } catch (Exception e) {
      started.close();
      throw new IllegalStateException("The server could not start: " + e.getMessage(), e);
    }
    return started;
  }

  /** The port that is listened on, also when any was asked for. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The documents; null without. */
  Documents documents() {
    return documents;
  }

  /**
   * Sets the time for which connections without traffic stay open after {@link #close} was called.
   */
  void closeSilentConnectionsAfter(Duration silence) {
    connector.setShutdownIdleTimeout(silence.toMillis());
  }

  /** The port of {@code /metrics}. */
  int metricsPort() {
    return metrics.getLocalPort();
  }

  /**
   * Stops listening, waits for the requests under way up to {@link #STOP_TIMEOUT}, and ends the
   * others.
   */
  @Override
  public void close() {
    try {
      if (documents != null) {
        // First of all, as streams of events are requests that would never end.
        documents.open().close();
      }
      finishRequests();
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop in order: " + e.getMessage(), e);
    } finally {
      renderer.close();
      if (documents != null) {
        documents.close();
      }
    }
  }

  /**
   * Waits for the requests under way. When the connectors stop, they cut connections that have been
   * silent for a second, and a long document takes more to render.
   */
  private void finishRequests() throws InterruptedException, ExecutionException {
    connector.close();
    try {
      requestsUnderWay.shutdown().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Requests are ended that have not been answered in {}.", STOP_TIMEOUT);
    }
  }

  private static DocumentStore openStore(DocumentSettings settings) {
    try {
      return settings.database() == null
          ? JdbcDocumentStore.sqlite(settings.data())
          : JdbcDocumentStore.postgresql(settings.database());
    } catch (StoreException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static ServerWebSocketContainer webSockets(Server server) {
    ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
    container.setIdleTimeout(SOCKET_IDLE_TIMEOUT);
    container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
    server.addBean(container);
    return container;
  }

  private static ServerConnector connector(
      Server server, Settings settings, ClientAddress addresses) {
    HttpConfiguration http = configuration();
    http.addCustomizer(addresses);
    var connector = new ServerConnector(server, factories(server, http, settings.tls()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
    server.addConnector(connector);
    return connector;
  }

  private static HttpConfiguration configuration() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Memory outside of the heap is slow to get, and is freed only with the heap's garbage.
    http.setUseInputDirectByteBuffers(false);
    http.setUseOutputDirectByteBuffers(false);
    http.addCustomizer(new SecurityHeaders());
    return http;
  }

  /** One thread each for accepting and selecting: a collector asks a few times a minute. */
  private static ServerConnector metricsConnector(Server server, ListenAddress address) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(address.host());
    connector.setPort(address.port());
    server.addConnector(connector);
    return connector;
  }

  private static void open(ServerConnector connector, String flags) throws CannotListenException {
    try {
      connector.open();
    } catch (IOException e) {
      throw new CannotListenException(
          new ListenAddress(connector.getHost(), connector.getPort()), e, flags);
    }
  }

  private static ConnectionFactory[] factories(
      Server server, HttpConfiguration http, TlsFiles files) {
    var http1 = new HttpConnectionFactory(http);
    if (files == null) {
      return new ConnectionFactory[] {http1};
    }
    // A host that the certificate does not name is answered: one server may have several names, and
    // the browser is the one to complain.
    boolean checksHost = false;
    http.addCustomizer(
        new SecureRequestCustomizer(checksHost, STRICT_TRANSPORT.toSeconds(), false));
    var ssl = new SslContextFactory.Server();
    ssl.setRenegotiationAllowed(false);
    try {
      server.addBean(new RenewedCertificate(files, ssl, server.getScheduler()));
    } catch (TlsException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    var alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    return new ConnectionFactory[] {
      new SslConnectionFactory(ssl, alpn.getProtocol()),
      alpn,
      new HTTP2ServerConnectionFactory(http),
      http1
    };
  }

  private static Handler belowBasePath(String basePath, Handler handler) {
    return basePath.equals(Settings.DEFAULT_BASE_PATH)
        ? handler
        : new BasePathHandler(basePath, handler);
  }

  /** Refuses the requests of a client that sends too many (429). */
  private static Handler limited(ErrorReplies errors, Handler handler) {
    return new DoSHandler(
        handler,
        ClientAddress::of,
        new DoSHandler.LeakingBucketTrackerFactory(
            MAX_REQUESTS_PER_SECOND, MAX_REQUESTS_AT_ONCE, RATE_MEMORY),
        errors::refuseTooMany,
        MAX_RATED_CLIENTS,
        false);
  }

  /**
   * Compresses what is rendered for one request; assets were compressed when they were built, and
   * better. There is no secret in any response that its compressed length could betray.
   */
  private static Handler compressed(Handler handler) {
    var compression = new CompressionHandler(handler);
    compression.putCompression(new GzipCompression());
    var config =
        CompressionConfig.builder()
            .compressIncludeMethod("GET")
            .compressIncludeMethod("POST")
            .compressIncludeMimeType("text/html")
            .decompressExcludePath("/*")
            .build();
    compression.putConfiguration("/", config);
    compression.putConfiguration("/embed", config);
    compression.putConfiguration("/api/render", config);
    return compression;
  }
}
