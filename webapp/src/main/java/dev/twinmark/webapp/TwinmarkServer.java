package dev.twinmark.webapp;

import dev.twinmark.webapp.assets.Assets;
import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.client.ClientConnections;
import dev.twinmark.webapp.http.AccessLog;
import dev.twinmark.webapp.http.BasePathHandler;
import dev.twinmark.webapp.http.ErrorReplies;
import dev.twinmark.webapp.http.Routes;
import dev.twinmark.webapp.http.SecurityHeaders;
import dev.twinmark.webapp.page.Pages;
import dev.twinmark.webapp.render.DocumentRenderer;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
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

  private static final Logger LOG = LoggerFactory.getLogger(TwinmarkServer.class);

  private final Server server;
  private final ServerConnector connector;
  private final DocumentRenderer renderer;

  private TwinmarkServer(Server server, ServerConnector connector, DocumentRenderer renderer) {
    this.server = server;
    this.connector = connector;
    this.renderer = renderer;
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port or the address cannot be listened on; the cause says why
   * @throws IllegalStateException when a part of the server is missing or broken
   */
  public static TwinmarkServer start(Settings settings) throws IOException {
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

  static TwinmarkServer start(Settings settings, DocumentRenderer renderer) throws IOException {
    var server = new Server();
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    var connector = connector(server, settings);
    var assets = Assets.load();
    var pages = new Pages(assets, settings.basePath());
    var errors = new ErrorReplies(pages, settings.basePath());
    server.setErrorHandler(errors);
    server.setRequestLog(new AccessLog());
    server.setHandler(
        new GracefulHandler(
            belowBasePath(
                settings.basePath(),
                limited(
                    errors,
                    compressed(
                        new Routes(
                            renderer,
                            pages,
                            assets,
                            errors,
                            settings.basePath(),
                            settings.maxDocumentBytes(),
                            settings.frameAncestors()))))));
    // Bound before anything else is started, so that a port in use is all there is to tell.
    connector.open();
    var started = new TwinmarkServer(server, connector, renderer);
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

  /**
   * Stops listening, waits for the requests under way up to {@link #STOP_TIMEOUT}, and ends the
   * others.
   */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop in order: " + e.getMessage(), e);
    } finally {
      renderer.close();
    }
  }

  private static ServerConnector connector(Server server, Settings settings) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    var addresses = new ClientAddress(settings.trustedProxies());
    http.addCustomizer(new SecurityHeaders());
    http.addCustomizer(addresses);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.addBean(new ClientConnections(addresses));
    server.addConnector(connector);
    return connector;
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
