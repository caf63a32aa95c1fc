package dev.twinmark.pictures;

import java.util.Locale;

/** The formats that all browsers show. SVG is none of them: it is a document with scripts. */
public enum PictureFormat {
  AVIF,
  GIF,
  JPEG,
  PNG,
  WEBP;

  /** The ending of names of files. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
