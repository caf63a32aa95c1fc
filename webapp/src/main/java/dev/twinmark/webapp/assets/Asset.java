package dev.twinmark.webapp.assets;

import java.util.Map;
import java.util.Set;

/** A file that the page or an embedder loads, in every encoding that was built. */
public final class Asset {

  /** Content codings, the one that makes the smallest files first. */
  public enum Encoding {
    /** Brotli. */
    BR("br", ".br"),
    /** Gzip. */
    GZIP("gzip", ".gz"),
    /** The content as it is. */
    IDENTITY("identity", "");

    private final String token;
    private final String extension;

    Encoding(String token, String extension) {
      this.token = token;
      this.extension = extension;
    }

    /** The coding's name in HTTP. */
    public String token() {
      return token;
    }

    /** Returns the suffix that tells the entity tags of one content's encodings apart. */
    public String tagSuffix() {
      return this == IDENTITY ? "" : "-" + token;
    }

    String extension() {
      return extension;
    }
  }

  private final String contentType;
  private final boolean hashed;
  private final String hash;
  private final Map<Encoding, byte[]> contents;

  Asset(String contentType, boolean hashed, String hash, Map<Encoding, byte[]> contents) {
    this.contentType = contentType;
    this.hashed = hashed;
    this.hash = hash;
    this.contents = contents;
  }

  /** The media type, with the charset of text. */
  public String contentType() {
    return contentType;
  }

  /**
   * Returns whether the name has the content's hash in it, so that it never stands for another
   * content.
   */
  public boolean hashed() {
    return hashed;
  }

  /** Tells this content from every other; letters, digits, {@code -} and {@code _}. */
  public String hash() {
    return hash;
  }

  /** The encodings there are, the smallest first. */
  public Set<Encoding> encodings() {
    return contents.keySet();
  }

  /** The bytes to send, which must not be changed. */
  public byte[] content(Encoding encoding) {
    return contents.get(encoding);
  }
}
