package dev.twinmark.webapp.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Finds the address of each request's client, by which limits are counted.
 *
 * <p>Clients may send any {@code X-Forwarded-For} or {@code Forwarded}. So these headers are read
 * only where the connection comes from a listed proxy, and from the right: each proxy appends the
 * address that it has seen, and the first one that is not a listed proxy's is the client's.
 */
public final class ClientAddress implements HttpConfiguration.Customizer {

  private static final String ATTRIBUTE = ClientAddress.class.getName();

  /** More proxies in a row than any site has; what is further left in the header is not read. */
  private static final int MAX_HOPS = 8;

  /** The part of an IPv6 address that names a network; one client has all addresses in it. */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final InetAddressSet trustedProxies = new InetAddressSet();

  /**
   * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException when one is neither; the message says which
   */
  public ClientAddress(List<String> trustedProxies) {
    for (String proxy : trustedProxies) {
      try {
        if (literal(proxy.split("/", 2)[0]) == null) {
          throw new IllegalArgumentException("not an address");
        }
        this.trustedProxies.add(proxy);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "A trusted proxy must be an IP address or a network such as 10.0.0.0/8, and "
                + proxy
                + " is not.",
            e);
      }
    }
  }

  /** The client of a request, as a key: an IPv4 address or an IPv6 network. */
  public static String of(Request request) {
    Object address = request.getAttribute(ATTRIBUTE);
    return address == null ? "" : (String) address;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    request.setAttribute(ATTRIBUTE, find(request));
    return request;
  }

  /** Returns whether a connection is a proxy's, which carries the requests of many clients. */
  boolean isProxy(SocketAddress peer) {
    return peer instanceof InetSocketAddress known && isTrusted(known.getAddress());
  }

  /** The key of the other end of a connection. */
  static String key(SocketAddress peer) {
    return peer instanceof InetSocketAddress known ? key(known.getAddress()) : peer.toString();
  }

  private String find(Request request) {
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    if (!isProxy(peer)) {
      return key(peer);
    }
    InetAddress nearest = ((InetSocketAddress) peer).getAddress();
    for (String hop : hops(request.getHeaders())) {
      InetAddress address = literal(hop);
      if (address == null) {
        break; // "unknown" or a pseudonym: the proxy that wrote it stands for its client.
      }
      nearest = address;
      if (!isTrusted(address)) {
        break;
      }
    }
    return key(nearest);
  }

  private boolean isTrusted(InetAddress address) {
    return !trustedProxies.isEmpty() && trustedProxies.test(address);
  }

  /** The forwarded addresses, the nearest first. */
  private static List<String> hops(HttpFields headers) {
    var hops = new ArrayList<String>();
    boolean standard = headers.contains(HttpHeader.FORWARDED);
    List<String> values =
        headers.getValuesList(standard ? HttpHeader.FORWARDED : HttpHeader.X_FORWARDED_FOR);
    for (int i = values.size() - 1; i >= 0; i--) {
      String value = values.get(i);
      int end = value.length();
      while (end >= 0 && hops.size() < MAX_HOPS) {
        int comma = value.lastIndexOf(',', end - 1);
        String element = value.substring(comma + 1, end);
        hops.add(withoutPort(standard ? forParameter(element) : element.strip()));
        end = comma;
      }
    }
    return hops;
  }

  /** The value of {@code for} in an element of {@code Forwarded} (RFC 7239, 4), or nothing. */
  private static String forParameter(String element) {
    for (String parameter : element.split(";", MAX_HOPS)) {
      String stripped = parameter.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return stripped.substring("for=".length()).replace("\"", "");
      }
    }
    return "";
  }

  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }

  /** Reads an address without asking DNS, which a client must not make the server do. */
  private static InetAddress literal(String text) {
    try {
      if (text.indexOf(':') >= 0) {
        // A name has no colon, so the JDK only parses this.
        return InetAddress.getByName("[" + text + "]");
      }
      String[] parts = text.split("\\.", 5);
      byte[] address = new byte[4];
      if (parts.length != address.length) {
        return null;
      }
      for (int i = 0; i < address.length; i++) {
        if (parts[i].length() > 3) {
          return null;
        }
        int part = Integer.parseUnsignedInt(parts[i]);
        if (part > 255) {
          return null;
        }
        address[i] = (byte) part;
      }
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException | NumberFormatException notAnAddress) {
      return null;
    }
  }

  private static String key(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
        : address.getHostAddress();
  }
}
