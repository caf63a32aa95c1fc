package dev.twinmark.webapp;

import java.io.IOException;

/** An address that cannot be listened on; the message names it and a way out. */
public final class CannotListenException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause says why, as its own cause does where it has one
   * @param flags the flags of the command line that set the address
   */
  CannotListenException(ListenAddress address, IOException cause, String flags) {
    super(message(address, cause, flags), cause);
  }

  private static String message(ListenAddress address, IOException cause, String flags) {
    String reason = cause.getCause() == null ? cause.getMessage() : cause.getCause().getMessage();
    if (reason != null && reason.startsWith("Address already in use")) {
      return "Port "
          + address.port()
          + " on "
          + address.host()
          + " is in use by another program: stop that program, or choose another port with "
          + flags
          + " (0 takes any free one).";
    }
    return "Cannot listen on port "
        + address.port()
        + " of "
        + address.host()
        + " ("
        + reason
        + "): choose an address of this machine, and a port that you may use, with "
        + flags
        + ".";
  }
}
