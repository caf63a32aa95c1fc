package dev.twinmark.webapp.documents;

import java.util.regex.Pattern;

/** The address of this server to which a browser goes after a sign-in. */
final class ReturnPath {

  /** The longest that a cookie and a line of headers have room for. */
  private static final int MAX_UNITS = 1000;

  /** No backslash, which browsers take for a slash, and no space or control character. */
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

  private ReturnPath() {}

  /**
   * Returns a path of this server: the one that was asked for, or else the editor. Addresses of
   * other sites are none, such as {@code //evil.example}.
   */
  static String of(String asked, String basePath) {
    boolean isOurs =
        asked != null
            && asked.length() <= MAX_UNITS
            && PATH.matcher(asked).matches()
            && asked.startsWith(basePath)
            && !asked.contains("//")
            && !asked.contains("..");
    return isOurs ? asked : basePath;
  }
}
