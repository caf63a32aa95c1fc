package dev.twinmark.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Random edits of a text, of every kind that an editor makes: typing, Markdown's own characters
 * above all, cutting and pasting, several cursors, replace all, undo and redo. The same seed gives
 * the same edits.
 */
public final class GeneratedEdits {

  private static final int MAX_UNDO = 20;
  private static final int MAX_PASTE = 300;

  private static final String MARKS = "*_`$^#>-+|[]()<!~=:\\&\"' \t\n\n\n\r.0123a/";

  private static final List<String> SNIPPETS =
      List.of(
          "```\n",
          "~~~\n",
          "\n```\n",
          "````",
          "$$\n",
          "\n$$\n",
          "$$",
          "$x$",
          ":tada:",
          "==",
          "++",
          "^a^",
          "~b~",
          "tada:",
          "$`",
          "[a]: /u\n",
          "\n\n[a]: /v 't'\n\n",
          "[b]:\n",
          "[b]: /w\n'title",
          "[a]",
          "[^a]",
          "[^b]",
          "^[",
          "^[n [^b]]",
          "\n[^a]: note [^b]\n",
          "\n\n[^b]: note\n\n    # h\n\n",
          "[^a]: ",
          "> [!NOTE]\n> ",
          "[!tip]\n",
          "---\nk: v\n---\n",
          "k: v\n",
          "...\n",
          "www.a.bc",
          "http://a.bc/d",
          "a@b.cd",
          "## h\n",
          "[TOC]",
          ": ",
          "\n: d\n",
          "\n\n: [a]\n",
          "\nt\n: d\n\n",
          "\n\nt\n\n: d\n\n",
          "\n\n[toc]\n\n",
          "[x][b]",
          "![i][a]",
          "<!--",
          "-->",
          "<pre>\n",
          "</pre>",
          "<div>\n",
          "</div>\n",
          "<a>\n",
          "<details>\n\n",
          "\n\n</details>\n",
          "\n\n",
          "\r\n",
          "\r\n\r\n",
          "\r",
          "\n",
          "    ",
          "  ",
          "\t",
          "- ",
          "* ",
          "1. ",
          "2) ",
          "- [ ] ",
          "> ",
          ">",
          "|-|\n",
          "a | b\n- | -\n",
          "| c |\n",
          "|",
          "===\n",
          "---\n",
          "***\n",
          "# ",
          "\n# h\n",
          "\\",
          "\u0000",
          "\uD83D",
          "\uDE00",
          "\u1E9E",
          "SS");

  private final Random random;
  private final int maxLength;
  private final Deque<List<Change>> undo = new ArrayDeque<>();
  private final Deque<List<Change>> redo = new ArrayDeque<>();
  private String clipboard = "";
  private int cursor;

  /**
   * @param maxLength a text that has grown past it is cut by half, so that a long run stays fast
   */
  public GeneratedEdits(Random random, int maxLength) {
    this.random = random;
    this.maxLength = maxLength;
  }

  /** Returns the next edit of the text: changes as {@link LiveDocument#edit} takes them. */
  public List<Change> next(String text) {
    int kind = random.nextInt(100);
    if (kind < 6 && !undo.isEmpty()) {
      List<Change> changes = undo.pop();
      redo.push(inverse(text, changes));
      return changes;
    }
    if (kind < 9 && !redo.isEmpty()) {
      List<Change> changes = redo.pop();
      undo.push(inverse(text, changes));
      return changes;
    }
    List<Change> changes = fresh(text, kind);
    if (undo.size() == MAX_UNDO) {
      undo.removeLast();
    }
    undo.push(inverse(text, changes));
    redo.clear();
    return changes;
  }

