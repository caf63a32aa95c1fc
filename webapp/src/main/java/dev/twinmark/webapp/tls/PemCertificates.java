package dev.twinmark.webapp.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** A chain of certificates in PEM form (RFC 7468, 5). */
final class PemCertificates {

  private PemCertificates() {}

  /**
   * Reads the chain.
   *
   * @param file named by messages
   * @return at least one, the server's own first
   * @throws TlsException when there is none
   */
  static List<X509Certificate> parse(Path file, String pem) throws TlsException {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new TlsException("There is no certificate in " + file + ".", null);
      }
      return chain;
    } catch (CertificateException e) {
      throw new TlsException(
          file + " has no certificates in PEM form (-----BEGIN CERTIFICATE-----).", e);
    }
  }
}
