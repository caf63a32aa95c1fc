package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Markdown text that changes, and its HTML, which follows: after a change only the top-level
 * blocks are parsed that the change touches or reaches.
 *
 * <pre>{@code
 * LiveDocument document = LiveDocument.open("# Title\n\nHello");
 * document.advance(LiveDocument.WHOLE_TEXT); // a patch that adds two blocks
 * document.edit(14, 14, ", *world*"); // a patch that replaces the second one
 * document.html(); // <h1>Title</h1>\n<p>Hello, <em>world</em></p>\n
 * }</pre>
 *
 * <p>The HTML is always that of {@link Markdown#renderMarkdown} for the same text, and not
 * sanitized either. A patch holds what has changed since the patch before; the first one starts
 * from no blocks at all.
 *
 * <p>Not for several threads. When a method throws anything but what it documents, drop the
 * document and open another one from the whole text.
 */
public final class LiveDocument {

  /** A budget that parses all there is to parse. */
  public static final int WHOLE_TEXT = Integer.MAX_VALUE;

  /** The factor by which a parse reaches further than one that turned out too short. */
  private static final int GROWTH = 2;

  private final Set<Extension> extensions;
  private final SourceText text;
  private final BlockList blocks = new BlockList();
  private final Definitions definitions = new Definitions();
  private final StandIns standIns;
  private final LinkLabels labels;
  private final BlockSlicer slicer;
  private final PatchBuilder patch = new PatchBuilder();
  private final LiveNumbering numbering = new LiveNumbering(blocks, patch, this::replace);

  /**
   * The blocks that must be parsed again, the last one first: mostly the first goes first, and an
   * array is cheapest to take from at its end.
   */
  private final List<Block> stale = new ArrayList<>();

  /** The labels whose definition may not be the one that blocks were rendered with. */
  private final Set<String> changedLabels = new TreeSet<>();

  /** The least length of a parse that follows one that found no place to stop. */
  private int lookAhead;

  private final int longestParse;

  /** The bound on what {@link Expansion} counts. */
  private final Allowance allowance;

  /** The UTF-16 code units by which short URLs are shorter than those that they stand for. */
  private long missingUnits;

  /** The units of it that all blocks have taken. */
  private long expandedUnits;

  /** The number of blocks that were refused some units. */
  private int refusals;

  // The units that the blocks before one of them leave over; each of these blocks holds for the
  // units it was left.
  private int leftIndex;
  private int left;

  /** The next stretch to parse, where it is longer than {@link #longestParse}; or null. */
  private Window outstanding;

  private long parsedLength;
  private boolean usable = true;

  /**
   * A stretch of text to parse.
   *
   * @param stale the block it begins with
   * @param first the index of that block
   * @param start where it begins
   * @param end where it ends
   * @param next the index of the block whose start, found again, ends the parse
   * @param whole whether the stretch reaches that block
   */
  private record Window(Block stale, int first, int start, int end, int next, boolean whole) {

    int length() {
      return end - start;
    }
  }

  private LiveDocument(
      String source,
      Set<Extension> extensions,
      int longestParse,
      StandIns standIns,
      Allowance allowance) {
    this.extensions = extensions;
    this.standIns = standIns;
    labels = new LinkLabels(definitions, standIns);
    slicer = new BlockSlicer(extensions, labels);
    this.longestParse = longestParse;
    this.allowance = allowance;
    text = new SourceText(source);
    missingUnits = standIns.missingUnits(source);
    forgetLeft();
    replace(0, 0, List.of(Block.unparsed("", source.length())));
  }

  /**
   * Opens a text without parsing it yet: call {@link #advance} for the blocks, or {@link #html}.
   *
   * @param source the Markdown text; any string
   */
  public static LiveDocument open(String source) {
    return open(source, Set.of(), WHOLE_TEXT);
  }

  /**
   * Opens a text whose long parses are done elsewhere, where they keep no user waiting.
   *
   * @param source the Markdown text; any string
   * @param extensions the constructs beyond the default
   * @param longestParse the most text that is parsed in one go, in UTF-16 code units. Nearly all
   *     blocks are far shorter; where one is not, a patch is left incomplete, and {@link
   *     #outstandingParse} has what to do.
   */
  public static LiveDocument open(String source, Set<Extension> extensions, int longestParse) {
    return open(source, extensions, longestParse, "");
  }

  /**
   * Opens a text in which short URLs stand for longer ones. Its HTML has the short ones, and is
   * otherwise that of the text with the longer ones, as long as they are destinations of links and
   * images, and the longer ones have no character with a meaning there.
   *
   * @param source see {@link #open(String, Set, int)}
   * @param extensions see {@link #open(String, Set, int)}
   * @param longestParse see {@link #open(String, Set, int)}
   * @param mark what is in each of the short URLs and nowhere else, followed by the difference of
   *     their lengths, in UTF-16 code units, as decimal digits, and another character; empty for
   *     none
   */
  public static LiveDocument open(
      String source, Set<Extension> extensions, int longestParse, String mark) {
    return new LiveDocument(
        source, extensions, longestParse, new StandIns(mark), Allowance.OF_DOCUMENTS);
  }

  static LiveDocument open(
      String source, Set<Extension> extensions, int longestParse, Allowance allowance) {
    return open(source, extensions, longestParse, StandIns.NONE, allowance);
  }

  static LiveDocument open(
      String source,
      Set<Extension> extensions,
      int longestParse,
      StandIns standIns,
      Allowance allowance) {
    return new LiveDocument(source, extensions, longestParse, standIns, allowance);
  }

  /**
   * Changes one stretch of the text; see {@link #edit(List, int)}.
   *
   * @throws IndexOutOfBoundsException if {@code from} or {@code to} is outside the text or {@code
   *     to} before {@code from}; nothing is changed then
   */
  public Patch edit(int from, int to, String insert) {
    return edit(List.of(new Change(from, to, insert)), WHOLE_TEXT);
  }

  /**
   * Changes the text.
   *
   * @param changes in the order of the text, none overlapping another; their offsets are those of
   *     the text before any of them
   * @param budget about how much of the text may be parsed, in UTF-16 code units, before the call
   *     returns a patch that is not complete; {@link #WHOLE_TEXT} for all that must be, 0 for none.
   *     Blocks are parsed as a whole, so one that is longer takes more.
   * @return what has changed since the patch before
   * @throws IndexOutOfBoundsException if a change is outside the text, out of order, or overlaps
   *     the one before; nothing is changed then
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the document
   *     cannot be used any more then
   */
  public Patch edit(List<Change> changes, int budget) {
    check(changes);
    begin();
    int shift = 0;
    for (Change change : changes) {
      int removed = change.to() - change.from();
      if (removed > 0 || !change.insert().isEmpty()) {
        change(change.from() + shift, change.to() + shift, change.insert());
        shift += change.insert().length() - removed;
      }
    }
    return parse(budget, 0);
  }

  /**
   * Parses more of what an incomplete patch left for later.
   *
   * @param budget see {@link #edit(List, int)}
   * @return what has changed since the patch before
   * @throws java.util.concurrent.CancellationException see {@link #edit(List, int)}
   */
  public Patch advance(int budget) {
    return advance(budget, 0);
  }

  /**
   * Parses more of what an incomplete patch left for later, beginning with what the user looks at.
   *
   * @param budget see {@link #edit(List, int)}
   * @param block the index of the block to go on from; the blocks before it come when none are left
   *     behind it. Past the last one, parsing begins at the first.
   * @return what has changed since the patch before
   * @throws IndexOutOfBoundsException if {@code block} is negative
   * @throws java.util.concurrent.CancellationException see {@link #edit(List, int)}
   */
  public Patch advance(int budget, int block) {
    int from = block < blocks.size() ? blocks.start(block) : 0;
    begin();
    return parse(budget, from);
  }

  /**
   * Returns what {@link DetachedParse#run} has to do before this document can go on, or null where
   * {@link #advance} can. A change of the text makes it void.
   */
  public String outstandingParse() {
    if (outstanding == null) {
      return null;
    }
    return DetachedParse.request(
        extensions,
        standIns,
        text.substring(outstanding.start, outstanding.end),
        outstanding.start == 0,
        definitions.before(outstanding.stale.slot),
        definitions.from(slotOf(outstanding.next)),
        leftBefore(outstanding.first));
  }

  /**
   * Takes in what {@link DetachedParse#run} answered to the {@link #outstandingParse}.
   *
   * @return what has changed since the patch before
   * @throws IllegalArgumentException if nothing is outstanding, or the answer is to something else
   */
  public Patch adopt(String answer) {
    if (outstanding == null) {
      throw new IllegalArgumentException("No parse is outstanding");
    }
    List<Block> found = DetachedParse.blocks(answer, outstanding.length());
    begin();
    Window window = outstanding;
    outstanding = null;
    take(window, found);
    return parse(0, 0);
  }

  /**
   * Returns the HTML of the whole text, exactly that of {@link Markdown#renderMarkdown}. It parses
   * what is left to parse; the next patch has the blocks.
   *
   * @throws java.util.concurrent.CancellationException see {@link #edit(List, int)}
   */
  public String html() {
    return String.join("", htmlParts());
  }

  /**
   * Returns the HTML of the whole text in parts of some thousand characters, for a reader that puts
   * strings together without copying them.
   *
   * @throws java.util.concurrent.CancellationException see {@link #edit(List, int)}
   */
  public List<String> htmlParts() {
    begin();
    parseStale(WHOLE_TEXT, WHOLE_TEXT, 0);
    number();
    numbering.filledWithoutPatch();
    usable = true;
    List<String> parts = new ArrayList<>();
    HtmlBuffer part = new HtmlBuffer(HtmlBuffer.PART_UNITS);
    for (int i = 0; i < blocks.size(); i++) {
      String html = blocks.get(i).html();
      if (part.length() > 0 && part.length() + html.length() > HtmlBuffer.PART_UNITS) {
        parts.add(part.take());
      }
      part.raw(html);
    }
    part.raw(numbering.section());
    parts.add(part.take());
    return parts;
  }

  /**
   * Returns the properties that the front matter gives, of the text as the changes have left it.
   */
  public DocumentProperties properties() {
    return DocumentProperties.of(text, extensions);
  }

  /** Returns the text as the changes have left it. */
  public String text() {
    return text.toString();
  }

  /** Returns how much has been parsed since the document was opened, in UTF-16 code units. */
  long parsedLength() {
    return parsedLength;
  }

  private void check(List<Change> changes) {
    int length = text.length();
    int end = 0;
    for (Change change : changes) {
      Objects.requireNonNull(change.insert(), "insert");
      if (change.from() < end || change.to() < change.from() || change.to() > length) {
        throw new IndexOutOfBoundsException(
            "Change from "
                + change.from()
                + " to "
                + change.to()
                + " is not within "
                + end
                + " to "
                + length);
      }
      end = change.to();
    }
  }

  /**
   * Makes the document unusable until the call ends, as a call that throws leaves it half changed.
   */
  private void begin() {
    if (!usable) {
      throw new IllegalStateException("An earlier call failed: open the text again");
    }
    usable = false;
  }

  private Patch parse(int budget, int from) {
    parseStale(budget, longestParse, from);
    number();
    List<Patch.Splice> splices = patch.build(blocks);
    numbering.addSection(splices);
    Patch result = new Patch(splices, stale.isEmpty());
    usable = true;
    return result;
  }

  private void number() {
    int last = stale.size() - 1;
    numbering.update(last < 0 ? blocks.size() : blocks.indexOf(stale.get(last)));
  }

  /** Changes the text, and makes one stale block of those that the change touches or reaches. */
  private void change(int from, int to, String insert) {
    boolean mayEndFrontMatter = from <= FrontMatter.MAX_UNITS && mayBeginFrontMatter();
    int first = mayEndFrontMatter ? 0 : blocks.indexAt(from);
    int end = blocks.indexAt(to) + 1;
    if (first > 0
        && !blocks.get(first - 1).edges.closed()
        && from <= text.nextLine(blocks.start(first))) {
      // A block's first line and the block before decide where it starts.
      first--;
    }
    int length = insert.length() - (to - from);
    for (int i = first; i < end; i++) {
      length += blocks.get(i).length;
    }
    // The first of the old blocks is shown should the budget not suffice.
    String html = blocks.get(first).html();
    // A URL has no line ending, so each one lies within these blocks.
    int start = blocks.start(first);
    missingUnits -= standIns.missingUnits(text, start, blocks.start(end));
    text.replace(from, to, insert);
    missingUnits += standIns.missingUnits(text, start, start + length);
    forgetLeft();
    if (first > 0 && from <= FrontMatter.MAX_UNITS && mayBeginFrontMatter()) {
      length += blocks.start(first);
      first = 0;
    }
    replace(first, end, List.of(Block.unparsed(html, length)));
  }

  private boolean mayBeginFrontMatter() {
    return extensions.contains(Extension.FRONT_MATTER)
        && FrontMatter.mayBegin(
            text.substring(0, Math.min(text.length(), FrontMatter.BEGINNING_UNITS)));
  }

  private void parseStale(int budget, int longest, int from) {
    outstanding = null;
    int preferred = from;
    long end = parsedLength + budget;
    while (true) {
      if (stale.isEmpty()) {
        markDependents();
        if (stale.isEmpty()) {
          markMisjudged();
        }
        if (stale.isEmpty()) {
          return;
        }
      }
      if (parsedLength >= end) {
        return;
      }
      Block next = firstStaleAt(preferred);
      int index = blocks.indexOf(next);
      if (index > 0 && text.isBlankFrom(blocks.start(index))) {
        // Blank lines belong to the block before. This also keeps a CRLF in one block.
        markStale(blocks.get(index - 1));
        preferred = Math.min(preferred, blocks.start(index - 1));
        continue;
      }
      Window window = windowFrom(next, (int) Math.min(end - parsedLength, WHOLE_TEXT));
      if (window.length() > longest) {
        outstanding = window;
        return;
      }
      labels.begin(window.stale.slot, slotOf(window.next), leftBefore(window.first));
      take(window, slicer.slice(text.substring(window.start, window.end), window.start == 0));
    }
  }

  private int slotOf(int index) {
    return index < blocks.size() ? blocks.get(index).slot : Integer.MAX_VALUE;
  }

  /** Marks the blocks whose references no longer lead where they led when they were rendered. */
  private void markDependents() {
    if (changedLabels.isEmpty()) {
      return;
    }
    for (int i = blocks.size() - 1; i >= 0; i--) {
      for (Lookup lookup : blocks.get(i).lookups) {
        if (changedLabels.contains(lookup.label()) && !isCurrent(lookup)) {
          markStale(blocks.get(i));
          break;
        }
      }
    }
    changedLabels.clear();
  }

  /** Marks the blocks that were parsed with more or less left of the allowance than is left now. */
  private void markMisjudged() {
    if (isWithinAllowance()) {
      return;
    }
    List<Block> misjudged = new ArrayList<>();
    int remaining = allowedUnits();
    boolean isKnown = true;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (!isKnown) {
        // A block that takes nothing while nothing is left may take something once there is.
        if (block.expanded.isRefused()) {
          misjudged.add(block);
        }
      } else if (block.expanded.holdsFor(remaining)) {
        remaining = block.expanded.leftOf(remaining);
      } else {
        misjudged.add(block);
        isKnown = !block.expanded.isRefused() || remaining == 0;
        remaining = 0;
      }
    }
    Collections.reverse(misjudged);
    misjudged.forEach(this::markStale);
  }

  private int allowedUnits() {
    return allowance.units(text.length() + missingUnits);
  }

  private boolean isWithinAllowance() {
    return refusals == 0 && expandedUnits <= allowedUnits();
  }

  /**
   * Returns what the blocks before one leave of the allowance. Where all blocks together do not
   * take it up, it does not matter how much that is.
   */
  private int leftBefore(int index) {
    if (isWithinAllowance()) {
      return allowedUnits();
    }
    if (leftIndex > index) {
      forgetLeft();
    }
    for (; leftIndex < index; leftIndex++) {
      left = blocks.get(leftIndex).expanded.leftOf(left);
    }
    return left;
  }

  private void forgetLeft() {
    leftIndex = 0;
    left = allowedUnits();
  }

  private boolean isCurrent(Lookup lookup) {
    return Objects.equals(lookup.answer(), definitions.first(lookup.label()));
  }

  /**
   * Returns the first stale block from a place in the text on; the first one where none is left.
   */
  private Block firstStaleAt(int offset) {
    int count = countStaleFrom(blocks.get(blocks.indexAt(offset)).slot);
    return stale.get(count > 0 ? count - 1 : stale.size() - 1);
  }

  /**
   * Returns the stretch from a stale block on, to where a block that is not stale may start again
   * in the same place. From there nothing changes: a block depends on its own text alone.
   */
  private Window windowFrom(Block firstStale, int budget) {
    int first = blocks.indexOf(firstStale);
    int start = blocks.start(first);
    int length = text.length() - start;
    int needed = GROWTH * firstStale.tried;
    if (start == 0 && mayBeginFrontMatter()) {
      needed = Math.max(needed, FrontMatter.MAX_UNITS + 1);
    }
    int reach = start + Math.min(length, Math.max(needed, lookAhead));
    int least = firstStale.unparsed ? needed : Math.max(needed, firstStale.length);
    int limit = start + Math.min(length, Math.max(least, budget));
    int next = first + 1;
    while (next < blocks.size() && (blocks.start(next) < reach || isPassed(next, limit))) {
      next++;
    }
    int end = blocks.start(next);
    boolean whole = end <= limit;
    if (!whole) {
      end = text.nextLine(limit);
      whole = end == text.length();
      next = whole ? blocks.size() : blocks.firstFrom(end);
    } else if (next < blocks.size()) {
      // Its first line shows whether it starts there; half a definition would be another one.
      end = blocks.get(next).definitions.isEmpty() ? text.nextLine(end) : blocks.start(next + 1);
    }

    return new Window(firstStale, first, start, end, next, whole);
  }

  /**
   * Returns whether a stretch with that limit goes on over the block. A stale block does not show
   * where to stop; but where it is known to end beyond the limit, the stretch stops before it. Half
   * of it may hold other definitions than the whole, and blocks rendered with those are stale
   * again, for ever.
   */
  private boolean isPassed(int index, int limit) {
    Block block = blocks.get(index);
    return block.stale && (block.unparsed || blocks.start(index + 1) <= limit);
  }

  /** Puts the blocks found in a stretch in the place of those that were there. */
  private void take(Window window, List<Block> found) {
    int first = window.first;
    int next = window.next;
    int start = window.start;
    parsedLength += window.length();
    if (window.whole) {
      int synchronizedAt =
          next == blocks.size() ? found.size() : indexOfStart(found, blocks.start(next) - start);
      if (synchronizedAt >= 0) {
        replace(first, next, found.subList(0, synchronizedAt));
        join(first + synchronizedAt);
        join(first);
        lookAhead = 0;
        return;
      }
      lookAhead = GROWTH * window.length();
    }
    if (found.size() == 1) {
      window.stale.tried = window.length();
    } else {
      keepAllButTheLast(first, start, found);
    }
  }

  /** Returns the index of the block that starts at the offset, the end being one; or -1. */
  private static int indexOfStart(List<Block> found, int offset) {
    int start = 0;
    for (int i = 0; i < found.size(); i++) {
      if (start >= offset) {
        return start == offset ? i : -1;
      }
      start += found.get(i).length;
    }
    return start == offset ? found.size() : -1;
  }

  /** Goes on from the start of the last block found, which may not have ended yet. */
  private void keepAllButTheLast(int first, int start, List<Block> found) {
    List<Block> kept = new ArrayList<>(found.subList(0, found.size() - 1));
    int resume = start;
    for (Block block : kept) {
      resume += block.length;
    }
    int next = blocks.firstFrom(resume);
    int rest = blocks.start(next) - resume;
    if (rest > 0) {
      kept.add(Block.unparsed(blocks.get(next - 1).html(), rest));
    } else {
      markStale(blocks.get(next));
    }
    replace(first, next, kept);
    join(first);
  }

  /** Makes one stale block of a block and the one before, if the two are one. */
  private void join(int index) {
    if (index > 0 && index < blocks.size() && blocks.get(index - 1).joins(blocks.get(index))) {
      Block before = blocks.get(index - 1);
      Block block = blocks.get(index);
      int length = before.length + block.length;
      Block joined = Block.unparsed(before.html() + block.html(), length);
      // A parse that stops between the two would divide them again.
      joined.tried = length;
      replace(index - 1, index + 1, List.of(joined));
    }
  }

  private void markStale(Block block) {
    if (!block.stale) {
      block.stale = true;
      stale.add(countStaleFrom(block.slot), block);
    }
  }

  private int countStaleFrom(int slot) {
    int low = 0;
    int high = stale.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stale.get(middle).slot >= slot) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void replace(int from, int to, List<Block> added) {
    List<Block> removed = blocks.subList(from, to);
    if (!removed.isEmpty()) {
      stale.subList(countStaleFrom(slotOf(to)), countStaleFrom(slotOf(from))).clear();
    }
    for (Block block : removed) {
      definitions.remove(block);
      noteLabels(block);
      expandedUnits -= block.expanded.units();
      refusals -= block.expanded.isRefused() ? 1 : 0;
    }
    if (from < leftIndex) {
      forgetLeft();
    }
    blocks.replace(from, to, added);
    for (Block block : added) {
      if (block.stale) {
        stale.add(countStaleFrom(block.slot), block);
      }
      definitions.add(block);
      noteLabels(block);
      expandedUnits += block.expanded.units();
      refusals += block.expanded.isRefused() ? 1 : 0;
    }
    for (Block block : added) {
      for (Lookup lookup : block.lookups) {
        if (!isCurrent(lookup)) {
          changedLabels.add(lookup.label());
        }
      }
    }
    numbering.replaced(from, removed, added);
    patch.replaced(from, removed, added.size());
  }

  private void noteLabels(Block block) {
    for (Definition definition : block.definitions) {
      changedLabels.add(definition.label());
    }
  }
}
