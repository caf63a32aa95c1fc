package dev.twinmark.changes;

import com.google.gson.JsonElement;
import java.util.Arrays;

/**
 * A change of a text of a certain length: CodeMirror's {@code ChangeSet}, with the same results for
 * {@link #apply}, {@link #compose} and {@link #map} and the same JSON. Immutable.
 *
 * <pre>{@code
 * ChangeSet mine = ChangeSet.replace(5, 0, 0, "> ");
 * ChangeSet theirs = ChangeSet.replace(5, 5, 5, "!");
 * mine.compose(theirs.map(mine, false)).apply("hello"); // > hello!
 * }</pre>
 *
 * <p>A change set is a list of sections that covers the text before the change. Each section keeps
 * some code units or replaces them. Adjacent sections are merged if all of them keep, all only
 * delete, or all only insert; other adjacent replacements stay apart, as {@code map} treats them
 * one by one.
 */
public final class ChangeSet {

  /** More than replacing each letter "e" of a text of 1 MB takes. */
  public static final int MAX_SECTIONS = 500_000;

  /** The units of the text before the change that each section covers. */
  private final int[] lengths;

  /** The new text of each section, or null where it keeps the old one. */
  private final String[] inserts;

  private final int length;
  private final int newLength;

  private ChangeSet(int[] lengths, String[] inserts) {
    this.lengths = lengths;
    this.inserts = inserts;
    int before = 0;
    int after = 0;
    for (int i = 0; i < lengths.length; i++) {
      before = Math.addExact(before, lengths[i]);
      after = Math.addExact(after, inserts[i] == null ? lengths[i] : inserts[i].length());
    }
    this.length = before;
    this.newLength = after;
  }

  /** Changes nothing in a text of this length. */
  public static ChangeSet empty(int length) {
    return builder().keep(length).build();
  }

  /**
   * Replaces one range.
   *
   * @param length of the text before the change
   */
  public static ChangeSet replace(int length, int from, int to, String insert) {
    return builder().keep(from).replace(to - from, insert).keep(length - to).build();
  }

  /** Builds a change set section by section, from the beginning of the text to its end. */
  public static Builder builder() {
    return new Builder();
  }

  /** The units of the text before the change. */
  public int length() {
    return length;
  }

  /** The units of the text after the change. */
  public int newLength() {
    return newLength;
  }

  /** The number of sections, on which the time of mapping depends. */
  public int sectionCount() {
    return lengths.length;
  }

  /** Returns true if the text stays as it is. */
  public boolean isEmpty() {
    return lengths.length == 0 || (lengths.length == 1 && inserts[0] == null);
  }

