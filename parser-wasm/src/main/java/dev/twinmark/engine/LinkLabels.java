package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.Node;

/**
 * Answers the link labels that a part of a document refers to with the definitions of the whole
 * document, and remembers which block asked for what.
 */
final class LinkLabels implements References {

  /**
   * The longest normalized label that can have a definition. CommonMark 0.31 §6.3: a label has "at
   * most 999 characters inside the square brackets"; a case fold makes at most three of one. A
   * longer label need not be remembered.
   */
  private static final int MAX_NORMALIZED_LENGTH = 3 * 999;

  /**
   * The definitions and units that the inlines of one node asked for.
   *
   * @param answers the definition of each label, null where there is none
   * @param units the units that they took of the document's {@link Expansion}
   * @param refused whether they wanted more than was left
   */
  record Asked(Node node, Map<String, Definition> answers, int units, boolean refused) {}

  private final Definitions definitions;
  private final StandIns standIns;
  private int fromSlot;
  private int toSlot;
  private Expansion expansion;
  private List<Asked> asked = new ArrayList<>();
  private Map<String, Definition> answers;

  LinkLabels(Definitions definitions, StandIns standIns) {
    this.definitions = definitions;
    this.standIns = standIns;
  }

  /**
   * Prepares for a parse of what takes the place of the blocks from one slot to another. Their own
   * definitions no longer count; those that the parse finds do.
   *
   * @param units the allowance that the blocks before have left over
   */
  void begin(int fromSlot, int toSlot, int units) {
    this.fromSlot = fromSlot;
    this.toSlot = toSlot;
    expansion = new Expansion(units, standIns);
    asked = new ArrayList<>();
    answers = null;
  }

  /** Returns the allowance for the parse that has begun. */
  Expansion expansion() {
    return expansion;
  }

  /** Returns what was asked since the beginning, in the order of the document. */
  List<Asked> asked() {
    return asked;
  }

  @Override
  public Definition find(String label, Map<String, Definition> found) {
    if (label.length() > MAX_NORMALIZED_LENGTH) {
      return null;
    }
    Definition answer = definitions.firstBefore(label, fromSlot);
    if (answer == null) {
      answer = found.get(label);
    }
    if (answer == null) {
      answer = definitions.firstFrom(label, toSlot);
    }
    if (answers == null) {
      answers = new TreeMap<>();
    }
    answers.put(label, answer);
    return answer;
  }

  @Override
  public void parsed(Node block) {
    int taken = expansion.takeNote();
    boolean refused = expansion.noteRefusal();
    if (answers != null || taken > 0 || refused) {
      asked.add(new Asked(block, answers == null ? Map.of() : answers, taken, refused));
    }
    answers = null;
  }
}
