package dev.twinmark.webapp;

/** The form of the log, read by {@code logback.xml}, whose appenders have these names. */
enum LogFormat {
  /** A line for each event, for people. */
  lines,

  /** A JSON object on a line for each event, for collectors. */
  json;

  /** The system property by which {@code logback.xml} knows the appender. */
  private static final String PROPERTY = "twinmark.logFormat";

  /** Chooses this format; to be called before the first logger is made. */
  void use() {
    System.setProperty(PROPERTY, name());
  }
}
