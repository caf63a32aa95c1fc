package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which blocks of a document define a link label, in the order of the document.
 *
 * <p>Maps and sets of labels are trees in this package. Labels come from the text, which can be
 * written so that their hash codes are all equal, and TeaVM's hash maps then search a list: 32,768
 * such definitions took minutes in the browser.
 */
final class Definitions {

  private record Entry(Block block, Definition definition) {}

  private final Map<String, List<Entry>> entries = new TreeMap<>();

  /** Takes in the definitions of a block that is in the document's list. */
  void add(Block block) {
    for (Definition definition : block.definitions) {
      List<Entry> sameLabel =
          entries.computeIfAbsent(definition.label(), label -> new ArrayList<>(1));
      sameLabel.add(firstFrom(sameLabel, block.slot), new Entry(block, definition));
    }
  }

  /** Drops the definitions of a block that is still in the document's list. */
  void remove(Block block) {
    for (Definition definition : block.definitions) {
      List<Entry> sameLabel = entries.get(definition.label());
      sameLabel.remove(firstFrom(sameLabel, block.slot));
      if (sameLabel.isEmpty()) {
        entries.remove(definition.label());
      }
    }
  }

  /**
   * Returns what the label refers to, or null. CommonMark 0.31 §4.7: "If there are several matching
   * definitions, the first one takes precedence".
   */
  Definition first(String label) {
    List<Entry> sameLabel = entries.get(label);
    return sameLabel == null ? null : sameLabel.get(0).definition;
  }

  /** Returns the first definition of the label in the blocks before the slot, or null. */
  Definition firstBefore(String label, int slot) {
    List<Entry> sameLabel = entries.get(label);
    return sameLabel == null || sameLabel.get(0).block.slot >= slot
        ? null
        : sameLabel.get(0).definition;
  }

  /** Returns the first definition of the label in the blocks from the slot on, or null. */
  Definition firstFrom(String label, int slot) {
    List<Entry> sameLabel = entries.get(label);
    if (sameLabel == null) {
      return null;
    }
    int index = firstFrom(sameLabel, slot);
    return index == sameLabel.size() ? null : sameLabel.get(index).definition;
  }

  /** Returns the definitions that apply to what follows the blocks before the slot. */
  List<Definition> before(int slot) {
    List<Definition> found = new ArrayList<>();
    for (List<Entry> sameLabel : entries.values()) {
      if (sameLabel.get(0).block.slot < slot) {
        found.add(sameLabel.get(0).definition);
      }
    }
    return found;
  }

  /** Returns the first definition of each label in the blocks from the slot on. */
  List<Definition> from(int slot) {
    List<Definition> found = new ArrayList<>();
    for (List<Entry> sameLabel : entries.values()) {
      int index = firstFrom(sameLabel, slot);
      if (index < sameLabel.size()) {
        found.add(sameLabel.get(index).definition);
      }
    }
    return found;
  }

  private static int firstFrom(List<Entry> sameLabel, int slot) {
    int low = 0;
    int high = sameLabel.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sameLabel.get(middle).block.slot < slot) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
