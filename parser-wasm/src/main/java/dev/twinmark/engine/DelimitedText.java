package dev.twinmark.engine;

import java.util.Set;
import org.commonmark.node.CustomNode;

/** A text between two runs of a delimiter, as an element for which commonmark-java has no node. */
final class DelimitedText extends CustomNode {

  /** The kinds of delimited texts. */
  enum Kind {
    MARK(Extension.MARKS, '=', 2, "mark"),
    INSERT(Extension.INSERTS, '+', 2, "ins"),
    SUPERSCRIPT(Extension.SUPERSCRIPT, '^', 1, "sup"),
    SUBSCRIPT(Extension.SUBSCRIPT, '~', 1, "sub");

    private static final Kind[] ALL = values();

    private final Extension extension;
    private final char delimiter;

    /** The length of a run; longer and shorter ones are text. */
    private final int length;

    /** The name of the element of HTML. */
    final String element;

    Kind(Extension extension, char delimiter, int length, String element) {
      this.extension = extension;
      this.delimiter = delimiter;
      this.length = length;
      this.element = element;
    }

    /** Returns the kind that runs of a delimiter enclose, or null. */
    static Kind of(char delimiter, int length, Set<Extension> extensions) {
      for (Kind kind : ALL) {
        if (kind.delimiter == delimiter
            && kind.length == length
            && extensions.contains(kind.extension)) {
          return kind;
        }
      }
      return null;
    }

    /**
     * Returns whether whitespace may be in the text. Pandoc's rule for the raised and the lowered
     * ones keeps {@code x^2 + y^2} as it is.
     */
    boolean mayHaveWhitespace() {
      return this == MARK || this == INSERT;
    }
  }

  final Kind kind;

  DelimitedText(Kind kind) {
    this.kind = kind;
  }

  /** Returns the delimiters that are none without extensions. */
  static String delimiters(Set<Extension> extensions) {
    StringBuilder delimiters = new StringBuilder();
    for (Kind kind : Kind.ALL) {
      if (kind != Kind.SUBSCRIPT && extensions.contains(kind.extension)) {
        delimiters.append(kind.delimiter);
      }
    }
    return delimiters.toString();
  }
}
