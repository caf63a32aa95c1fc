package dev.twinmark.e2e.support;

import dev.twinmark.engine.Change;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.GeneratedEdits;
import dev.twinmark.engine.LiveDocument;
import dev.twinmark.engine.Markdown;
import dev.twinmark.engine.MixedDocuments;
import dev.twinmark.engine.RandomExtensions;
import dev.twinmark.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A random document, random edits one after the other, how much of each is parsed at a time, and
 * what the JVM makes of the text after each. The same seed gives the same session.
 */
public final class EditSession {

  private static final int EDITS = 60;
  private static final int MAX_GROWTH = 1_000;

  /** One document in so many is a whole specification, or another text of {@link Spec}. */
  private static final int WHOLE_TEXTS_SHARE = 100;

  private static final int MAX_BUDGET = 400;

  /**
   * A document is sliced into at least so many pieces, so that a long one is not into thousands.
   */
  private static final int MIN_SLICES = 16;

  private static final int MAX_LONGEST_PARSE = 300;
  private static final int MAX_SLICES_BETWEEN_EDITS = 4;
  private static final int ALL_SLICES = Integer.MAX_VALUE;

  private static final List<String> WHOLE_TEXTS = Spec.wholeTexts();
  private static final Pattern LINE_ENDINGS = Pattern.compile("\r\n|\r|\n");

  public final long seed;
  public final Set<Extension> extensions;
  private final int longestParse;
  private final List<Step> steps = new ArrayList<>();

  /**
   * An edit, or the opening of the document.
   *
   * @param changes null where the document is opened
   * @param text the text after it
   * @param budget for the edit, and for each call that goes on with what it left to be parsed
   * @param slices how many of these calls there are at most before the next edit comes
   */
  public record Step(List<Change> changes, String text, int budget, int slices) {}

  private EditSession(long seed, Set<Extension> extensions, int longestParse) {
    this.seed = seed;
    this.extensions = extensions;
    this.longestParse = longestParse;
  }

  public static EditSession of(long seed) {
    Random random = new Random(seed);
    String text =
        random.nextInt(WHOLE_TEXTS_SHARE) == 0
            ? WHOLE_TEXTS.get(random.nextInt(WHOLE_TEXTS.size()))
            : MixedDocuments.next(random);
    boolean detached = random.nextInt(4) == 0;
    boolean sliced = detached || random.nextInt(3) == 0;
    EditSession session =
        new EditSession(
            seed,
            RandomExtensions.next(random),
            detached ? random.nextInt(MAX_LONGEST_PARSE) : LiveDocument.WHOLE_TEXT);
    session.add(null, text, sliced, random);
    GeneratedEdits edits = new GeneratedEdits(random, text.length() + MAX_GROWTH);
    for (int i = 0; i < EDITS; i++) {
      List<Change> changes = edits.next(text);
      text = GeneratedEdits.apply(text, changes);
      session.add(changes, text, sliced, random);
    }
    return session;
  }

  private void add(List<Change> changes, String text, boolean sliced, Random random) {
    int budget = LiveDocument.WHOLE_TEXT;
    int slices = ALL_SLICES;
    if (sliced) {
      budget = 1 + random.nextInt(Math.max(MAX_BUDGET, text.length() / MIN_SLICES));
      if (random.nextInt(4) == 0) {
        slices = random.nextInt(MAX_SLICES_BETWEEN_EDITS);
      }
    }
    steps.add(new Step(changes, text, budget, slices));
  }

  public int edits() {
    return steps.size() - 1;
  }

  public Step step(int index) {
    return steps.get(index);
  }

  /** Returns how the session is made and what a step does, to be read where that went wrong. */
  public String describe(int index) {
    Step step = steps.get(index);
    StringBuilder description =
        new StringBuilder(
            "extensions %s, longest parse %d, budget %d, slices %d"
                .formatted(extensions, longestParse, step.budget, step.slices));
    description.append("\n  text   ");
    if (step.changes == null) {
      return description.append(Units.escape(step.text)).toString();
    }
    description.append(Units.escape(steps.get(index - 1).text)).append("\n  edit  ");
    for (Change change : step.changes) {
      description.append(
          " [%d, %d, %s]".formatted(change.from(), change.to(), Units.escape(change.insert())));
    }
    return description.toString();
  }

  /** Returns what {@code edit-sessions.js} takes: its strings as {@link Units}. */
  public Message message() {
    return new Message(
        Units.encode(steps.get(0).text),
        extensions.stream().map(Extension::key).toList(),
        longestParse,
        steps.stream().map(this::message).toList());
  }

  private StepMessage message(Step step) {
    return new StepMessage(
        step.changes == null
            ? null
            : step.changes.stream()
                .map(
                    change -> new Change(change.from(), change.to(), Units.encode(change.insert())))
                .toList(),
        step.budget,
        step.slices,
        Units.digest(Markdown.renderMarkdown(step.text, extensions)),
        LINE_ENDINGS.split(step.text, -1).length);
  }

  public record Message(
      String source, List<String> extensions, int longestParse, List<StepMessage> steps) {}

  record StepMessage(List<Change> changes, int budget, int slices, String digest, int lines) {}
}
