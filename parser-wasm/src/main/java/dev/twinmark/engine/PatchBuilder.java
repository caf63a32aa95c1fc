package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;

/** Adds up the changes of a list of blocks to one patch. */
final class PatchBuilder {

  /** Blocks that differ from those that the last patch left behind. */
  private static final class Hunk {

    /** The index of the first of the blocks in the list as it is now. */
    int from;

    int to;

    /** The blocks that were in their place. */
    final List<Block> before = new ArrayList<>();
  }

  private List<Hunk> hunks = new ArrayList<>();

  /**
   * Notes that blocks of the list make way for others.
   *
   * @param from the index of the first of them
   * @param removed those that go
   * @param added the number of those that come
   */
  void replaced(int from, List<Block> removed, int added) {
    int to = from + removed.size();
    int first = firstEndingFrom(from);
    int end = first;
    Hunk merged = new Hunk();
    merged.from = from;
    merged.to = to;
    int position = from;
    for (; end < hunks.size() && hunks.get(end).from <= to; end++) {
      Hunk hunk = hunks.get(end);
      if (position < hunk.from) {
        merged.before.addAll(removed.subList(position - from, hunk.from - from));
      }
      merged.before.addAll(hunk.before);
      merged.from = Math.min(merged.from, hunk.from);
      merged.to = Math.max(merged.to, hunk.to);
      position = hunk.to;
    }
    if (position < to) {
      merged.before.addAll(removed.subList(position - from, removed.size()));
    }
    int shift = added - removed.size();
    merged.to += shift;
    for (int i = end; shift != 0 && i < hunks.size(); i++) {
      hunks.get(i).from += shift;
      hunks.get(i).to += shift;
    }
    hunks.subList(first, end).clear();
    hunks.add(first, merged);
  }

  private int firstEndingFrom(int index) {
    int low = 0;
    int high = hunks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hunks.get(middle).to < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * A stretch of the list that is not what the last patch left behind.
   *
   * @param from the index of the first of the blocks in it now
   */
  record Difference(int from, List<Block> before, List<Block> now) {}

  /** Returns what has been replaced since the last patch. */
  List<Difference> differences(BlockList blocks) {
    List<Difference> differences = new ArrayList<>(hunks.size());
    for (Hunk hunk : hunks) {
      differences.add(new Difference(hunk.from, hunk.before, blocks.subList(hunk.from, hunk.to)));
    }
    return differences;
  }

  /** Returns the patch, less what turned out not to change, and starts over. */
  List<Patch.Splice> build(BlockList blocks) {
    List<Patch.Splice> splices = new ArrayList<>();
    for (Hunk hunk : hunks) {
      for (int i = hunk.from; i < hunk.to; i++) {
        blocks.get(i).isInPatch = true;
      }
      List<Block> before = hunk.before;
      int from = 0;
      int beforeEnd = before.size();
      int nowEnd = hunk.to - hunk.from;
      while (from < beforeEnd
          && from < nowEnd
          && before.get(from).looksLike(blocks.get(hunk.from + from))) {
        from++;
      }
      while (from < beforeEnd
          && from < nowEnd
          && before.get(beforeEnd - 1).looksLike(blocks.get(hunk.from + nowEnd - 1))) {
        beforeEnd--;
        nowEnd--;
      }
      if (from < beforeEnd || from < nowEnd) {
        splices.add(
            new Patch.Splice(
                hunk.from + from,
                beforeEnd - from,
                blocks.subList(hunk.from + from, hunk.from + nowEnd)));
      }
    }
    hunks = new ArrayList<>();
    return splices;
  }
}
