package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Corpus;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.Excerpt;
import dev.twinmark.e2e.support.HostileInput;
import dev.twinmark.e2e.support.KnownDifferences;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The browser and the server show the same document: the preview, the result of {@code renderSafe}
 * and the server's sanitized HTML have the same DOM, and parsing the preview's HTML again gives the
 * same. Exceptions are in {@link KnownDifferences}.
 */
@Essential
@ExtendWith(BrowserExtension.class)
final class AgreementIT {

  private static final int GENERATED = 25 * Integer.getInteger("twinmark.documents", 40);

  /** Keeps each script well below the driver's limit. */
  private static final int BATCH = 500;

  private final Browser browser;
  private final TwinmarkServer server;
  private final CanaryServer canaries;

  AgreementIT(Browser browser, TwinmarkServer server, CanaryServer canaries) {
    this.browser = browser;
    this.server = server;
    this.canaries = canaries;
  }

  @BeforeEach
  void open() {
    // Parsing the server's HTML is against the policy of the page.
    browser.bypassCsp(true);
    // The documents' images lead nowhere.
    browser.allowProblem("Failed to load resource");
    browser.openEditor(server);
  }

  @Test
  void onTheSpecifications() {
    assertAgree(Corpus.specDocuments());
  }

  @Test
  void onHostileInputs() {
    assertAgree(
        HostileInput.all(canaries).stream()
            .filter(input -> !KnownDifferences.contain(input))
            .map(HostileInput::markdown)
            .toList());
  }

  /** Those that come to agree are to be struck off the list. */
  @Test
  void knownDifferencesAreReal() {
    List<HostileInput> known =
        HostileInput.all(canaries).stream().filter(KnownDifferences::contain).toList();
    assertEquals(KnownDifferences.titles().size(), known.size());
    assertEquals(
        known.size(), differences(known.stream().map(HostileInput::markdown).toList()).size());
  }

  @Test
  void onGeneratedDocuments() {
    long seed = Seeds.next("the generated documents");
    assertAgree(Corpus.generatedForUtf8(seed, GENERATED));
  }

  /** Sanitizers show the source of blocks whose formatting would be reopened too often. */
  @Test
  void onFormattingThatIsNotClosed() {
    long seed = Seeds.next("the formatting");
    assertAgree(Corpus.unclosedFormatting(seed, GENERATED / 10));
  }

  private void assertAgree(List<String> documents) {
    List<Map<?, ?>> failures = differences(documents);
    List<String> messages =
        failures.stream()
            .sorted(Comparator.comparingInt(one -> text(one, "encoded").length()))
            .map(AgreementIT::message)
            .toList();
    int shown = Math.min(messages.size(), 20);
    assertTrue(
        messages.isEmpty(),
        () ->
            "%d of %d documents differ, the shortest first:\n%s"
                .formatted(
                    messages.size(),
                    documents.size(),
                    String.join("\n", messages.subList(0, shown))));
  }

  private List<Map<?, ?>> differences(List<String> documents) {
    List<Map<?, ?>> failures = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<String> batch = documents.subList(from, Math.min(from + BATCH, documents.size()));
      List<?> found =
          (List<?>)
              browser.async(
                  """
                  const { renderSafe } = await import('/assets/v1/render.js');
                  const extensions = e2e.editor().getAttribute('extensions')?.split(' ') ?? [];
                  const found = [];
                  for (const encoded of args[0]) {
                    const markdown = e2e.decode(encoded);
                    // The request is on its way while the page renders.
                    const html = e2e.serverHtml(markdown);
                    const preview = await e2e.show(markdown);
                    const parsed = e2e.parse(await html);
                    const full = document.createElement('div');
                    full.append(await renderSafe(markdown, { extensions }));
                    const agree = e2e.sameContent(preview, parsed) && e2e.sameContent(preview, full);
                    const stable = e2e.sameContent(preview, e2e.parse(preview.innerHTML));
                    if (!agree || !stable) {
                      const shown = (root) => e2e.encode(e2e.content(root).innerHTML);
                      found.push({ encoded, agree, stable, browser: shown(preview), server: shown(parsed) });
                    }
                  }
                  return found;
                  """,
                  batch.stream().map(Units::encode).toList());
      found.forEach(one -> failures.add((Map<?, ?>) one));
    }
    return failures;
  }

  private static String message(Map<?, ?> failure) {
    String preview = text(failure, "browser");
    String parsed = text(failure, "server");
    int at = Excerpt.firstDifference(preview, parsed);
    return "  source  %s\n    browser %s\n    server  %s\n    %s"
        .formatted(
            Units.escape(Excerpt.around(text(failure, "encoded"), 0)),
            Units.escape(Excerpt.around(preview, at)),
            Units.escape(Excerpt.around(parsed, at)),
            Boolean.TRUE.equals(failure.get("stable"))
                ? ""
                : "and the preview is not its own re-parse");
  }

  private static String text(Map<?, ?> failure, String key) {
    return Units.decode((String) failure.get(key));
  }
}
