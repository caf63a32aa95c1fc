package dev.twinmark.sanitizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounds from above the HTML that a parser adds by opening formatting elements again. Where {@code
 * <b>} is not closed before its paragraph ends, the HTML standard has it opened again in each one
 * that follows, with all its attributes: without a limit, 46 KB become 120 MB, and a tree of 6 KB
 * has 200,000 elements. The browser's twin in {@code repeated-formatting.ts} gives the same
 * numbers.
 *
 * <p>The HTML is not parsed. Each {@code <} is taken for the start of a tag, within comments and
 * values, too, and an end tag closes its formatting only where that is certain; otherwise the
 * formatting counts up to the end.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements">The
 *     HTML standard: reconstruct the active formatting elements</a>
 */
final class RepeatedFormatting {

  /** The code units that may be added to each one of the HTML. */
  private static final int MAX_ADDED_PER_UNIT = 8;

  /** The code units that may be added to short HTML. */
  static final int MIN_ADDED = 4096;

  /** The weight of an element without its tag. */
  private static final int ELEMENT_UNITS = 8;

  /**
   * The most copies of each element that closing formatting around a block makes: 8 of the adoption
   * agency, and one that is opened again.
   */
  private static final int MAX_COPIES = 9;

  /** The depth at which browsers nest no further. */
  private static final int MAX_OPEN = 512;

  /** The equal formatting elements that a parser keeps at most: the "Noah's Ark clause". */
  private static final int MAX_EQUAL = 3;

  private static final Set<String> FORMATTING =
      Set.of(
          "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
          "tt", "u");

  /** The formatting of which a start tag closes the one before. */
  private static final Set<String> SINGLE = Set.of("a", "nobr");