  /** Returns the text after the changes. */
  public static String apply(String text, List<Change> changes) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (Change change : changes) {
      result.append(text, end, change.from()).append(change.insert());
      end = change.to();
    }
    return result.append(text, end, text.length()).toString();
  }

  private static List<Change> inverse(String text, List<Change> changes) {
    List<Change> inverse = new ArrayList<>();
    int shift = 0;
    for (Change change : changes) {
      int from = change.from() + shift;
      inverse.add(
          new Change(
              from, from + change.insert().length(), text.substring(change.from(), change.to())));
      shift += change.insert().length() - (change.to() - change.from());
    }
    return inverse;
  }

  private List<Change> fresh(String text, int kind) {
    if (text.length() > maxLength) {
      int from = random.nextInt(text.length() / 2);
      return List.of(new Change(from, from + text.length() / 2, ""));
    }
    cursor = Math.min(cursor, text.length());
    if (random.nextInt(4) == 0) {
      cursor = place(text);
    }
    if (kind < 30) {
      return type(String.valueOf(MARKS.charAt(random.nextInt(MARKS.length()))));
    } else if (kind < 45) {
      return type(pick(SNIPPETS));
    } else if (kind < 52) {
      return type(random.nextBoolean() ? "x" : "word ");
    } else if (kind < 64) {
      return remove(cursor - 1, cursor, text);
    } else if (kind < 70) {
      return remove(cursor, cursor + random.nextInt(MAX_PASTE), text);
    } else if (kind < 76) {
      int line = lineStart(text, cursor);
      return remove(line, nextLine(text, line), text);
    } else if (kind < 80) {
      return type(clipboard);
    } else if (kind < 83) {
      int from = place(text);
      clipboard = text.substring(from, Math.min(text.length(), from + random.nextInt(MAX_PASTE)));
      return type(clipboard);
    } else if (kind < 86) {
      // At the start of a line, where Markdown looks first.
      cursor = lineStart(text, cursor);
      return type(pick(SNIPPETS));
    } else if (kind < 88) {
      cursor = random.nextBoolean() ? 0 : text.length();
      return type(pick(SNIPPETS));
    } else if (kind < 91) {
      int from = Math.min(place(text), cursor);
      String other = GeneratedDocuments.next(random);
      return List.of(new Change(from, Math.max(from, cursor), other));
    } else if (kind < 92) {
      return List.of(new Change(0, text.length(), GeneratedDocuments.next(random)));
    } else if (kind < 95) {
      return replaceAll(text);
    }
    return severalCursors(text);
  }

  private List<Change> type(String insert) {
    Change change = new Change(cursor, cursor, insert);
    cursor += insert.length();
    return List.of(change);
  }

  private List<Change> remove(int from, int to, String text) {
    int start = Math.max(0, from);
    int end = Math.max(start, Math.min(text.length(), to));
    clipboard = end - start > 1 ? text.substring(start, end) : clipboard;
    cursor = start;
    return List.of(new Change(start, end, ""));
  }

  private List<Change> replaceAll(String text) {
    List<Change> changes = new ArrayList<>();
    if (text.isEmpty()) {
      return changes;
    }
    int from = random.nextInt(text.length());
    String found = text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(2)));
    String replacement = random.nextBoolean() ? "" : pick(SNIPPETS);
    for (int i = text.indexOf(found); i >= 0; i = text.indexOf(found, i + found.length())) {
      if (random.nextInt(8) > 0) {
        changes.add(new Change(i, i + found.length(), replacement));
      }
    }
    return changes;
  }

  private List<Change> severalCursors(String text) {
    List<Change> changes = new ArrayList<>();
    String insert = pick(SNIPPETS);
    int end = 0;
    int cursors = 1 + random.nextInt(5);
    for (int i = 0; i < cursors && end <= text.length(); i++) {
      int from = end + random.nextInt(1 + (text.length() - end) / 2);
      int to = Math.min(text.length(), from + random.nextInt(3));
      changes.add(new Change(from, to, random.nextInt(3) == 0 ? pick(SNIPPETS) : insert));
      end = to;
    }
    return changes;
  }

  private int place(String text) {
    int place = random.nextInt(text.length() + 1);
    return random.nextInt(3) == 0 ? lineStart(text, place) : place;
  }

  private static int lineStart(String text, int offset) {
    return 1 + Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
  }

  private static int nextLine(String text, int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
