package dev.twinmark.engine;

/**
 * Bounds what a document's HTML holds that its text does not. A reference repeats the destination
 * and the title of its definition, and a table's row is filled up to the width of its header, so
 * that a text of some KB could make HTML of hundreds of MB.
 *
 * <p>Both draw on one {@link Allowance}, in the order of the document. The first that would take
 * more than is left ends it: that reference and all that follow stay text, and rows end where they
 * are written.
 */
final class Expansion {

  /**
   * The cost of a cell that a row lacks. It is far more than the length of its HTML, because
   * browsers take as long to lay out 50,000 cells as 10 MB of text: beyond the free ones, a
   * document can have 2,048 to 16,384.
   */
  static final int UNITS_PER_MISSING_CELL = 256;

  /** {@code <a href="">}, which also makes the cost of an empty destination more than nothing. */
  private static final int UNITS_PER_LINK = 11;

  private final StandIns standIns;
  private int left;
  private int taken;
  private boolean refused;

  Expansion(int units) {
    this(units, StandIns.NONE);
  }

  /**
   * @param units the allowance, in UTF-16 code units of HTML
   * @param standIns the URLs of the text that count as the longer ones that they stand for
   */
  Expansion(int units, StandIns standIns) {
    left = units;
    this.standIns = standIns;
  }

  /** Returns the URLs of the text that count as the longer ones that they stand for. */
  StandIns standIns() {
    return standIns;
  }

  /** Returns the units left of the allowance. */
  int left() {
    return left;
  }

  /** Returns the units taken since the last call, and forgets them. */
  int takeNote() {
    int note = taken;
    taken = 0;
    return note;
  }

  /** Returns whether anything has been refused since the last call, and forgets it. */
  boolean noteRefusal() {
    boolean note = refused;
    refused = false;
    return note;
  }

  /**
   * Takes the cost of a reference to the definition, and returns whether it may become a link or an
   * image.
   */
  boolean allows(Definition definition) {
    if (left == 0) {
      refused = true;
      return false;
    }
    return take(
        (long) UNITS_PER_LINK
            + HtmlBuffer.textLength(PercentEncoding.encode(definition.destination()))
            + standIns.missingUnits(definition.destination())
            + HtmlBuffer.textLength(definition.title()));
  }

  /** Takes the cost of that many cells, and returns whether a row may be filled up with them. */
  boolean allowsCells(int count) {
    return take((long) count * UNITS_PER_MISSING_CELL);
  }

  private boolean take(long units) {
    if (units > left) {
      left = 0;
      refused = true;
      return false;
    }
    left -= (int) units;
    taken += (int) units;
    return true;
  }
}
