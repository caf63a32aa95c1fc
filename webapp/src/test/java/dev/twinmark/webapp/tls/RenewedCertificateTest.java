package dev.twinmark.webapp.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RenewedCertificateTest {

  @TempDir Path folder;

  private final SslContextFactory.Server ssl = new SslContextFactory.Server();
  private TestCertificate first;
  private TestCertificate second;
  private TlsFiles files;
  private RenewedCertificate renewed;

  @BeforeEach
  void start() throws Exception {
    first = TestCertificate.create(folder, "EC");
    second = TestCertificate.create(folder, "RSA");
    files = first.write(folder);
    renewed = new RenewedCertificate(files, ssl, new ScheduledExecutorScheduler());
    ssl.start();
  }

  @AfterEach
  void stop() throws Exception {
    ssl.stop();
  }

  @Test
  void renewedFilesAreUsedOnceTheyAreSettled() throws Exception {
    assertServes(first);
    second.write(folder);
    renewed.check();
    assertServes(first);
    renewed.check();
    assertServes(second);
  }

  @Test
  void filesThatDoNotBelongTogetherLeaveTheCertificate() throws Exception {
    byte[] key = Files.readAllBytes(files.key());
    second.write(folder);
    byte[] renewedKey = Files.readAllBytes(files.key());
    Files.write(files.key(), key);
    checkTwice();
    assertServes(first);
    Files.write(files.key(), renewedKey);
    checkTwice();
    assertServes(second);
  }

  @Test
  void missingFilesLeaveTheCertificate() throws Exception {
    Files.delete(files.key());
    checkTwice();
    assertServes(first);
    second.write(folder);
    checkTwice();
    assertServes(second);
  }

  private void checkTwice() {
    renewed.check();
    renewed.check();
  }

  private void assertServes(TestCertificate expected) throws Exception {
    SSLContext client = TestCertificate.trusting(first, second);
    try (SSLServerSocket server = ssl.newSslServerSocket("127.0.0.1", 0, 1)) {
      var accepted = CompletableFuture.runAsync(() -> shakeHands(server));
      try (var socket =
          (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
        socket.startHandshake();
        assertEquals(expected.certificate(), socket.getSession().getPeerCertificates()[0]);
      }
      accepted.join();
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    try (var socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
