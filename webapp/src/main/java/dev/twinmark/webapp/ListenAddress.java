package dev.twinmark.webapp;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * An address of this machine to listen on.
 *
 * @param host an IP address or a name; an IPv6 address without brackets
 * @param port 0 means any free one
 */
public record ListenAddress(String host, int port) {

  private static final int MAX_PORT = 65_535;

  /**
   * Reads an address such as {@code 127.0.0.1:9464} or {@code [::1]:9464}.
   *
   * @throws IllegalArgumentException when it is none; the message says so
   */
  static ListenAddress parse(String address) {
    try {
      URI uri = new URI("http://" + address).parseServerAuthority();
      String host = uri.getHost();
      boolean isAddress = host != null && uri.getRawAuthority().equals(address);
      if (isAddress && uri.getPort() >= 0 && uri.getPort() <= MAX_PORT) {
        boolean isBracketed = host.startsWith("[");
        return new ListenAddress(
            isBracketed ? host.substring(1, host.length() - 1) : host, uri.getPort());
      }
      throw refusal(address, null);
    } catch (URISyntaxException e) {
      throw refusal(address, e);
    }
  }

  /** Returns whether only this machine reaches a host, as far as its name tells. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  private static IllegalArgumentException refusal(String address, Exception cause) {
    return new IllegalArgumentException(
        "The address for metrics must be an address and a port such as 127.0.0.1:9464, and "
            + address
            + " is not.",
        cause);
  }
}
