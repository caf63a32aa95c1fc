package dev.twinmark.webapp.client;

import dev.twinmark.webapp.metrics.MetricsText;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Closes connections of a client that has opened too many. Each holds a file descriptor and, while
 * a request's headers arrive, a buffer. Those of trusted proxies are not counted.
 */
public final class ClientConnections implements Connection.Listener {

  /** A browser opens six: enough for an office of 80 behind one address. */
  static final int MAX_CONNECTIONS_PER_CLIENT = 500;

  private final LongAdder open = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final ClientAddress addresses;

  public ClientConnections(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** Writes how many connections are open, those of proxies included. */
  public void describe(MetricsText text) {
    text.gauge("twinmark_connections", "Open connections.")
        .sample("twinmark_connections", open.sum())
        .counter(
            "twinmark_refused_connections_total",
            "Connections closed because their client has too many.")
        .sample("twinmark_refused_connections_total", refused.sum());
  }

  @Override
  public void onOpened(Connection connection) {
    if (isEncrypted(connection)) {
      return;
    }
    open.increment();
    if (!isCounted(connection)) {
      return;
    }
    int count = counts.merge(key(connection), 1, Integer::sum);
    if (count > MAX_CONNECTIONS_PER_CLIENT) {
      refused.increment();
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (isEncrypted(connection)) {
      return;
    }
    open.decrement();
    if (isCounted(connection)) {
      counts.computeIfPresent(key(connection), (client, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Within an encrypted connection is another one, which Jetty announces as well. */
  private static boolean isEncrypted(Connection connection) {
    return connection.getEndPoint() instanceof SslConnection.SslEndPoint;
  }

  private boolean isCounted(Connection connection) {
    return !addresses.isProxy(connection.getEndPoint().getRemoteSocketAddress());
  }

  private static String key(Connection connection) {
    return ClientAddress.key(connection.getEndPoint().getRemoteSocketAddress());
  }
}
