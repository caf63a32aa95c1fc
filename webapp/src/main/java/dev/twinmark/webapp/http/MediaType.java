package dev.twinmark.webapp.http;

/** Media types of requests (RFC 9110 §8.3.1). */
public final class MediaType {

  private MediaType() {}

  /**
   * Returns the type and the subtype of a Content-Type, without its parameters. Jetty's parser of
   * header values throws on an unterminated quotation mark in the parameters.
   */
  public static String essence(String contentType) {
    int parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
  }
}
