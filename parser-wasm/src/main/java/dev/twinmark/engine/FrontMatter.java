package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.CustomBlock;
import org.commonmark.text.Characters;

/**
 * Properties of a document, between a line {@code ---} that it begins with and the next line {@code
 * ---} or {@code ...}, as Jekyll and others have them. They are read as lines of YAML, {@code key:
 * value}, with the lists and indented lines that belong to them: data alone, without the types,
 * tags and aliases of that language.
 *
 * <p>Where the first line between the two is no property, the document begins with a thematic break
 * like any other.
 */
final class FrontMatter extends CustomBlock {

  /**
   * The length up to which the end is searched, in UTF-16 code units. Until it is found, each key
   * typed in front of it may turn all of that text into properties, or back.
   */
  static final int MAX_UNITS = 8 * 1024;

  private static final String OPENING = "---";

  /** The length that shows whether a document may begin with properties. */
  static final int BEGINNING_UNITS = DocumentParser.BYTE_ORDER_MARK.length() + OPENING.length();

  private static final String OTHER_CLOSING = "...";
  private static final String ITEM = "- ";

  /**
   * A property.
   *
   * @param values one, or the items of a list
   */
  record Property(String key, List<String> values) {}

  final List<Property> properties = new ArrayList<>();

  private FrontMatter() {}

  /**
   * Returns whether a document may begin with properties.
   *
   * @param beginning the first {@link #BEGINNING_UNITS} of the document
   */
  static boolean mayBegin(String beginning) {
    return beginning.startsWith(OPENING)
        || beginning.startsWith(DocumentParser.BYTE_ORDER_MARK + OPENING);
  }

  /** Returns the lines of the front matter that the document begins with; none if it does not. */
  static List<String> linesOf(String document) {
    List<String> lines = new ArrayList<>();
    boolean hasProperty = false;
    int limit = Math.min(document.length(), MAX_UNITS);
    int start = 0;
    while (start < limit) {
      int end = endOfLine(document, start);
      if (end > limit) {
        break;
      }
      // CommonMark 0.31 §2.3: "the Unicode character U+0000 must be replaced".
      String line = document.substring(start, end).replace('\0', '\uFFFD');
      lines.add(line);
      if (lines.size() == 1) {
        if (!isFence(line, OPENING)) {
          break;
        }
      } else if (isFence(line, OPENING) || isFence(line, OTHER_CLOSING)) {
        return hasProperty ? lines : List.of();
      } else if (!hasProperty && !isBlankOrComment(line)) {
        if (colonOf(line) < 0) {
          break;
        }
        hasProperty = true;
      }
      start = document.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return List.of();
  }

  private static int endOfLine(String text, int start) {
    int end = Characters.findLineBreak(text, start);
    return end < 0 ? text.length() : end;
  }

  private static boolean isFence(String line, String fence) {
    return line.startsWith(fence)
        && Characters.skipSpaceTab(line, fence.length(), line.length()) == line.length();
  }

  private static boolean isBlankOrComment(String line) {
    int start = Characters.skipSpaceTab(line, 0, line.length());
    return start == line.length() || line.charAt(start) == '#';
  }

  /** Returns the offset of the colon behind the key that a line begins with, or -1. */
  private static int colonOf(String line) {
    int end = 0;
    while (end < line.length() && isInKey(line.charAt(end))) {
      end++;
    }
    boolean isKey =
        end > 0
            && line.charAt(0) != '-'
            && line.startsWith(":", end)
            && (end + 1 == line.length() || Ascii.isWhitespace(line.charAt(end + 1)));
    return isKey ? end : -1;
  }

  private static boolean isInKey(char c) {
    return Ascii.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c > '\u007F';
  }

  /**
   * Returns the value of the first property of a name; empty for a list, and where there is none.
   */
  String value(String key) {
    for (Property property : properties) {
      if (property.key().equals(key)) {
        return property.values().size() == 1 ? property.values().get(0) : "";
      }
    }
    return "";
  }

  /** Reads the lines between the two that enclose them. */
  static FrontMatter of(List<String> lines) {
    FrontMatter frontMatter = new FrontMatter();
    for (int i = 1; i < lines.size() - 1; ) {
      String line = lines.get(i++);
      int colon = colonOf(line);
      if (colon < 0) {
        continue;
      }
      List<String> rest = new ArrayList<>();
      while (i < lines.size() - 1 && colonOf(lines.get(i)) < 0) {
        rest.add(lines.get(i++));
      }
      frontMatter.properties.add(
          new Property(line.substring(0, colon), values(line.substring(colon + 1).trim(), rest)));
    }
    return frontMatter;
  }

  private static List<String> values(String value, List<String> rest) {
    List<String> further = new ArrayList<>();
    boolean isList = value.isEmpty();
    for (String line : rest) {
      if (!isBlankOrComment(line)) {
        further.add(line.trim());
        isList &= line.trim().startsWith(ITEM);
      }
    }
    if (further.isEmpty()) {
      return value.startsWith("[") && value.endsWith("]") && value.length() > 1
          ? items(value.substring(1, value.length() - 1))
          : List.of(unquoted(value));
    }
    if (isList) {
      List<String> items = new ArrayList<>();
      for (String item : further) {
        items.add(unquoted(item.substring(ITEM.length()).trim()));
      }
      return items;
    }
    boolean isBlockScalar = value.startsWith("|") || value.startsWith(">");
    String text = String.join("\n", further);
    return List.of(value.isEmpty() || isBlockScalar ? text : value + "\n" + text);
  }

  private static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    int end;
    for (int start = 0; start <= list.length(); start = end + 1) {
      end = list.indexOf(',', start);
      end = end < 0 ? list.length() : end;
      String item = unquoted(list.substring(start, end).trim());
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean isQuoted =
        last > 0
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(last) == value.charAt(0);
    return isQuoted ? value.substring(1, last) : value;
  }
}
