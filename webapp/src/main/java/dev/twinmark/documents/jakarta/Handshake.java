package dev.twinmark.documents.jakarta;

import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Says who connects. Containers do not let an endpoint refuse a request with a status, so the
 * answer is kept until the socket is open.
 */
final class Handshake {

  private static final String CLIENT = Handshake.class.getName() + ".client";

  /**
   * A client that connects.
   *
   * @param account null if the user is not signed in
   * @param isForeign true if a page of another origin connects
   */
  record Client(String account, boolean isForeign) {}

  private final Function<HandshakeRequest, String> account;
  private final Set<String> origins;

  /**
   * @param origins empty for the one of the host that was asked
   */
  Handshake(Function<HandshakeRequest, String> account, Set<String> origins) {
    this.account = account;
    this.origins = origins;
  }

  /** Notes what a request says. */
  void note(HandshakeRequest request, Map<String, Object> properties) {
    boolean isForeign = isForeign(request.getHeaders());
    properties.put(CLIENT, new Client(isForeign ? null : account.apply(request), isForeign));
  }

  /** Returns what the request of a socket has said. */
  static Client of(Session socket) {
    return (Client) socket.getUserProperties().get(CLIENT);
  }

  /** Browsers name the origin of each WebSocket, so one without is no browser's. */
  private boolean isForeign(Map<String, List<String>> headers) {
    String origin = first(headers, "Origin");
    if (origin == null) {
      return true;
    }
    if (!origins.isEmpty()) {
      return !origins.contains(origin);
    }
    String site = first(headers, "Sec-Fetch-Site");
    String host = first(headers, "Host");
    if (host == null || (site != null && !site.equals("same-origin"))) {
      return true;
    }
    // The scheme is not compared: a proxy may have decrypted the connection.
    String authority = host.toLowerCase(Locale.ROOT);
    return !origin.equals("https://" + authority) && !origin.equals("http://" + authority);
  }

  private static String first(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .findFirst()
        .orElse(null);
  }
}
