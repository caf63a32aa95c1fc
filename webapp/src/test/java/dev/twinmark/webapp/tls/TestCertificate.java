package dev.twinmark.webapp.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine, signed with its own key by the JDK's keytool. */
public final class TestCertificate {

  private static final String PASSWORD = "password";

  private final KeyStore store;

  private TestCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * Makes a certificate.
   *
   * @param folder for a file of its own
   * @param algorithm RSA, EC or Ed25519
   */
  public static TestCertificate create(Path folder, String algorithm)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = Files.createTempDirectory(folder, "keytool").resolve("store.p12");
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=twinmark.test",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            "server");
    keytool.environment().keySet().removeIf(name -> name.contains("JAVA_"));
    Process process = keytool.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new TestCertificate(store);
  }

  /** The certificate itself. */
  public X509Certificate certificate() throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate("server");
  }

  PrivateKey key() throws GeneralSecurityException {
    return (PrivateKey) store.getKey("server", PASSWORD.toCharArray());
  }

  /** Writes both files into a folder, over those that are there. */
  public TlsFiles write(Path folder) throws IOException, GeneralSecurityException {
    var files = new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    Files.writeString(files.certificate(), pem("CERTIFICATE", certificate().getEncoded()));
    Files.writeString(files.key(), pem("PRIVATE KEY", key().getEncoded()));
    return files;
  }

  static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  /** The context of a client that trusts these certificates, and no other. */
  public static SSLContext trusting(TestCertificate... trusted)
      throws IOException, GeneralSecurityException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    for (TestCertificate one : List.of(trusted)) {
      anchors.setCertificateEntry(one.certificate().getSerialNumber() + "", one.certificate());
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
