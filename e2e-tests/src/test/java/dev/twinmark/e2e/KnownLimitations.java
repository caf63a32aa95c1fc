package dev.twinmark.e2e;

import static dev.twinmark.e2e.BrowserName.FIREFOX;
import static dev.twinmark.e2e.BrowserName.WEBKIT;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests that a browser cannot run, each with the reason. What is not listed here runs in every
 * browser, and fails where a facility is missing.
 */
final class KnownLimitations implements ExecutionCondition {

  private static final String DEVTOOLS =
      "The test drives the browser with the DevTools protocol, which Chromium alone has.";

  private static final String COMPOSITION =
      "WebDriver cannot compose text as an input method does; the DevTools protocol can.";

  private static final String CLIPBOARD =
      "WebKitGTK's driver cannot grant a page the permission to use the clipboard.";

  private static final String SCRIPTS = "WebKitGTK's driver cannot switch scripts off.";

  private static final String DIFFERENCES =
      "KnownDifferences lists those of Chromium's parser; others differ in fewer and other inputs.";

  private static final String MOVE_BEFORE = "WebKit 2.50 has no Element.moveBefore.";

  private static final String NO_LOG =
      "WebKitGTK's driver has no log, and the script that reports in its place is refused as well.";

  private static final String WORKER_EVAL =
      "WebKit refuses eval in a worker, and fires no securitypolicyviolation event there.";

  private static final String FORGETS =
      "While it is automated, MiniBrowser stores nothing on disk: a killed one has lost all.";

  private static final Set<BrowserName> NOT_CHROMIUM = Set.of(FIREFOX, WEBKIT);

  /**
   * A test that does not run in some browsers.
   *
   * @param test the simple name of its class, and the method's behind a {@code #} unless all are
   *     meant
   */
  record Limitation(String test, Set<BrowserName> browsers, String reason) {}

  private static final List<Limitation> ALL =
      List.of(
          new Limitation("KillTest", Set.of(WEBKIT), FORGETS),
          new Limitation(
              "LongDocumentTest#theAccessibilityTreeHasAllOfAnArticle", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("AgreementTest#knownDifferencesAreReal", NOT_CHROMIUM, DIFFERENCES),
          new Limitation("WidgetTest#movingKeepsTextAndUndo", Set.of(WEBKIT), MOVE_BEFORE),
          new Limitation(
              "EmbeddingTest#withoutItsScriptThePageKeepsWhatItHas", Set.of(WEBKIT), NO_LOG),
          new Limitation("BrowserTest#evalInWorkerIsNoticed", Set.of(WEBKIT), WORKER_EVAL),
          new Limitation("TypingTest#leavesCompositionAlone", NOT_CHROMIUM, COMPOSITION),
          new Limitation("WritingTest#commandsLeaveCompositionAlone", NOT_CHROMIUM, COMPOSITION),
          new Limitation("WritingTest#shiftPastesPlainText", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("AccessibilityTest", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("FilesTest", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("GuestbookTest#showsWhatThePreviewShowed", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("LongDocumentTest#printingShowsEverything", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesTest#tabsShowOnePaneAtTheSamePlace", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesTest#outlineLeadsInWhatIsShown", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesTest#tabsAreForNarrowPagesWithBothPanes", NOT_CHROMIUM, DEVTOOLS),
          new Limitation(
              "PanesTest#documentIsPrintedWhateverTheScreenShows", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("RenderingTest#stuckWorkerIsReported", NOT_CHROMIUM, DEVTOOLS),
          new Limitation(
              "RenderingTest#stuckWorkerIsTerminatedAndReplaced", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("ShellTest#panelLiesOverANarrowPage", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("WidgetTest#thousandEditorsLeaveNothingBehind", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("WidgetTest#limitsConcernTheWriter", Set.of(WEBKIT), CLIPBOARD),
          new Limitation(
              "CodeBlocksTest#codeIsCopiedByTheKeyboardAsItIs", Set.of(WEBKIT), CLIPBOARD),
          new Limitation("SpecificationTest", Set.of(WEBKIT), CLIPBOARD),
          new Limitation("WidgetTest#isSentWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation("GuestbookTest#isAFormWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation(
              "GuestbookTest#anEmptyEntryIsNotSentWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation(
              "FirstPaintTest#previewIsTheSameWithoutAndWithScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation("WithoutScriptTest", Set.of(WEBKIT), SCRIPTS));

  static List<Limitation> all() {
    return ALL;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String type = context.getTestClass().map(Class::getSimpleName).orElse("");
    String method = type + "#" + context.getTestMethod().map(Method::getName).orElse("");
    return ALL.stream()
        .filter(one -> one.browsers.contains(BrowserName.current()))
        .filter(one -> one.test.equals(type) || one.test.equals(method))
        .map(one -> ConditionEvaluationResult.disabled(one.reason))
        .findFirst()
        .orElseGet(() -> ConditionEvaluationResult.enabled("no known limitation"));
  }
}
