package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.parser.SourceLine;

/**
 * Lines of a block that follow each other in the text, as the one stretch of characters that they
 * are: so no line of them has to be a string of its own.
 */
final class LineStretch {

  private char[] characters;
  private int start;
  private int end;

  boolean isEmpty() {
    return characters == null;
  }

  /** Adds a line if it is the first or follows the last one, and returns whether it does. */
  boolean add(char[] text, int from, int to) {
    if (characters == null) {
      characters = text;
      start = from;
    } else if (text != characters || from != end + 1 || text[end] != '\n') {
      return false;
    }
    end = to;
    return true;
  }

  /** Returns the lines, with a line ending between each and the next one. */
  String text() {
    return new String(characters, start, end - start);
  }

  /** Returns the lines one by one, and begins a new stretch. */
  List<SourceLine> takeSourceLines() {
    List<SourceLine> lines = new ArrayList<>();
    if (!isEmpty()) {
      int lineStart = start;
      for (int i = start; i <= end; i++) {
        if (i == end || characters[i] == '\n') {
          lines.add(SourceLine.of(new String(characters, lineStart, i - lineStart), null));
          lineStart = i + 1;
        }
      }
      characters = null;
    }
    return lines;
  }

  /** Returns the lines, each with a line ending, and begins a new stretch. */
  String takeLines() {
    boolean isFollowed = end < characters.length && characters[end] == '\n';
    String lines = isFollowed ? new String(characters, start, end + 1 - start) : text() + '\n';
    characters = null;
    return lines;
  }
}
