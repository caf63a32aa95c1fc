package dev.twinmark.webapp.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text on the class path, which was there when the server was built. */
public final class TextResource {

  private TextResource() {}

  /**
   * Reads it.
   *
   * @param path from the root of the class path, beginning with a slash
   * @throws IllegalStateException when it is not there, or cannot be read
   */
  public static String read(String path) {
    try (InputStream in = TextResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The text " + path + " is not on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The text " + path + " cannot be read.", e);
    }
  }
}
