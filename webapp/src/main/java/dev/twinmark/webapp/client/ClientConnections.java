package dev.twinmark.webapp.client;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections of a client that has opened too many. Each holds a file descriptor and, while
 * a request's headers arrive, a buffer. Those of trusted proxies are not counted.
 */
public final class ClientConnections implements Connection.Listener {

  /** A browser opens six: enough for an office of 80 behind one address. */
  static final int MAX_CONNECTIONS_PER_CLIENT = 500;

  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final ClientAddress addresses;

  public ClientConnections(ClientAddress addresses) {
    this.addresses = addresses;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!isCounted(connection)) {
      return;
    }
    int count = counts.merge(key(connection), 1, Integer::sum);
    if (count > MAX_CONNECTIONS_PER_CLIENT) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (isCounted(connection)) {
      counts.computeIfPresent(key(connection), (client, count) -> count == 1 ? null : count - 1);
    }
  }

  private boolean isCounted(Connection connection) {
    return !addresses.isProxy(connection.getEndPoint().getRemoteSocketAddress());
  }

  private static String key(Connection connection) {
    return ClientAddress.key(connection.getEndPoint().getRemoteSocketAddress());
  }
}
