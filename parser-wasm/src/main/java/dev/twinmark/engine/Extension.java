package dev.twinmark.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * A construct of Markdown that {@link Markdown} leaves out unless it is asked for: the default is
 * CommonMark with tables, strikethrough and task list items alone.
 */
public enum Extension {

  /** {@code https://example.org}, {@code www.example.org} and {@code a@example.org} are links. */
  AUTOLINKS("autolinks"),

  /**
   * A quote that begins with a line such as {@code [!NOTE]} is a box with a title, as on GitHub.
   */
  ALERTS("alerts"),

  /** {@code [^label]} refers to a note, {@code [^label]: text}, at the end of the document. */
  FOOTNOTES("footnotes"),

  /** {@code ^[text]} is a footnote where it is referred to, numbered with the others. */
  INLINE_FOOTNOTES("inline-footnotes"),

  /** Lines between two {@code ---} at the start of the document are a table of properties. */
  FRONT_MATTER("front-matter"),

  /** Headings have an {@code id}, by which links lead to them, made as on GitHub. */
  HEADING_IDS("heading-ids"),

  /** {@code $x$}, {@code $`x`$} and {@code $$x$$} are formulas of TeX, left for the browser. */
  FORMULAS("formulas"),

  /** {@code :tada:} is an emoji, by GitHub's names. */
  EMOJI("emoji"),

  /** {@code ==text==} is marked. Not GitHub's, as all that follow. */
  MARKS("marks"),

  /** {@code ++text++} is inserted. */
  INSERTS("inserts"),

  /** {@code ^text^} is raised. */
  SUPERSCRIPT("superscript"),

  /** {@code ~text~} is lowered, so that only two tildes strike through. */
  SUBSCRIPT("subscript"),

  /**
   * A paragraph {@code [TOC]} is a list of links to all headings, which have an {@code id} then.
   */
  TABLE_OF_CONTENTS("table-of-contents"),

  /** A paragraph of terms, and below it {@code : text} for what they mean. */
  DEFINITION_LISTS("definition-lists");

  /** The extensions that GitHub has. */
  public static final Set<Extension> GITHUB =
      Set.of(AUTOLINKS, ALERTS, FOOTNOTES, FRONT_MATTER, HEADING_IDS, FORMULAS, EMOJI);

  private static final Extension[] ALL = values();

  private static final String GITHUB_KEY = "github";

  /** A longer name is cut off in a message, as a client may have sent it. */
  private static final int MAX_EXCERPT_UNITS = 50;

  private final String key;

  Extension(String key) {
    this.key = key;
  }

  /** Returns its name in attributes, queries and messages, such as {@code heading-ids}. */
  public String key() {
    return key;
  }

  /**
   * Reads a list of names.
   *
   * @param keys {@link #key()} of each, separated by spaces or commas; {@code github} stands for
   *     {@link #GITHUB}
   * @throws IllegalArgumentException if there is no extension of a name; the message lists all
   */
  public static Set<Extension> parse(String keys) {
    // An EnumSet, and a TreeSet of enums, would add reflection to the module.
    Set<Extension> parsed = new HashSet<>();
    int end;
    for (int start = 0; start < keys.length(); start = end + 1) {
      end = start;
      while (end < keys.length() && !isSeparator(keys.charAt(end))) {
        end++;
      }
      String key = keys.substring(start, end);
      if (key.equals(GITHUB_KEY)) {
        parsed.addAll(GITHUB);
      } else if (!key.isEmpty()) {
        parsed.add(byKey(key));
      }
    }
    return parsed;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || Ascii.isWhitespace(c);
  }

  private static Extension byKey(String key) {
    StringBuilder known = new StringBuilder(GITHUB_KEY);
    for (Extension extension : ALL) {
      if (extension.key.equals(key)) {
        return extension;
      }
      known.append(", ").append(extension.key);
    }
    String excerpt =
        key.length() <= MAX_EXCERPT_UNITS ? key : key.substring(0, MAX_EXCERPT_UNITS) + "…";
    throw new IllegalArgumentException(
        "\"" + excerpt + "\" is not an extension of Markdown. Known are: " + known + ".");
  }

  /** Returns the list that {@link #parse} reads as the same extensions. */
  static String format(Set<Extension> extensions) {
    StringBuilder keys = new StringBuilder();
    for (Extension extension : ALL) {
      if (extensions.contains(extension)) {
        keys.append(keys.length() == 0 ? "" : " ").append(extension.key);
      }
    }
    return keys.toString();
  }
}