  private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "wbr");

  /** The elements that end with their parent. */
  private static final Set<String> IMPLIED = Set.of("p", "li", "dd", "dt");

  /**
   * The elements whose end tag closes formatting and implied elements in them for certain, and that
   * never keep formatting around them from being closed.
   */
  private static final Set<String> BLOCKS =
      Set.of("p", "li", "dd", "dt", "ul", "ol", "dl", "div", "blockquote", "details");

  /**
   * An element that is open.
   *
   * @param key the element's tag if it is formatting; otherwise null
   */
  private record Open(String name, String key) {}

  /** Formatting that is opened again, with its number and the length of the longest. */
  private static final class Repeated {
    private int count;
    private int units;
  }

  /**
   * The open elements from the first one of formatting on. Formatting that is taken from it without
   * being forgotten counts up to the end.
   */
  private final List<Open> stack = new ArrayList<>();

  private final Map<String, Repeated> repeated = new HashMap<>();

  /** The code units that opening all formatting again adds. */
  private long unitsAtOnce;

  /** True once the end of a formatting element's tag is not known. */
  private boolean isEndless;

  private long added;
  private long length;

  /** Reads HTML that follows what was read before. */
  void read(String html) {
    length += html.length();
    unitsAtOnce += isEndless ? html.length() : 0;
    int next;
    for (int start = html.indexOf('<') + 1; start > 0; start = next + 1) {
      next = html.indexOf('<', start);
      readTag(html, start, next < 0 ? html.length() : next);
    }
  }

  /** Returns whether no formatting of what was read is opened again in what follows. */
  boolean isNone() {
    return unitsAtOnce == 0;
  }

  /** Returns whether more is added than the length of what was read allows. */
  boolean isExcessive() {
    return added > MIN_ADDED + MAX_ADDED_PER_UNIT * length;
  }

  /** The code units that parsing adds to what was read, at most. */
  long added() {
    return added;
  }

  /** Forgets what was read. */
  void reset() {
    stack.clear();
    repeated.clear();
    unitsAtOnce = 0;
    isEndless = false;
    added = 0;
    length = 0;
  }

  /**
   * @param start the index behind the {@code <}
   * @param next that of the next {@code <}, or the end
   */
  private void readTag(String html, int start, int next) {
    int nameEnd = nameEnd(html, start, next);
    String name = Ascii.lowerCase(html.substring(start, nameEnd));
    if (unitsAtOnce == 0 && !FORMATTING.contains(name)) {
      return;
    }
    if (nameEnd == start) {
      if (start < next && "!?/".indexOf(html.charAt(start)) >= 0 && !isAside(html, start, next)) {
        stack.clear();
      }
      return;
    }
    int end = tagEnd(html, nameEnd);
    if (FORMATTING.contains(name)) {
      if (end < 0) {
        isEndless = true;
        unitsAtOnce += html.length() - start;
      } else {
        open(name, html.substring(start, end));
      }
    } else if (name.startsWith("/") && FORMATTING.contains(name.substring(1))) {
      closeFormatting(name.substring(1), end >= 0);
    } else {
      added += unitsAtOnce;
      if (name.startsWith("/")) {
        close(name.substring(1));
      } else if (!stack.isEmpty() && !VOID.contains(name)) {
        stack.add(new Open(name, null));
      }
    }
    // An end tag in a value closes nothing, and elements that deep need not be closed.
    if (end < 0 || end > next || stack.size() > MAX_OPEN) {
      stack.clear();
    }
  }

  /** Returns the end of the name of a start or end tag, or where it begins if there is none. */
  private static int nameEnd(String html, int start, int next) {
    int letter = html.startsWith("/", start) ? start + 1 : start;
    if (letter >= next || !Ascii.isLetter(html.charAt(letter))) {
      return start;
    }
    int end = letter;
    while (end < next && !endsName(html.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsName(char unit) {
    return isSpace(unit) || unit == '/' || unit == '>';
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r' || unit == '\f';
  }

  /**
   * Returns the index of the {@code >} that ends a tag as the HTML standard's tokenizer does, or -1
   * if there is none, or a {@code <} outside of quotation marks: from each one on, a tag is read.
   */
  private static int tagEnd(String html, int nameEnd) {
    int at = nameEnd;
    while (true) {
      while (at < html.length() && (isSpace(html.charAt(at)) || html.charAt(at) == '/')) {
        at++;
      }
      if (at == html.length() || html.charAt(at) == '<') {
        return -1;
      }
      if (html.charAt(at) == '>') {
        return at;
      }
      at = attributeEnd(html, at);
      if (at < 0) {
        return -1;
      }
    }
  }

  private static int attributeEnd(String html, int start) {
    int at = start + 1;
    while (at < html.length() && !endsName(html.charAt(at)) && "=<".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    int equals = spaceEnd(html, at);
    if (!html.startsWith("=", equals)) {
      return at;
    }
    at = spaceEnd(html, equals + 1);
    if (html.startsWith("\"", at) || html.startsWith("'", at)) {
      int quote = html.indexOf(html.charAt(at), at + 1);
      return quote < 0 ? -1 : quote + 1;
    }
    while (at < html.length() && !isSpace(html.charAt(at)) && "<>".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int spaceEnd(String html, int start) {
    int end = start;
    while (end < html.length() && isSpace(html.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Returns whether a comment, or what is taken for one, ends before the next tag. */
  private static boolean isAside(String html, int start, int next) {
    int close = html.substring(start, next).indexOf('>');
    return close >= 0
        && !html.startsWith("![", start)
        && (!html.startsWith("!--", start) || html.startsWith("--", start + close - 2));
  }

  private void open(String name, String tag) {
    boolean isSingle = SINGLE.contains(name);
    if (isSingle && repeated.containsKey(name)) {
      int at = lastOf(name);
      addCopies(at);
      if (at >= 0 && allAre(BLOCKS, at + 1)) {
        stack.remove(at);
        forget(name);
      }
    }
    String key = isSingle ? name : tag;
    Repeated formatting = repeated.computeIfAbsent(key, unused -> new Repeated());
    unitsAtOnce -= units(key, formatting);
    formatting.count++;
    formatting.units = Math.max(formatting.units, ELEMENT_UNITS + tag.length());
    unitsAtOnce += units(key, formatting);
    stack.add(new Open(name, key));
  }

  private static int units(String key, Repeated formatting) {
    int most = SINGLE.contains(key) ? 1 : MAX_EQUAL;
    return Math.min(formatting.count, most) * formatting.units;
  }

  private void closeFormatting(String name, boolean isCertain) {
    int at = lastOf(name);
    addCopies(at);
    if (at >= 0) {
      Open closed = stack.remove(at);
      if (isCertain && allAre(BLOCKS, at)) {
        forget(closed.key);
      }
    }
  }

  private void close(String name) {
    int at = lastOf(name);
    if (at < 0) {
      return;
    }
    if (at == stack.size() - 1 || (BLOCKS.contains(name) && allAre(IMPLIED, at + 1))) {
      stack.subList(at, stack.size()).removeIf(open -> open.key == null);
    } else {
      stack.clear();
    }
  }

  private int lastOf(String name) {
    int at = stack.size() - 1;
    while (at >= 0 && !stack.get(at).name.equals(name)) {
      at--;
    }
    return at;
  }

  /** Returns whether what is open from an index on is formatting or one of some elements. */
  private boolean allAre(Set<String> names, int from) {
    return stack.subList(from, stack.size()).stream()
        .allMatch(open -> open.key != null || names.contains(open.name));
  }

  /**
   * Adds what is copied when formatting is closed.
   *
   * @param at its index; -1 if it is not in the stack
   */
  private void addCopies(int at) {
    List<Open> within = stack.subList(at + 1, stack.size());
    if (at < 0 || within.stream().anyMatch(open -> open.key == null)) {
      added += MAX_COPIES * unitsAtOnce;
    } else if (!within.isEmpty()) {
      added += unitsAtOnce;
    }
  }

  private void forget(String key) {
    Repeated formatting = repeated.get(key);
    unitsAtOnce -= units(key, formatting);
    formatting.count--;
    unitsAtOnce += units(key, formatting);
    if (formatting.count == 0) {
      repeated.remove(key);
    }
    if (repeated.isEmpty()) {
      stack.clear();
    }
  }
}
