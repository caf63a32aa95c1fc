package dev.twinmark.documents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Names that cannot be guessed. */
public final class Ids {

  /** Crockford's base 32: no letters that look like digits. */
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int BITS_PER_DIGIT = 5;

  private static final int LAST_DIGIT = (1 << BITS_PER_DIGIT) - 1;

  private static final int DOCUMENT_DIGITS = 26;
  private static final int SLUG_DIGITS = 16;
  private static final int LINK_DIGITS = 16;
  private static final int CLIENT_DIGITS = 32;
  private static final int TOKEN_BYTES = 24;
  private static final int SESSION_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A document's: 130 random bits. */
  public static String document() {
    return random(DOCUMENT_DIGITS);
  }

  /** A published page's: 80 random bits, so that pages are found by their links alone. */
  public static String slug() {
    return random(SLUG_DIGITS);
  }

  /** An image's: the first 130 bits of the hash of its content. */
  static String image(byte[] content) {
    byte[] hash = sha256(content);
    var id = new StringBuilder(DOCUMENT_DIGITS);
    for (int i = 0; i < DOCUMENT_DIGITS; i++) {
      int bit = i * BITS_PER_DIGIT;
      int pair = ((hash[bit / 8] & 0xFF) << 8) | (hash[bit / 8 + 1] & 0xFF);
      id.append(DIGITS.charAt((pair >> (16 - BITS_PER_DIGIT - bit % 8)) & LAST_DIGIT));
    }
    return id.toString();
  }

  /** A link's, by which its owner names it. It opens nothing. */
  public static String link() {
    return random(LINK_DIGITS);
  }

  /** The secret of a link. */
  public static String token() {
    return secret(TOKEN_BYTES);
  }

  /** The secret of a session. */
  public static String session() {
    return secret(SESSION_BYTES);
  }

  /** The form in which secrets are stored. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** Returns whether a client may call itself so: 32 hexadecimal digits. */
  static boolean isClient(String id) {
    return id.length() == CLIENT_DIGITS
        && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** Returns whether a text has the form of a document's id, so that a store may be asked. */
  public static boolean isDocument(String id) {
    return id.length() == DOCUMENT_DIGITS && isInDigits(id);
  }

  /** Returns whether a text has the form of a published page's name. */
  public static boolean isSlug(String id) {
    return id.length() == SLUG_DIGITS && isInDigits(id);
  }

  private static boolean isInDigits(String id) {
    return id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  private static String random(int digits) {
    var id = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      id.append(DIGITS.charAt(RANDOM.nextInt(1 << BITS_PER_DIGIT)));
    }
    return id.toString();
  }

  private static String secret(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
