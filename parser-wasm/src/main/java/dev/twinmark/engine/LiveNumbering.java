package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Keeps the gaps of a live document's blocks filled, and has its footnotes and table of contents.
 *
 * <p>Blocks are numbered up to the first one that is stale: of a document that is parsed piece by
 * piece, each block is gone through about once. Most edits of a whole document fill only the gaps
 * of the edited blocks.
 */
final class LiveNumbering {

  /** Puts blocks in the place of others in the document. */
  @FunctionalInterface
  interface Replacement {
    void replace(int from, int to, List<Block> added);
  }

  private final BlockList blocks;
  private final PatchBuilder patch;
  private final Replacement replacement;

  private Numbering numbering = new Numbering(Map.of());

  /** The number of blocks, from the first on, that the numbering has gone through. */
  private int numberedBlocks;

  /** True if the numbering is that of the whole document as the last patch left it behind. */
  private boolean isWhole;

  /** True if gaps have come or gone since. */
  private boolean gapsChanged;

  /** True if footnotes have come or gone since the numbering was told. */
  private boolean definitionsChanged;

  /** True while the replacements are those of this class. */
  private boolean isFilling;

  /** True if the footnotes may have changed since their HTML was made. */
  private boolean isSectionOld;

  /** The HTML of the footnotes, which is a block behind all others unless it is empty. */
  private String section = "";

  /** The same when the last patch was made. */
  private String shownSection = "";

  /** The number of tables of contents, of which only the first one shows the headings. */
  private int contentsCount;

  /** True if headings or tables of contents have come or gone since that one was filled. */
  private boolean isContentsOld;

  LiveNumbering(BlockList blocks, PatchBuilder patch, Replacement replacement) {
    this.blocks = blocks;
    this.patch = patch;
    this.replacement = replacement;
  }

  /** Returns the HTML of the footnotes. */
  String section() {
    return section;
  }

  /** Takes note of blocks that are replaced. */
  void replaced(int from, List<Block> removed, List<Block> added) {
    if (isFilling) {
      return;
    }
    boolean hasGaps = false;
    for (List<Block> some : List.of(removed, added)) {
      for (Block block : some) {
        hasGaps |= block.template != null;
        definitionsChanged |= !block.footnotes.isEmpty();
      }
    }
    countContents(removed, -1);
    countContents(added, 1);
    gapsChanged |= hasGaps;
    if (from < numberedBlocks) {
      int end = Math.max(numberedBlocks, from + removed.size());
      numberedBlocks = hasGaps ? 0 : end - removed.size() + added.size();
    }
  }

  private void countContents(List<Block> some, int step) {
    for (Block block : some) {
      for (Template.Gap gap : gapsOf(block)) {
        contentsCount += gap.kind() == Template.Kind.CONTENTS ? step : 0;
        isContentsOld |=
            gap.kind() == Template.Kind.CONTENTS || gap.kind() == Template.Kind.CONTENTS_ENTRY;
      }
    }
  }

  private static List<Template.Gap> gapsOf(Block block) {
    return block.template == null ? List.of() : block.template.gaps();
  }

  /**
   * Fills the gaps of the blocks before one of them.
   *
   * @param firstStale the index of the first stale block; past the last one where there is none
   */
  void update(int firstStale) {
    boolean isComplete = firstStale == blocks.size();
    if (definitionsChanged) {
      define();
    }
    boolean isBegunAnew = gapsChanged && numberedBlocks == 0;
    if (!(isBegunAnew && isWhole && isComplete && fillDifferences())) {
      isSectionOld |= gapsChanged;
      fillUpTo(firstStale);
    }
    if (isContentsOld && isComplete) {
      fillContents();
      isContentsOld = false;
    }
    if (isSectionOld && isComplete) {
      section = numbering.section();
      isSectionOld = false;
    }
    numberedBlocks = Math.max(numberedBlocks, firstStale);
    isWhole = isComplete;
    gapsChanged = false;
  }

