package dev.twinmark.webapp.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A private key in PEM form: PKCS #8 ({@code PRIVATE KEY}), or one of the older forms, {@code RSA
 * PRIVATE KEY} and {@code EC PRIVATE KEY}, that OpenSSL and acme.sh write.
 */
final class PemPrivateKey {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String PKCS8 = "PRIVATE KEY";

  private static final int DER_INTEGER = 0x02;
  private static final int DER_OCTET_STRING = 0x04;
  private static final int DER_SEQUENCE = 0x30;

  private PemPrivateKey() {}

  /**
   * Reads the key.
   *
   * @param file named by messages
   * @param publicKey of the certificate
   * @param certificate the certificate's file, named by messages
   * @throws TlsException when there is none, it is encrypted, or it is not the certificate's
   */
  static PrivateKey parse(Path file, String pem, PublicKey publicKey, Path certificate)
      throws TlsException {
    String label = label(pem);
    if (label == null) {
      throw new TlsException(
          file + " has no private key in PEM form (-----BEGIN PRIVATE KEY-----).", null);
    }
    String body = body(pem, label);
    if (label.startsWith("ENCRYPTED ") || body.contains("Proc-Type:")) {
      throw new TlsException(
          "The private key in "
              + file
              + " is encrypted: write it without a password, with"
              + " openssl pkey -in KEY -out NEW_KEY, readable for the server's user only.",
          null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      byte[] pkcs8 = label.equals(PKCS8) ? der : pkcs8(der, publicKey);
      PrivateKey key =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (!isPair(key, publicKey)) {
        throw otherKey(file, certificate, null);
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw otherKey(file, certificate, e);
    } catch (IllegalArgumentException e) {
      throw new TlsException("The private key in " + file + " is damaged.", e);
    }
  }

  private static TlsException otherKey(Path file, Path certificate, Exception cause) {
    return new TlsException(
        "The private key in " + file + " is not that of the certificate in " + certificate + ".",
        cause);
  }

  /** The label of the first private key, as parameters of its curve may stand before it. */
  private static String label(String pem) {
    for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
      int end = pem.indexOf(DASHES, begin + BEGIN.length());
      String label = end < 0 ? "" : pem.substring(begin + BEGIN.length(), end);
      if (label.endsWith(PKCS8)) {
        return label;
      }
    }
    return null;
  }

  private static String body(String pem, String label) {
    String head = BEGIN + label + DASHES;
    int start = pem.indexOf(head) + head.length();
    int end = pem.indexOf(END + label + DASHES, start);
    return pem.substring(start, end < 0 ? pem.length() : end);
  }

  /**
   * Wraps a key of the older forms as PKCS #8 (RFC 5208, 5). Their algorithm, with its curve, is
   * that of the public key, from whose encoding (RFC 5280, 4.1) it is copied.
   */
  private static byte[] pkcs8(byte[] der, PublicKey publicKey) {
    ByteBuffer info = ByteBuffer.wrap(publicKey.getEncoded());
    readHeader(info); // SubjectPublicKeyInfo
    int start = info.position();
    int length = readHeader(info); // AlgorithmIdentifier
    byte[] algorithm = new byte[info.position() - start + length];
    info.position(start);
    info.get(algorithm);
    byte[] version = {DER_INTEGER, 1, 0};
    return der(DER_SEQUENCE, version, algorithm, der(DER_OCTET_STRING, der));
  }

  /** Reads tag and length of a value (X.690, 8.1). */
  private static int readHeader(ByteBuffer in) {
    in.get();
    int first = in.get() & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = (length << 8) | (in.get() & 0xFF);
    }
    return length;
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static boolean isPair(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm(); // Ed25519 and Ed448 have one of their own.
        };
    byte[] message = {1, 2, 3};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(message);
    byte[] signature = signer.sign();
    signer.initVerify(publicKey);
    signer.update(message);
    return signer.verify(signature);
  }
}
