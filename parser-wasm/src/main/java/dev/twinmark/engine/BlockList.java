package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a document in their order: a gap buffer, as {@link SourceText} is. The blocks
 * before the gap know where they start, those behind it how far from the end of the text. So a
 * change leaves alone what is far from it, and yet every block's offset and index are at hand.
 */
final class BlockList {

  private static final int INITIAL_SLOTS = 64;

  private Block[] slots = new Block[INITIAL_SLOTS];
  private int gapStart = 0;
  private int gapEnd = INITIAL_SLOTS;
  private int textLength = 0;

  int size() {
    return slots.length - (gapEnd - gapStart);
  }

  Block get(int index) {
    return slots[index < gapStart ? index : index + (gapEnd - gapStart)];
  }

  int indexOf(Block block) {
    return block.slot < gapStart ? block.slot : block.slot - (gapEnd - gapStart);
  }

  /** Returns where the block starts; for the index past the last one, where the text ends. */
  int start(int index) {
    if (index == size()) {
      return textLength;
    }
    Block block = get(index);
    return index < gapStart ? block.position : textLength - block.position;
  }

  /** Returns the index of the last block that starts at or before the offset. */
  int indexAt(int offset) {
    return firstFrom(offset + 1) - 1;
  }

  /** Returns the index of the first block that starts at or behind the offset. */
  int firstFrom(int offset) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  List<Block> subList(int from, int to) {
    List<Block> blocks = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      blocks.add(get(i));
    }
    return blocks;
  }

  void replace(int from, int to, List<Block> added) {
    moveGap(to);
    while (gapStart > from) {
      gapStart--;
      textLength -= slots[gapStart].length;
      slots[gapStart] = null;
    }
    if (gapEnd - gapStart < added.size()) {
      grow(added.size());
    }
    int position = from == 0 ? 0 : slots[from - 1].position + slots[from - 1].length;
    for (Block block : added) {
      block.slot = gapStart;
      block.position = position;
      position += block.length;
      textLength += block.length;
      slots[gapStart++] = block;
    }
  }

  private void moveGap(int index) {
    while (gapStart > index) {
      Block block = slots[--gapStart];
      slots[gapStart] = null;
      slots[--gapEnd] = block;
      block.slot = gapEnd;
      block.position = textLength - block.position;
    }
    while (gapStart < index) {
      Block block = slots[gapEnd];
      slots[gapEnd++] = null;
      slots[gapStart] = block;
      block.slot = gapStart++;
      block.position = textLength - block.position;
    }
  }

  private void grow(int needed) {
    int tail = slots.length - gapEnd;
    Block[] grown = new Block[2 * slots.length + needed];
    System.arraycopy(slots, 0, grown, 0, gapStart);
    System.arraycopy(slots, gapEnd, grown, grown.length - tail, tail);
    gapEnd = grown.length - tail;
    slots = grown;
    for (int slot = gapEnd; slot < slots.length; slot++) {
      slots[slot].slot = slot;
    }
  }
}
