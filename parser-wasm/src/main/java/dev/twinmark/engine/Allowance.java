package dev.twinmark.engine;

/**
 * The units that {@link Expansion} allows a document, by its length: cmark bounds what references
 * add by the length of the text, too.
 *
 * @param least the units of the shortest document
 * @param perUnit the units for each UTF-16 code unit of the text
 * @param most the units of the longest document
 */
record Allowance(int least, int perUnit, int most) {

  /**
   * The allowance of every document. A book of 5 MB with 50,000 references takes some 4 million, a
   * reference to an image in a {@code data:} URL of 500 KB half of one. Texts of up to 64 KB, which
   * a server renders as short documents, have half a million: with 4 Mi for every text, 16 of 54 KB
   * at once kept the short documents of other clients waiting for seconds.
   */
  static final Allowance OF_DOCUMENTS = new Allowance(512 * 1024, 8, 4 * 1024 * 1024);

  /**
   * Returns the units that a document may take.
   *
   * @param length the length of its text, in UTF-16 code units
   */
  int units(long length) {
    return (int) Math.min(most, Math.max(least, perUnit * length));
  }
}
