package dev.twinmark.engine;

import java.util.List;

/**
 * HTML with gaps for what depends on the rest of the document: numbers of footnotes, names that no
 * two headings share, and the table of contents. So a change elsewhere fills the gaps anew, and
 * parses nothing.
 *
 * @param html the HTML around the gaps
 * @param gaps in the order of their offsets
 */
record Template(String html, List<Gap> gaps) {

  /** The kinds of gaps. */
  enum Kind {
    /** The {@code id} of a heading; the key is the name made of its text. */
    HEADING_ID("h"),

    /** Behind the id of a heading, its {@link TableOfContents#entry}; there is no HTML in it. */
    CONTENTS_ENTRY("e"),

    /** A table of contents; the key is its marker. */
    CONTENTS("c"),

    /** A reference to a footnote; the key is the label as it is written. */
    FOOTNOTE_REFERENCE("r"),

    /** A footnote within the text, and the reference to it; it has no key, but a note. */
    INLINE_FOOTNOTE("n"),

    /** The links from a footnote back to its references; it has no key. */
    FOOTNOTE_BACK_LINKS("b");

    private static final Kind[] ALL = values();

    /** Its name in messages. */
    final String code;

    Kind(String code) {
      this.code = code;
    }

    static Kind of(String code) {
      for (Kind kind : ALL) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("There is no gap " + code);
    }
  }

  /**
   * A gap.
   *
   * @param offset in the HTML, in UTF-16 code units
   * @param key the subject of the gap, as its kind says
   * @param note the content of a footnote within the text; null for other kinds
   */
  record Gap(int offset, Kind kind, String key, Template note) {

    Gap(int offset, Kind kind, String key) {
      this(offset, kind, key, null);
    }

    Gap movedBack(int units) {
      return new Gap(offset - units, kind, key, note);
    }
  }
}
