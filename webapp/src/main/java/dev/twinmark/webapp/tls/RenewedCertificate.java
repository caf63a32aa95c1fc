package dev.twinmark.webapp.tls;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a renewed certificate into use while the server runs: for connections that are opened from
 * then on. Files that cannot be used leave the certificate as it is.
 *
 * <p>The contents are compared, not the times: certbot and Kubernetes exchange symbolic links.
 */
public final class RenewedCertificate extends AbstractLifeCycle {

  /** Certificates are renewed weeks before they expire; a test by hand need not wait for long. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RenewedCertificate.class);

  private final TlsFiles files;
  private final SslContextFactory.Server ssl;
  private final Scheduler scheduler;

  /** The contents that are in use, or were refused. */
  private TlsFiles.Content known;

  /** Other contents that were there at the last check. */
  private TlsFiles.Content latest;

  private String lastFailure = "";
  private Scheduler.Task next;

  /**
   * Loads the certificate.
   *
   * @param ssl gets the certificate, now and whenever it is renewed
   * @throws TlsException when it cannot be used
   */
  public RenewedCertificate(TlsFiles files, SslContextFactory.Server ssl, Scheduler scheduler)
      throws TlsException {
    this.files = files;
    this.ssl = ssl;
    this.scheduler = scheduler;
    known = files.read();
    latest = known;
    ssl.setKeyStore(files.keyStore(known));
    ssl.setKeyStorePassword(TlsFiles.STORE_PASSWORD);
  }

  @Override
  protected void doStart() {
    schedule();
  }

  @Override
  protected synchronized void doStop() {
    next.cancel();
  }

  private synchronized void schedule() {
    next = scheduler.schedule(this::checkAgain, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void checkAgain() {
    check();
    if (isRunning()) {
      schedule();
    }
  }

  /**
   * Looks for renewed files. New contents are used once they were the same in two checks: between
   * the writing of the one file and of the other they do not belong together.
   */
  void check() {
    try {
      TlsFiles.Content content = files.read();
      boolean isSettled = content.equals(latest);
      latest = content;
      if (!isSettled || content.equals(known)) {
        return;
      }
      known = content;
      var store = files.keyStore(content);
      ssl.reload(factory -> ((SslContextFactory.Server) factory).setKeyStore(store));
      lastFailure = "";
      LOG.info("The certificate in {} was renewed", files.certificate());
    } catch (TlsException e) {
      report(e.getMessage());
    } catch (Exception e) { // As reload declares.
      report("Jetty refuses it (" + e + ").");
    }
  }

  /** Tells each failure once, not at every check. */
  private void report(String failure) {
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      LOG.warn("The renewed certificate is not used, the old one stays: {}", failure);
    }
  }
}
