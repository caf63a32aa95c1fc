package dev.twinmark.engine;

import java.util.List;

/**
 * A top-level block of a document, with its HTML and the lines of its source.
 *
 * <p>It is the smallest stretch of a text that can be parsed without what is around it. So link
 * reference definitions belong to one block with the paragraph that they begin, and blank lines
 * belong to the block before them; blank lines that a document begins with are a block that renders
 * nothing.
 */
public final class Block {

  static final List<Lookup> NO_LOOKUPS = List.of();
  static final List<Definition> NO_DEFINITIONS = List.of();

  /**
   * The part of the document's {@link Expansion} that a block took.
   *
   * @param units the units that it took, if none were refused
   * @param refusedAt the units that were left for it, if some were refused; else {@link
   *     #NOTHING_REFUSED}
   */
  record Expanded(int units, int refusedAt) {

    static final int NOTHING_REFUSED = -1;
    static final Expanded NOTHING = new Expanded(0, NOTHING_REFUSED);

    boolean isRefused() {
      return refusedAt != NOTHING_REFUSED;
    }

    /** Returns whether the block would be the same if it were parsed with that many units left. */
    boolean holdsFor(int left) {
      return isRefused() ? refusedAt == left : units <= left;
    }

    /** Returns the units that the block leaves over. */
    int leftOf(int left) {
      return isRefused() ? 0 : Math.max(0, left - units);
    }
  }

  private final String html;
  private final int lines;
  private final int blankLines;

  /** The length of the text it covers, up to the start of the next block, in UTF-16 code units. */
  final int length;

  /**
   * True if a following block can never become a part of this one, however the text changes behind
   * this block's own.
   */
  final boolean closed;

  /** The link labels that its inlines refer to, with the definitions they were rendered with. */
  final List<Lookup> lookups;

  /** The link reference definitions it holds, at most one for a label. */
  final List<Definition> definitions;

  final Expanded expanded;

  /** True if it is a stretch of text that has not been divided into blocks yet. */
  boolean unparsed;

  /** True if it must be parsed again before its HTML is that of the text. */
  boolean stale;

  /** The length of the text, from its start on, that was parsed without showing where it ends. */
  int tried;

  /** See {@link BlockList}. */
  int slot;

  /** See {@link BlockList}. */
  int position;

  Block(
      String html,
      int length,
      int lines,
      int blankLines,
      boolean closed,
      List<Lookup> lookups,
      List<Definition> definitions,
      Expanded expanded) {
    this.html = html;
    this.length = length;
    this.lines = lines;
    this.blankLines = blankLines;
    this.closed = closed;
    this.lookups = lookups;
    this.definitions = definitions;
    this.expanded = expanded;
  }

  /** A stretch of text that is still to be parsed, and until then shown as the given HTML. */
  static Block unparsed(String html, int length) {
    Block block =
        new Block(html, length, 0, 0, false, NO_LOOKUPS, NO_DEFINITIONS, Expanded.NOTHING);
    block.stale = true;
    block.unparsed = true;
    return block;
  }

  /**
   * Returns its HTML, which ends with a line ending, or is empty where the block renders nothing.
   */
  public String html() {
    return html;
  }

  /** Returns the number of lines from its first to its last that is not blank. */
  public int lines() {
    return lines;
  }

  /**
   * Returns the number of blank lines between its last line and the next block or the end of the
   * text. What follows the last line ending of a text counts as a line.
   */
  public int blankLines() {
    return blankLines;
  }

  /** Returns whether a reader of the blocks could not tell the two apart. */
  boolean looksLike(Block other) {
    return this == other
        || (lines == other.lines && blankLines == other.blankLines && html.equals(other.html));
  }
}
