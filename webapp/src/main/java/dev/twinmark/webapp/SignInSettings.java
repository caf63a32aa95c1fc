package dev.twinmark.webapp;

import dev.twinmark.webapp.signin.OidcSettings;
import java.util.regex.Pattern;

/**
 * The ways in which people sign in.
 *
 * @param provider of OpenID Connect; null for none
 * @param header in which trusted proxies name people; null for none
 */
public record SignInSettings(OidcSettings provider, String header) {

  /** Nobody signs in: browsers have accounts. */
  public static final SignInSettings NONE = new SignInSettings(null, null);

  /** The characters of a name of a header (RFC 9110, 5.6.2). */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * @throws IllegalArgumentException when the header is none; the message says so
   */
  public SignInSettings {
    if (header != null && !TOKEN.matcher(header).matches()) {
      throw new IllegalArgumentException(
          "The header that names people must be one such as X-Remote-User, and "
              + header
              + " is none.");
    }
  }

  boolean isConfigured() {
    return provider != null || header != null;
  }
}
