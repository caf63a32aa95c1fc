package dev.twinmark.webapp.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {

  private static final int DER_OCTET_STRING = 0x04;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keysOfEachAlgorithmAreRead(String algorithm) throws Exception {
    var made = TestCertificate.create(folder, algorithm);
    TlsFiles files = made.write(folder);
    assertEquals(made.key(), keyOf(files));
  }

  @ParameterizedTest
  @CsvSource({"RSA, RSA PRIVATE KEY", "EC, EC PRIVATE KEY"})
  void keysOfTheOlderFormsAreRead(String algorithm, String label) throws Exception {
    var made = TestCertificate.create(folder, algorithm);
    TlsFiles files = made.write(folder);
    String parameters = TestCertificate.pem("EC PARAMETERS", new byte[] {5, 0});
    Files.writeString(
        files.key(),
        parameters + TestCertificate.pem(label, insideOfPkcs8(made.key().getEncoded())));
    assertEquals(made.key(), keyOf(files));
  }

  @Test
  void messagesNameTheFileThatIsWrong() throws Exception {
    var made = TestCertificate.create(folder, "EC");
    TlsFiles files = made.write(folder);

    write(files.key(), "nonsense");
    assertRefused(files, "key.pem has no private key");
    write(files.key(), TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    assertRefused(files, "key.pem is encrypted");
    write(files.key(), "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n");
    assertRefused(files, "key.pem is encrypted");
    write(files.key(), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
    assertRefused(files, "key.pem is damaged");
    for (String other : new String[] {"EC", "RSA"}) {
      PrivateKey otherKey = TestCertificate.create(folder, other).key();
      write(files.key(), TestCertificate.pem("PRIVATE KEY", otherKey.getEncoded()));
      assertRefused(files, "key.pem is not that of the certificate in ");
    }

    write(files.certificate(), "");
    assertRefused(files, "certificate.pem");
    write(files.certificate(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertRefused(files, "certificate.pem");
    Files.delete(files.certificate());
    assertRefused(files, "There is no file ");
  }

  @Test
  void everyBeginningOfAKeyIsRefused() throws Exception {
    TlsFiles files = TestCertificate.create(folder, "EC").write(folder);
    TlsFiles.Content content = files.read();
    String padding = "==\n";
    int end = content.key().length() - "-----END PRIVATE KEY-----\n".length() - padding.length();
    for (int length = 0; length < end; length++) {
      var cut = new TlsFiles.Content(content.certificate(), content.key().substring(0, length));
      assertThrows(TlsException.class, () -> files.keyStore(cut), "length " + length);
    }
  }

  private static void write(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private static void assertRefused(TlsFiles files, String reason) {
    var e = assertThrows(TlsException.class, () -> files.keyStore(files.read()));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private static PrivateKey keyOf(TlsFiles files) throws Exception {
    return (PrivateKey)
        files.keyStore(files.read()).getKey("server", TlsFiles.STORE_PASSWORD.toCharArray());
  }

  /** The key within PKCS #8 is its last value, an octet string. */
  private static byte[] insideOfPkcs8(byte[] pkcs8) {
    for (int start = 1; start < pkcs8.length - 3; start++) {
      int length = pkcs8[start + 1] & 0xFF;
      int header = 2;
      if (length == 0x82) {
        length = ((pkcs8[start + 2] & 0xFF) << 8) | (pkcs8[start + 3] & 0xFF);
        header = 4;
      }
      if (pkcs8[start] == DER_OCTET_STRING && start + header + length == pkcs8.length) {
        return Arrays.copyOfRange(pkcs8, start + header, pkcs8.length);
      }
    }
    throw new AssertionError("No octet string reaches to the end");
  }
}
