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
 * Finds the address of each request's client, by which limits are counted, the requested host, and
 * the scheme of the request.
 *
 * <p>Clients may send any {@code X-Forwarded-*} or {@code Forwarded}. So these headers are read
 * only where the connection comes from a listed proxy, and from the right: each proxy appends the
 * address that it has seen, and the first one that is not a listed proxy's is the client's.
 */
public final class ClientAddress implements HttpConfiguration.Customizer {

  private static final String ATTRIBUTE = ClientAddress.class.getName();
  private static final String HOST_ATTRIBUTE = ATTRIBUTE + ".host";
  private static final String SCHEME_ATTRIBUTE = ATTRIBUTE + ".scheme";
  private static final String PROXY_ATTRIBUTE = ATTRIBUTE + ".proxy";

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

  /** The host and port that the client has asked, or null where no request says so. */
  public static String host(Request request) {
    Object forwarded = request.getAttribute(HOST_ATTRIBUTE);
    if (forwarded != null) {
      return (String) forwarded;
    }
    String host = request.getHeaders().get(HttpHeader.HOST);
    // HTTP/2 has the pseudo-header :authority instead (RFC 9113, 8.3.1).
    return host == null ? request.getHttpURI().getAuthority() : host;
  }

  /** Returns whether the client has asked over HTTPS, of this server or of a trusted proxy. */
  public static boolean isSecure(Request request) {
    Object forwarded = request.getAttribute(SCHEME_ATTRIBUTE);
    return request.isSecure() || (forwarded instanceof String scheme && scheme.equals("https"));
  }

  /** Returns whether the connection of a request comes from a trusted proxy. */
  public static boolean isOfProxy(Request request) {
    return Boolean.TRUE.equals(request.getAttribute(PROXY_ATTRIBUTE));
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    if (isProxy(peer)) {
      request.setAttribute(PROXY_ATTRIBUTE, true);
      findForwarded(request, ((InetSocketAddress) peer).getAddress());
    } else {
      request.setAttribute(ATTRIBUTE, key(peer));
    }
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

  private void findForwarded(Request request, InetAddress peer) {
    InetAddress nearest = peer;
    String host = null;
    String scheme = null;
    for (Hop hop : hops(request.getHeaders())) {
      InetAddress address = literal(hop.address);
      host = hop.host.isEmpty() ? host : hop.host;
      scheme = hop.scheme.isEmpty() ? scheme : hop.scheme.toLowerCase(Locale.ROOT);
      if (address == null) {
        break; // "unknown" or a pseudonym: the proxy that wrote it stands for its client.
      }
      nearest = address;
      if (!isTrusted(address)) {
        break;
      }
    }
    request.setAttribute(ATTRIBUTE, key(nearest));
    request.setAttribute(HOST_ATTRIBUTE, host);
    request.setAttribute(SCHEME_ATTRIBUTE, scheme);
  }

  private boolean isTrusted(InetAddress address) {
    return !trustedProxies.isEmpty() && trustedProxies.test(address);
  }

  /**
   * The request that one proxy received, as the proxy describes it.
   *
   * @param address the sender's, or a word that is no address
   * @param host the requested host; empty if the proxy does not name it
   * @param scheme of the request; empty if the proxy does not name it
   */
  private record Hop(String address, String host, String scheme) {}

  /** The forwarded requests, the nearest first. */
  private static List<Hop> hops(HttpFields headers) {
    if (headers.contains(HttpHeader.FORWARDED)) {
      return elements(headers, HttpHeader.FORWARDED).stream()
          .map(
              element ->
                  new Hop(
                      withoutPort(parameter(element, "for")),
                      parameter(element, "host"),
                      parameter(element, "proto")))
          .toList();
    }
    List<String> addresses = elements(headers, HttpHeader.X_FORWARDED_FOR);
    List<String> hosts = elements(headers, HttpHeader.X_FORWARDED_HOST);
    var hops = new ArrayList<Hop>();
    List<String> schemes = elements(headers, HttpHeader.X_FORWARDED_PROTO);
    int count = Math.max(addresses.size(), Math.max(hosts.size(), schemes.size()));
    for (int i = 0; i < count; i++) {
      hops.add(
          new Hop(
              i < addresses.size() ? withoutPort(addresses.get(i)) : "",
              i < hosts.size() ? hosts.get(i) : "",
              i < schemes.size() ? schemes.get(i) : ""));
    }
    return hops;
  }

  /** The elements of a header that is a list, the last one first. */
  private static List<String> elements(HttpFields headers, HttpHeader header) {
    var elements = new ArrayList<String>();
    List<String> values = headers.getValuesList(header);
    for (int i = values.size() - 1; i >= 0; i--) {
      String value = values.get(i);
      int end = value.length();
      while (end >= 0 && elements.size() < MAX_HOPS) {
        int comma = value.lastIndexOf(',', end - 1);
        elements.add(value.substring(comma + 1, end).strip());
        end = comma;
      }
    }
    return elements;
  }

  /** The value of a parameter in an element of {@code Forwarded} (RFC 7239, 4), or nothing. */
  private static String parameter(String element, String name) {
    for (String parameter : element.split(";", MAX_HOPS)) {
      String stripped = parameter.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith(name + "=")) {
        return stripped.substring(name.length() + 1).replace("\"", "");
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
