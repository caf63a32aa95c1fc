package dev.twinmark.e2e.support;

import static dev.twinmark.e2e.support.BrowserName.FIREFOX;
import static dev.twinmark.e2e.support.BrowserName.WEBKIT;

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
public final class KnownLimitations implements ExecutionCondition {

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

  private static final String NO_SECOND_FETCH =
      "Firefox fetches a module that could not be fetched no second time before the page is"
          + " reloaded, as the module map of the HTML standard has it.";

  private static final Set<BrowserName> NOT_CHROMIUM = Set.of(FIREFOX, WEBKIT);

  /**
   * A test that does not run in some browsers.
   *
   * @param test the simple name of its class, and the method's behind a {@code #} unless all are
   *     meant
   */
  public record Limitation(String test, Set<BrowserName> browsers, String reason) {}

  private static final List<Limitation> ALL =
      List.of(
          new Limitation("KillIT", Set.of(WEBKIT), FORGETS),
          new Limitation(
              "LongDocumentIT#theAccessibilityTreeHasAllOfAnArticle", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("AgreementIT#knownDifferencesAreReal", NOT_CHROMIUM, DIFFERENCES),
          new Limitation("PackageIT#safeHtmlInNodeIsThatOfTheBrowser", NOT_CHROMIUM, DIFFERENCES),
          new Limitation("PackageIT#safeHtmlInNodeDiffersInSelect", NOT_CHROMIUM, DIFFERENCES),
          new Limitation("WidgetIT#movingKeepsTextAndUndo", Set.of(WEBKIT), MOVE_BEFORE),
          new Limitation(
              "EmbeddingIT#withoutItsScriptThePageKeepsWhatItHas", Set.of(WEBKIT), NO_LOG),
          new Limitation("WidgetIT#whatIsTypedBeforeIsTakenOver", Set.of(FIREFOX), NO_SECOND_FETCH),
          new Limitation(
              "WritingIT#pastesThePlainTextWhenTheConverterFails",
              Set.of(FIREFOX),
              NO_SECOND_FETCH),
          new Limitation("BrowserIT#evalInWorkerIsNoticed", Set.of(WEBKIT), WORKER_EVAL),
          new Limitation("TypingIT#leavesCompositionAlone", NOT_CHROMIUM, COMPOSITION),
          new Limitation("WritingIT#commandsLeaveCompositionAlone", NOT_CHROMIUM, COMPOSITION),
          new Limitation("WritingIT#shiftPastesPlainText", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("AccessibilityIT", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("FilesIT", NOT_CHROMIUM, DEVTOOLS),
          new Limitation(
              "PublishedIT#publishedPageHasThePixelsOfThePreview", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("GuestbookIT#showsWhatThePreviewShowed", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("LongDocumentIT#printingShowsEverything", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesIT#tabsShowOnePaneAtTheSamePlace", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesIT#outlineLeadsInWhatIsShown", NOT_CHROMIUM, DEVTOOLS),
          new Limitation(
              "PanesIT#searchFieldsShowTheirNamesBesideThePreview", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesIT#tabsAreForNarrowPagesWithBothPanes", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("PanesIT#documentIsPrintedWhateverTheScreenShows", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("RenderingIT#stuckWorkerIsReported", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("RenderingIT#stuckWorkerIsTerminatedAndReplaced", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("ShellIT#panelLiesOverANarrowPage", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("WidgetIT#thousandEditorsLeaveNothingBehind", NOT_CHROMIUM, DEVTOOLS),
          new Limitation("WidgetIT#limitsConcernTheWriter", Set.of(WEBKIT), CLIPBOARD),
          new Limitation("CodeBlocksIT#codeIsCopiedByTheKeyboardAsItIs", Set.of(WEBKIT), CLIPBOARD),
          new Limitation("SpecificationIT", Set.of(WEBKIT), CLIPBOARD),
          new Limitation("WidgetIT#isSentWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation("GuestbookIT#isAFormWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation("GuestbookIT#anEmptyEntryIsNotSentWithoutScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation(
              "FirstPaintIT#previewIsTheSameWithoutAndWithScript", Set.of(WEBKIT), SCRIPTS),
          new Limitation("WithoutScriptIT", Set.of(WEBKIT), SCRIPTS));

  public static List<Limitation> all() {
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
