package dev.twinmark.webapp.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

/**
 * The files of a server's certificate, which certbot, acme.sh and others write and renew.
 *
 * @param certificate PEM, the server's own certificate first, then those of its issuers
 * @param key the certificate's private key, PEM, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {

  /** The password of key stores in memory: Jetty asks for one, and there is nothing to protect. */
  public static final String STORE_PASSWORD = "in memory";

  /** The contents of both files. */
  record Content(String certificate, String key) {}

  /**
   * Reads both files.
   *
   * @throws TlsException when one cannot be read; the message names it
   */
  Content read() throws TlsException {
    return new Content(read(certificate), read(key));
  }

  /**
   * Puts certificate and key together.
   *
   * @throws TlsException when they are no certificate and its key; the message says which file is
   *     wrong
   */
  KeyStore keyStore(Content content) throws TlsException {
    var certificates = PemCertificates.parse(certificate, content.certificate());
    var privateKey =
        PemPrivateKey.parse(key, content.key(), certificates.get(0).getPublicKey(), certificate);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          privateKey,
          STORE_PASSWORD.toCharArray(),
          certificates.toArray(new Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException(certificate + " and " + key + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws TlsException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new TlsException("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new TlsException("The file " + file + " cannot be read (" + e + ").", e);
    }
  }
}
