package dev.twinmark.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.SourceLine;
import org.commonmark.text.Characters;

/**
 * A paragraph that is {@code [TOC]}, in any case, or GitLab's {@code [[_TOC_]]}, in whose place is
 * a nested list of links to the headings of the document. Only the first of a document becomes one,
 * or a short text would have long HTML. Within other blocks it stays text, as do all while there is
 * nothing to list.
 */
final class TableOfContents extends Paragraph {

  /**
   * The greatest number of headings in the list, which are the first ones: each key typed in a
   * heading writes the list, in 0.7 ms on the JVM for 1,000, and sanitizes what differs.
   */
  static final int MAX_ENTRIES = 1_000;

  private static final String MARKER = "[toc]";
  private static final String GITLAB_MARKER = "[[_toc_]]";

  /** The marker as it is written. */
  final String source;

  private TableOfContents(String source) {
    this.source = source;
  }

  /** Puts a table of contents in the place of the paragraph, if it is one, and takes its lines. */
  static void mark(Paragraph paragraph, List<SourceLine> lines) {
    if (lines.size() != 1 || !(paragraph.getParent() instanceof Document)) {
      return;
    }
    String content = lines.get(0).getContent().toString();
    int end = Characters.skipSpaceTabBackwards(content, content.length() - 1, 0) + 1;
    String line = content.substring(0, end);
    if (isMarker(line, MARKER) || isMarker(line, GITLAB_MARKER)) {
      lines.clear();
      TableOfContents contents = new TableOfContents(line);
      contents.setSourceSpans(paragraph.getSourceSpans());
      paragraph.insertBefore(contents);
    }
  }

  private static boolean isMarker(String line, String marker) {
    return line.length() == marker.length() && Ascii.matchesIgnoringCase(line, 0, marker);
  }

  /** Returns the key of a heading's entry: its level, and its text without formatting. */
  static String entry(Heading heading) {
    StringBuilder text = new StringBuilder().append(heading.getLevel());
    InlineText.append(heading, emoji -> emoji.text, " ", text);
    return text.toString();
  }

  /**
   * Fills the first table of contents of a template.
   *
   * @param values of its gaps
   * @return false if there is none
   */
  static boolean fill(Template template, List<String> values, String html) {
    for (int i = 0; i < values.size(); i++) {
      if (template.gaps().get(i).kind() == Template.Kind.CONTENTS) {
        values.set(i, html);
        return true;
      }
    }
    return false;
  }

  /** The list, in the making. */
  static final class Writer {

    private final HtmlBuffer html = new HtmlBuffer(0);

    /** The levels of the lists that are open, the innermost first. */
    private final Deque<Integer> levels = new ArrayDeque<>();

    private int entries;

    /**
     * Adds the headings of a template.
     *
     * @param values of its gaps
     */
    void add(Template template, List<String> values) {
      for (int i = 0; i < values.size(); i++) {
        Template.Gap gap = template.gaps().get(i);
        // The gap before is the heading's id; one without a name cannot be linked to.
        if (gap.kind() == Template.Kind.CONTENTS_ENTRY && !values.get(i - 1).isEmpty()) {
          add(gap.key().charAt(0) - '0', gap.key().substring(1), values.get(i - 1));
        }
      }
    }

    private void add(int level, String text, String name) {
      if (entries == MAX_ENTRIES) {
        return;
      }
      entries++;
      open(level);
      html.raw("<li><a href=\"#");
      html.text(PercentEncoding.encode(name));
      html.raw("\">");
      html.text(text);
      html.raw("</a>");
    }

    /** Begins an item of a level, in a list within the last item if that is of a higher one. */
    private void open(int level) {
      if (levels.isEmpty()) {
        html.raw("<ul class=\"table-of-contents\">\n");
        levels.push(level);
        return;
      }
      if (level > levels.peek()) {
        html.raw("\n<ul>\n");
        levels.push(level);
        return;
      }
      html.raw("</li>\n");
      int inner = levels.pop();
      while (!levels.isEmpty() && level <= levels.peek()) {
        html.raw("</ul>\n</li>\n");
        inner = levels.pop();
      }
      // The first item of a list may be of a lower level than the next ones.
      levels.push(Math.min(inner, level));
    }

    /** Returns the HTML, empty where there are no headings. */
    String html() {
      for (; !levels.isEmpty(); levels.pop()) {
        html.raw("</li>\n</ul>\n");
      }
      return html.substring(0);
    }
  }
}
