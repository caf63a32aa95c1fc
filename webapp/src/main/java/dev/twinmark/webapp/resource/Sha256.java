package dev.twinmark.webapp.resource;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which contents are told apart, and recognized. */
public final class Sha256 {

  private Sha256() {}

  /** The 32 bytes of a content's digest. */
  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