  /**
   * Returns the text after the change, in time linear in its length.
   *
   * @throws IllegalArgumentException if the text is not as long as the change set covers
   */
  public String apply(String text) {
    requireLength(length, text.length());
    char[] result = new char[newLength];
    int from = 0;
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      int to = from + lengths[i];
      String insert = inserts[i];
      if (insert == null) {
        text.getChars(from, to, result, at);
        at += lengths[i];
      } else {
        insert.getChars(0, insert.length(), result, at);
        at += insert.length();
      }
      from = to;
    }
    return new String(result);
  }

  /**
   * Combines this change with one that follows it.
   *
   * @param next a change of the text after this one
   * @throws IllegalArgumentException if it starts from a text of another length
   */
  public ChangeSet compose(ChangeSet next) {
    requireLength(newLength, next.length);
    if (isEmpty()) {
      return next;
    }
    if (next.isEmpty()) {
      return this;
    }
    Builder result = new Builder();
    Cursor a = new Cursor(this);
    Cursor b = new Cursor(next);
    // Pieces of one replacement, of either side, stay one section.
    boolean open = false;
    while (!a.done() || !b.done()) {
      if (a.deletes()) {
        result.add(a.length, "", open);
        a.next();
      } else if (b.inserts()) {
        result.add(0, b.insert(), open);
        b.next();
      } else {
        int units = Math.min(a.newLength(), b.length);
        int sections = result.size;
        int covered = a.offset == 0 ? a.length : 0;
        if (a.keeps()) {
          result.add(units, b.keeps() ? null : b.insertOnce(), open);
        } else if (b.keeps()) {
          result.add(covered, a.insertPart(units), open);
        } else {
          result.add(covered, b.insertOnce(), open);
        }
        boolean more = (!a.keeps() && a.newLength() > units) || (!b.keeps() && b.length > units);
        open = more && (open || result.size > sections);
        a.forwardNew(units);
        b.forward(units);
      }
    }
    return result.build();
  }

  /**
   * Maps this change over another one of the same text, so that it applies after the other. For two
   * changes {@code a} and {@code b}, {@code a.compose(b.map(a, false))} and {@code
   * b.compose(a.map(b, true))} make the same text.
   *
   * <p>Mapping over two changes in turn is not mapping over their composition: map one by one.
   *
   * @param before the text that this change inserts comes first where both insert at one place
   * @throws IllegalArgumentException if the other starts from a text of another length
   */
  public ChangeSet map(ChangeSet other, boolean before) {
    requireLength(length, other.length);
    if (other.isEmpty()) {
      return this;
    }
    Builder result = new Builder();
    Cursor a = new Cursor(this);
    Cursor b = new Cursor(other);
    // The last section of a whose text is in the result: a section may be taken piece by piece.
    int inserted = -1;
    while (!a.done() || !b.done()) {
      if (a.keeps() && b.keeps()) {
        int units = Math.min(a.length, b.length);
        result.add(units, null, false);
        a.forward(units);
        b.forward(units);
      } else if (b.replaces()
          && (!a.replaces()
              || inserted == a.section
              || (a.offset == 0 && (b.length < a.length || (b.length == a.length && !before))))) {
        // The replacement of b comes first, by its start, its length, then by `before`: keep what
        // it inserts, and take the replacements of a that it covers.
        result.add(b.insert().length(), null, false);
        int left = b.length;
        while (left > 0) {
          int units = Math.min(a.length, left);
          if (a.replaces() && inserted < a.section && a.length <= units) {
            result.add(0, a.insert(), false);
            inserted = a.section;
          }
          a.forward(units);
          left -= units;
        }
        b.next();
      } else {
        // The replacement of a, up to the next place where b inserts.
        int left = a.length;
        int units = 0;
        while (left > 0) {
          if (b.keeps()) {
            int piece = Math.min(left, b.length);
            units += piece;
            left -= piece;
            b.forward(piece);
          } else if (b.deletes() && b.length < left) {
            left -= b.length;
            b.next();
          } else {
            break;
          }
        }
        result.add(units, inserted < a.section ? a.insert() : "", false);
        inserted = a.section;
        a.forward(a.length - left);
      }
    }
    return result.build();
  }

  /**
   * Maps a position in the text before the change to the text after it, behind what is inserted
   * there: CodeMirror's {@code mapPos(position, 1)}.
   *
   * @param position from 0 to {@link #length()}
   */
  public int mapPosition(int position) {
    int before = 0;
    int after = 0;
    for (int i = 0; i < lengths.length; i++) {
      int end = before + lengths[i];
      if (end > position) {
        return after
            + (inserts[i] == null
                ? position - before
                : position == before ? 0 : inserts[i].length());
      }
      before = end;
      after += inserts[i] == null ? lengths[i] : inserts[i].length();
    }
    if (position > before) {
      throw new IllegalArgumentException("The position " + position + " is behind the text");
    }
    return after;
  }

  private static void requireLength(int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "Expected a text of " + expected + " units instead of " + actual);
    }
  }

  /**
   * Reads a change set.
   *
   * @throws MalformedChangesException if the JSON is not such that CodeMirror writes it
   */
  public static ChangeSet fromJson(JsonElement json) {
    return ChangeSetJson.read(json);
  }

  /**
   * Reads a change set.
   *
   * @throws MalformedChangesException if the text is no JSON, or not such that CodeMirror writes it
   */
  public static ChangeSet fromJson(String json) {
    return ChangeSetJson.read(json);
  }

  /**
   * Returns, unit for unit, the {@code JSON.stringify} of CodeMirror's change set. Lone surrogates
   * are escaped, so that it can be encoded in UTF-8.
   */
  public String toJson() {
    StringBuilder json = new StringBuilder();
    ChangeSetJson.write(lengths, inserts, json);
    return json.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChangeSet that
        && Arrays.equals(lengths, that.lengths)
        && Arrays.equals(inserts, that.inserts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lengths) + Arrays.hashCode(inserts);
  }

  /** The JSON. */
  @Override
  public String toString() {
    return toJson();
  }

  /** Builds a change set section by section. Each call adds a section behind those before it. */
  public static final class Builder {

    private int size;
    private int[] lengths = new int[8];
    private CharSequence[] inserts = new CharSequence[8];

    private Builder() {}

    /** Keeps this number of units. */
    public Builder keep(int units) {
      add(requireUnits(units), null, false);
      return this;
    }

    /** Replaces this number of units, of which none is an insertion; an empty text deletes them. */
    public Builder replace(int units, String insert) {
      if (insert.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("Lines end in \\n alone");
      }
      add(requireUnits(units), insert, false);
      return this;
    }

    private static int requireUnits(int units) {
      if (units < 0) {
        throw new IllegalArgumentException("A section covers no negative number of units");
      }
      return units;
    }

    /**
     * Adds a section, or widens the last one.
     *
     * @param insert null to keep
     * @param join the section continues the last one, of either kind
     */
    void add(int length, String insert, boolean join) {
      boolean adds = insert != null && !insert.isEmpty();
      if (length == 0 && !adds) {
        return;
      }
      int last = size - 1;
      if (last >= 0 && (join || isSameKind(last, length, insert))) {
        lengths[last] = Math.addExact(lengths[last], length);
        if (adds) {
          inserts[last] = concatenate(inserts[last], insert);
        }
        return;
      }
      if (size == lengths.length) {
        lengths = Arrays.copyOf(lengths, 2 * size);
        inserts = Arrays.copyOf(inserts, 2 * size);
      }
      lengths[size] = length;
      inserts[size] = insert;
      size++;
    }

    private boolean isSameKind(int section, int length, String insert) {
      CharSequence there = inserts[section];
      if (insert == null) {
        return there == null;
      }
      return insert.isEmpty()
          ? there != null && there.isEmpty()
          : length == 0 && lengths[section] == 0;
    }

    private static CharSequence concatenate(CharSequence head, String tail) {
      if (head.isEmpty()) {
        return tail;
      }
      return (head instanceof StringBuilder builder ? builder : new StringBuilder(head))
          .append(tail);
    }

    /** The number of sections. */
    int size() {
      return size;
    }

    /**
     * Returns the change set of the sections.
     *
     * @throws ArithmeticException if a text is longer than a string can be
     */
    public ChangeSet build() {
      String[] texts = new String[size];
      for (int i = 0; i < size; i++) {
        texts[i] = inserts[i] == null ? null : inserts[i].toString();
      }
      return new ChangeSet(Arrays.copyOf(lengths, size), texts);
    }
  }

  /** Goes through the sections piece by piece. */
  private static final class Cursor {

    private final ChangeSet set;
    private int section = -1;

    /** The rest of the section in the text before the change. */
    private int length;

    /** The rest of the text that the section inserts; −1 where it keeps, −2 at the end. */
    private int insertLength;

    /** The units that were taken from the section. */
    private int offset;

    Cursor(ChangeSet set) {
      this.set = set;
      next();
    }

    void next() {
      offset = 0;
      section++;
      if (done()) {
        length = 0;
        insertLength = -2;
      } else {
        length = set.lengths[section];
        insertLength = set.inserts[section] == null ? -1 : set.inserts[section].length();
      }
    }

    boolean done() {
      return section >= set.lengths.length;
    }

    boolean keeps() {
      return insertLength == -1;
    }

    boolean replaces() {
      return insertLength >= 0;
    }

    boolean deletes() {
      return insertLength == 0;
    }

    boolean inserts() {
      return !done() && length == 0;
    }

    /** The rest of the section in the text after the change. */
    int newLength() {
      return keeps() ? length : insertLength;
    }

    String insert() {
      return set.inserts[section];
    }

    /** The text that the section inserts, with its first piece alone. */
    String insertOnce() {
      return offset == 0 ? insert() : "";
    }

    String insertPart(int units) {
      return insert().substring(offset, offset + units);
    }

    /** Takes units of the text before the change. */
    void forward(int units) {
      if (units == length) {
        next();
      } else {
        length -= units;
        offset += units;
      }
    }

    /** Takes units of the text after the change. */
    void forwardNew(int units) {
      if (keeps()) {
        forward(units);
      } else if (units == insertLength) {
        next();
      } else {
        insertLength -= units;
        offset += units;
      }
    }
  }
}
