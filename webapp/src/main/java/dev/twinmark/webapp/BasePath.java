package dev.twinmark.webapp;

import java.util.regex.Pattern;

/** The path below which a server has all its addresses, as in {@code /notes/}. */
final class BasePath {

  /** Characters that are the same in an address, in its encoded form and in a cookie's path. */
  private static final Pattern SEGMENTS = Pattern.compile("(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*");

  private static final int MAX_CHARS = 200;

  private BasePath() {}

  /**
   * Returns the path with a slash at each end.
   *
   * @throws IllegalArgumentException when it is no path; the message says so
   */
  static String normalized(String path) {
    String open = path.startsWith("/") ? path.substring(1) : path;
    String segments = open.isEmpty() || open.endsWith("/") ? open : open + "/";
    if (path.length() > MAX_CHARS || !SEGMENTS.matcher(segments).matches()) {
      throw new IllegalArgumentException(
          "The base path must be a path such as /notes/, of letters, digits, '.', '_', '~' and"
              + " '-', and "
              + path
              + " is not.");
    }
    return "/" + segments;
  }
}