  /**
   * Tells that blocks have been filled without a patch, so that the next one also has what changed
   * before.
   */
  void filledWithoutPatch() {
    isWhole = false;
  }

  /** Adds the footnotes to a patch, if they have changed since the patch before. */
  void addSection(List<Patch.Splice> splices) {
    if (!section.equals(shownSection)) {
      splices.add(
          new Patch.Splice(
              blocks.size(),
              shownSection.isEmpty() ? 0 : 1,
              section.isEmpty() ? List.of() : List.of(Block.behindTheText(section))));
      shownSection = section;
    }
  }

  private void define() {
    Map<String, Footnote> footnotes = new TreeMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      for (Footnote footnote : blocks.get(i).footnotes) {
        footnotes.putIfAbsent(footnote.label(), footnote);
      }
    }
    if (!numbering.redefine(footnotes)) {
      numberedBlocks = 0;
      isWhole = false;
      numbering = new Numbering(footnotes);
    }
    isSectionOld = true;
    definitionsChanged = false;
  }

  private void fillUpTo(int end) {
    if (numberedBlocks == 0) {
      numbering = numbering.restarted();
    }
    List<Block> changed = new ArrayList<>();
    for (int i = numberedBlocks; i < end; i++) {
      Block block = blocks.get(i);
      Block filled = block;
      if (block.template != null) {
        List<String> values = numbering.next(block.template);
        // It stays as it is until all headings are known.
        TableOfContents.fill(block.template, values, contentsIn(block));
        filled = block.filled(values, numbering);
      }
      if (filled != block) {
        changed.add(filled);
      } else {
        replaceBefore(i, changed);
      }
    }
    replaceBefore(end, changed);
  }

  private static String contentsIn(Block block) {
    for (int i = 0; i < block.values().size(); i++) {
      if (block.template.gaps().get(i).kind() == Template.Kind.CONTENTS) {
        return block.values().get(i);
      }
    }
    return "";
  }

  /** Writes the table of contents, and no other block. */
  private void fillContents() {
    if (contentsCount == 0) {
      return;
    }
    TableOfContents.Writer contents = new TableOfContents.Writer();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).template != null) {
        contents.add(blocks.get(i).template, blocks.get(i).values());
      }
    }
    String html = contents.html();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      List<String> values = new ArrayList<>(block.values());
      if (block.template != null && TableOfContents.fill(block.template, values, html)) {
        html = "";
        Block filled = block.filled(values, numbering);
        if (filled != block) {
          replaceBefore(i + 1, new ArrayList<>(List.of(filled)));
        }
      }
    }
  }

  /** Puts blocks in the place of as many before an index, all at once, and clears their list. */
  private void replaceBefore(int index, List<Block> changed) {
    if (!changed.isEmpty()) {
      isFilling = true;
      replacement.replace(index - changed.size(), index, List.copyOf(changed));
      isFilling = false;
      changed.clear();
    }
  }

  /** Returns false if gaps have to be filled that are in other blocks than those replaced. */
  private boolean fillDifferences() {
    for (PatchBuilder.Difference difference : patch.differences(blocks)) {
      if (!fill(difference)) {
        return false;
      }
    }
    return true;
  }

  private boolean fill(PatchBuilder.Difference difference) {
    List<Template.Gap> gaps = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Block block : difference.before()) {
      if (block.template != null) {
        gaps.addAll(block.template.gaps());
        values.addAll(block.values());
      }
    }
    int at = 0;
    for (Block block : difference.now()) {
      if (block.template == null) {
        continue;
      }
      List<String> own = new ArrayList<>();
      for (Template.Gap gap : block.template.gaps()) {
        String value =
            at == values.size() ? null : numbering.valueInPlace(gaps.get(at), values.get(at), gap);
        if (value == null) {
          return false;
        }
        isSectionOld |= !Objects.equals(gap.note(), gaps.get(at).note());
        own.add(value);
        at++;
      }
      // It is new, and so filled in its place.
      block.filled(own, numbering);
    }
    return at == gaps.size();
  }
}
