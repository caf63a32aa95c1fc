package dev.twinmark.webapp.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sign-in that has begun, as the browser keeps it until the provider answers. So any server may
 * finish it.
 *
 * @param state ties the provider's answer to the browser
 * @param nonce ties the provider's token to the attempt
 * @param verifier the secret of PKCE (RFC 7636)
 * @param returnPath where the browser goes afterwards; not yet checked if it comes from a cookie
 */
public record SignInAttempt(String state, String nonce, String verifier, String returnPath) {

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final int PARTS = 4;

  /** Begins an attempt with new secrets. */
  public static SignInAttempt begin(String returnPath) {
    return new SignInAttempt(
        new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), returnPath);
  }

  /** Returns whether an answer of the provider belongs to the attempt. */
  public boolean hasState(String other) {
    return other != null
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the attempt as the value of a cookie. */
  public String encode() {
    String path =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(returnPath.getBytes(StandardCharsets.UTF_8));
    return String.join(".", state, nonce, verifier, path);
  }

  /** Reads the value of a cookie, which a browser may have changed. */
  public static Optional<SignInAttempt> decode(String value) {
    String[] parts = value.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    for (int i = 0; i < PARTS - 1; i++) {
      if (!SECRET.matcher(parts[i]).matches()) {
        return Optional.empty();
      }
    }
    try {
      byte[] path = Base64.getUrlDecoder().decode(parts[PARTS - 1]);
      return Optional.of(
          new SignInAttempt(
              parts[0], parts[1], parts[2], new String(path, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "SignInAttempt[" + returnPath + "]";
  }
}
