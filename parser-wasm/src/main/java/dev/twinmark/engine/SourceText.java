package dev.twinmark.engine;

/**
 * A text that changes in one place at a time: a gap buffer. Only the characters between one change
 * and the next are moved, so that a change in a text of many megabytes costs what a change in a
 * short one does. Until the first change, it is a string.
 */
final class SourceText {

  /** The least room made at once, so that typing does not copy the text for every character. */
  private static final int MIN_GAP = 4096;

  /** The text before its first change; null since then. */
  private String unchanged;

  private char[] chars;
  private int gapStart;
  private int gapEnd;

  SourceText(String text) {
    unchanged = text;
  }

  int length() {
    return unchanged == null ? chars.length - (gapEnd - gapStart) : unchanged.length();
  }

  char charAt(int index) {
    return unchanged == null
        ? chars[index < gapStart ? index : index + (gapEnd - gapStart)]
        : unchanged.charAt(index);
  }

  void replace(int from, int to, String insert) {
    if (unchanged != null) {
      open(unchanged);
    }
    moveGap(from);
    gapEnd += to - from;
    if (gapEnd - gapStart < insert.length()) {
      grow(insert.length());
    }
    insert.getChars(0, insert.length(), chars, gapStart);
    gapStart += insert.length();
  }

  String substring(int from, int to) {
    if (unchanged != null) {
      return unchanged.substring(from, to);
    }
    int gap = gapEnd - gapStart;
    if (to <= gapStart) {
      return new String(chars, from, to - from);
    }
    if (from >= gapStart) {
      return new String(chars, from + gap, to - from);
    }
    char[] copy = new char[to - from];
    System.arraycopy(chars, from, copy, 0, gapStart - from);
    System.arraycopy(chars, gapEnd, copy, gapStart - from, to - gapStart);
    return new String(copy);
  }

  @Override
  public String toString() {
    return substring(0, length());
  }

  /** Returns the start of the line after the one that holds {@code index}, or the text's end. */
  int nextLine(int index) {
    int end = length();
    for (int i = index; i < end; i++) {
      char c = charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < end && charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return end;
  }

  /** Returns whether only spaces and tabs are between {@code index} and the end of its line. */
  boolean isBlankFrom(int index) {
    int end = length();
    for (int i = index; i < end; i++) {
      char c = charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (c != ' ' && c != '\t') {
        return false;
      }
    }
    return true;
  }

  private void open(String text) {
    chars = new char[text.length() + MIN_GAP];
    text.getChars(0, text.length(), chars, 0);
    gapStart = text.length();
    gapEnd = chars.length;
    unchanged = null;
  }

  private void moveGap(int index) {
    if (index < gapStart) {
      int moved = gapStart - index;
      System.arraycopy(chars, index, chars, gapEnd - moved, moved);
      gapStart -= moved;
      gapEnd -= moved;
    } else if (index > gapStart) {
      int moved = index - gapStart;
      System.arraycopy(chars, gapEnd, chars, gapStart, moved);
      gapStart += moved;
      gapEnd += moved;
    }
  }

  private void grow(int needed) {
    int tail = chars.length - gapEnd;
    int length = gapStart + tail;
    char[] grown = new char[length + needed + Math.max(MIN_GAP, length / 2)];
    System.arraycopy(chars, 0, grown, 0, gapStart);
    System.arraycopy(chars, gapEnd, grown, grown.length - tail, tail);
    gapEnd = grown.length - tail;
    chars = grown;
  }
}
