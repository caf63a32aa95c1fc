package dev.twinmark.webapp.tls;

/** A certificate or its key cannot be used. The message names the file and the reason. */
public final class TlsException extends Exception {

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
