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

  /**
   * The ways in which a block may become one with those around it.
   *
   * @param closed whether a following block can never become a part of it, however the text changes
   *     behind its own
   * @param beginsWithDescriptions whether its first node is a {@link DescriptionList}, of which two
   *     that follow each other are one
   * @param endsWithDescriptions whether its last one is
   */
  record Edges(boolean closed, boolean beginsWithDescriptions, boolean endsWithDescriptions) {

    static final Edges OPEN = new Edges(false, false, false);
    static final Edges CLOSED = new Edges(true, false, false);
  }

  private String html;
  private final int lines;
  private final int blankLines;

  /** The length of the text it covers, up to the start of the next block, in UTF-16 code units. */
  final int length;

  final Edges edges;

  /** The link labels that its inlines refer to, with the definitions they were rendered with. */
  final List<Lookup> lookups;

  /** The link reference definitions it holds, at most one for a label. */
  final List<Definition> definitions;

  final Expanded expanded;

  /** Its HTML where that has gaps; null where it has none. */
  final Template template;

  /** The footnotes that it defines, in their order. */
  final List<Footnote> footnotes;

  /** See {@link Numbering#next}. */
  private List<String> values = List.of();

  /** True if a patch has it, so that its HTML must stay. */
  boolean isInPatch;

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
      Template template,
      List<Footnote> footnotes,
      int length,
      int lines,
      int blankLines,
      Edges edges,
      List<Lookup> lookups,
      List<Definition> definitions,
      Expanded expanded) {
    html = template.html();
    this.template = template.gaps().isEmpty() ? null : template;
    this.footnotes = footnotes;
    this.length = length;
    this.lines = lines;
    this.blankLines = blankLines;
    this.edges = edges;
    this.lookups = lookups;
    this.definitions = definitions;
    this.expanded = expanded;
  }

  /** A stretch of text that is still to be parsed, and until then shown as the given HTML. */
  static Block unparsed(String html, int length) {
    Block block =
        new Block(
            new Template(html, List.of()),
            List.of(),
            length,
            0,
            0,
            Edges.OPEN,
            NO_LOOKUPS,
            NO_DEFINITIONS,
            Expanded.NOTHING);
    block.stale = true;
    block.unparsed = true;
    return block;
  }

  /** A block that no text belongs to. */
  static Block behindTheText(String html) {
    return new Block(
        new Template(html, List.of()),
        List.of(),
        0,
        0,
        0,
        Edges.CLOSED,
        NO_LOOKUPS,
        NO_DEFINITIONS,
        Expanded.NOTHING);
  }

  /** Returns the values of the gaps in its HTML. */
  List<String> values() {
    return values;
  }

  /**
   * Puts values into the gaps of the template.
   *
   * @return the block itself, unless a patch has it already and the values are others: then a copy
   */
  Block filled(List<String> values, Numbering numbering) {
    if (values.equals(this.values)) {
      return this;
    }
    Block filled = this;
    if (isInPatch) {
      filled =
          new Block(
              template,
              footnotes,
              length,
              lines,
              blankLines,
              edges,
              lookups,
              definitions,
              expanded);
      filled.tried = tried;
    }
    filled.values = values;
    filled.html = numbering.fill(template, values);
    return filled;
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

  /** Returns whether the block and the next one are parts of one list, or of what becomes one. */
  boolean joins(Block next) {
    return !stale
        && !next.stale
        && edges.endsWithDescriptions()
        && next.edges.beginsWithDescriptions();
  }

  /** Returns whether a reader of the blocks could not tell the two apart. */
  boolean looksLike(Block other) {
    return this == other
        || (lines == other.lines && blankLines == other.blankLines && html.equals(other.html));
  }
}
