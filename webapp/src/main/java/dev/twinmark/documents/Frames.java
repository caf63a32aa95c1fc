package dev.twinmark.documents;

/** Frames that are sent to one client. */
final class Frames {

  static final long PROTOCOL = 1;

  /** Asks for another version of the page. */
  static final String RELOAD = "{\"type\":\"reload\"}";

  /** Says that there are too many connections. */
  static final String BUSY = "{\"type\":\"busy\"}";

  /** Says that the document is deleted. */
  static final String GONE = "{\"type\":\"gone\"}";

  static final String BEAT = "{\"type\":\"beat\"}";

  static final String NO_ROLE = "{\"type\":\"role\",\"role\":\"none\"}";

  private Frames() {}

  /**
   * @param seq of the client's last push that is stored
   */
  static String welcome(Role role, long head, long seq) {
    return "{\"type\":\"welcome\",\"protocol\":"
        + PROTOCOL
        + ",\"role\":\""
        + name(role)
        + "\",\"version\":"
        + head
        + ",\"seq\":"
        + seq
        + ",\"limits\":{\"documentUnits\":"
        + Limits.DOCUMENT_UNITS
        + ",\"pushBytes\":"
        + Limits.PUSH_UNITS
        + "}}";
  }

  static String role(Role role) {
    return "{\"type\":\"role\",\"role\":\"" + name(role) + "\"}";
  }

  static String refused(long seq, String reason) {
    String detail =
        switch (reason) {
          case "rights" -> "This account may not write in this document.";
          case "old" -> "The push is older than the log.";
          case "length" -> "The changes are not made to the text of that version.";
          case "limit" -> "The document would be longer than " + Limits.DOCUMENT_UNITS + " units.";
          case "quota" -> "The account of the document's owner has no room left on this server.";
          case "full" -> "The disk of the server is full.";
          default -> "The push is malformed.";
        };
    return "{\"type\":\"refused\",\"seq\":"
        + seq
        + ",\"reason\":\""
        + reason
        + "\",\"detail\":\""
        + detail
        + "\"}";
  }

  static String checksum(long version, int hash) {
    return "{\"type\":\"checksum\",\"version\":"
        + version
        + ",\"hash\":"
        + Integer.toUnsignedString(hash)
        + "}";
  }

  private static String name(Role role) {
    return switch (role) {
      case READ -> "read";
      case WRITE -> "write";
      case OWN -> "own";
    };
  }
}
