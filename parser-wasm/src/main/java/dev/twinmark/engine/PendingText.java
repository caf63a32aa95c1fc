package dev.twinmark.engine;

/**
 * Text that is not in a node yet. Most is one stretch of the source, and is copied once; the rest,
 * with escapes and entities in it, is put together.
 */
final class PendingText {

  private String source = "";

  /** The text before the stretch. */
  private final StringBuilder before = new StringBuilder();

  // The stretch of the source; both are the same where there is none.
  private int start;
  private int end;

  /** Begins a text of another source. */
  void begin(String source) {
    this.source = source;
    start = 0;
    end = 0;
    before.setLength(0);
  }

  boolean isEmpty() {
    return start == end && before.length() == 0;
  }

  void clear() {
    start = end;
    before.setLength(0);
  }

  /** Adds a stretch of the source. */
  void add(int from, int to) {
    if (from != end || start == end) {
      moveToBefore();
      start = from;
    }
    end = to;
  }

  /** Adds text that stands for a stretch of the source. */
  void add(String text) {
    moveToBefore();
    before.append(text);
  }

  /** Removes the end of the stretch of the source that was added last. */
  void removeLast(int count) {
    end -= count;
  }

  /** Returns the text, and begins a new one. */
  String take() {
    String text = source.substring(start, end);
    if (before.length() > 0) {
      text = before.append(text).toString();
    }
    clear();
    return text;
  }

  private void moveToBefore() {
    if (start < end) {
      before.append(source.substring(start, end));
      start = end;
    }
  }
}
