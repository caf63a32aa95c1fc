package dev.twinmark.documents;

/** Why a line is closed; the codes from 4000 on are this protocol's own. */
final class CloseCode {

  static final int NOT_TEXT = 1003;
  static final int MALFORMED = 1008;
  static final int TOO_LARGE = 1009;
  static final int FAILED = 1011;
  static final int RESTART = 1012;
  static final int TRY_LATER = 1013;
  static final int PROTOCOL = 4400;
  static final int SIGNED_OUT = 4401;
  static final int NO_RIGHTS = 4403;
  static final int GONE = 4404;
  static final int SILENT = 4408;
  static final int FOREIGN_CLIENT = 4409;
  static final int REPLACED = 4410;
  static final int BUSY = 4429;

  private CloseCode() {}
}
