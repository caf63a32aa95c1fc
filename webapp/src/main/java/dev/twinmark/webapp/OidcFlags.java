package dev.twinmark.webapp;

import dev.twinmark.webapp.signin.OidcSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes settings of the flags of OpenID Connect. */
final class OidcFlags {

  /** The variable with the secret itself. There is no flag: a command line is no secret. */
  static final String SECRET = "TWINMARK_OIDC_CLIENT_SECRET";

  private OidcFlags() {}

  /**
   * @return null without an issuer
   * @throws IllegalArgumentException when flags do not go together or the file cannot be read
   */
  static OidcSettings settings(String issuer, String clientId, Path secretFile) {
    String variable = System.getenv(SECRET);
    if (issuer == null) {
      if (clientId != null || secretFile != null) {
        throw new IllegalArgumentException(
            "The flags of OpenID Connect need the provider: --oidc-issuer.");
      }
      return null;
    }
    if (secretFile != null && variable != null) {
      throw new IllegalArgumentException(
          "The secret is in --oidc-client-secret-file or in " + SECRET + ", not in both.");
    }
    return new OidcSettings(issuer, clientId, secretFile == null ? variable : read(secretFile));
  }

  private static String read(Path file) {
    try {
      // Editors end the last line.
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file " + file + " of --oidc-client-secret-file cannot be read.", e);
    }
  }
}
