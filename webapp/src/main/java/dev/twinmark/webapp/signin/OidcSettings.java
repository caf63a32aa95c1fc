package dev.twinmark.webapp.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * The provider of OpenID Connect, and the server as its client.
 *
 * @param issuer the address of the provider, below which it describes itself
 * @param clientId the name of this server at the provider
 * @param clientSecret null for a public client
 */
public record OidcSettings(String issuer, String clientId, String clientSecret) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * @throws IllegalArgumentException when a value cannot be used; the message says which
   */
  public OidcSettings {
    if (!isIssuer(issuer)) {
      throw new IllegalArgumentException(
          "The issuer must be an address such as https://login.example.org/realms/staff, without a"
              + " query, and "
              + issuer
              + " is not. Plain HTTP is for this machine only.");
    }
    if (clientId == null || clientId.isBlank()) {
      throw new IllegalArgumentException(
          "An issuer needs the name of this server there: --oidc-client-id.");
    }
    if (clientSecret != null && clientSecret.isBlank()) {
      throw new IllegalArgumentException("The secret of the OpenID Connect client is empty.");
    }
  }

  private static boolean isIssuer(String issuer) {
    try {
      URI uri = new URI(issuer).parseServerAuthority();
      boolean isProtected =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
      return isProtected
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
