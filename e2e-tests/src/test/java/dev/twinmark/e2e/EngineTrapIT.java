package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Extension;
import dev.twinmark.engine.GeneratedEdits;
import dev.twinmark.engine.MixedDocuments;
import dev.twinmark.engine.RandomExtensions;
import dev.twinmark.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Calls into the engine that trap: the text stays, and the preview shows it again. {@code
 * -Dtwinmark.documents=…} takes more documents, {@code -Dtwinmark.seed=…} repeats a run.
 */
@ExtendWith(BrowserExtension.class)
final class EngineTrapIT {

  private static final int DOCUMENTS = Integer.getInteger("twinmark.documents", 10);
  private static final int EDITS = 25;
  private static final int MAX_GROWTH = 2_000;

  private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");

  private final Browser browser;
  private final TwinmarkServer server;

  EngineTrapIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.addInitScript(Browser.resource("trap-engine.js"));
    // The documents' images lead nowhere.
    browser.allowProblem("Failed to load resource");
    browser.openEditor(server);
    browser.run("e2e.editor().setAttribute('debounce', '0');");
  }

  /** One call traps for each text at most; where it is the second for a text, the page says so. */
  @Test
  void previewsFollowTextsThroughTraps() {
    // Properties that trap while a patch is shown are reported; Chromium names the error's minified
    // class.
    browser.allowProblem("The Markdown engine failed|The document is nested too deeply");
    long seed = Seeds.next("the traps");
    Random random = new Random(seed);
    browser.run("traps.seed(arguments[0]);", random.nextInt());
    int outdated = 0;
    int texts = 0;
    for (int document = 0; document < DOCUMENTS; document++) {
      List<String> edited = edited(random);
      texts += edited.size();
      String extensions =
          RandomExtensions.next(random).stream()
              .map(Extension::key)
              .collect(Collectors.joining(" "));
      browser.run("e2e.editor().setAttribute('extensions', arguments[0]);", extensions);
      List<?> result =
          (List<?>)
              browser.async(
                  """
                  await import('/assets/v1/preview.js');
                  const editor = e2e.editor();
                  let outdated = 0;
                  for (const encoded of args[0]) {
                    const text = e2e.decode(encoded);
                    traps.arm();
                    editor.value = text;
                    const isShown = await editor.rendered();
                    const { armed } = traps;
                    traps.armed = false;
                    const full = document.createElement('twinmark-preview');
                    full.setAttribute('extensions', args[1]);
                    full.markdown = text;
                    document.body.append(full);
                    await full.rendered();
                    full.remove();
                    traps.armed = armed;
                    const isRight = isShown ? e2e.sameContent(editor.preview, full.preview) : e2e.status() !== '';
                    if (!isRight || editor.value !== text) {
                      return [outdated, JSON.stringify({ text, isShown, value: editor.value, status: e2e.status(),
                          preview: editor.preview.innerHTML, full: full.preview.innerHTML })];
                    }
                    outdated += isShown ? 0 : 1;
                  }
                  return [outdated, ''];
                  """,
                  edited.stream().map(Units::encode).toList(),
                  extensions);
      assertEquals("", result.get(1));
      outdated += ((Number) result.get(0)).intValue();
    }
    Object sprung = browser.run("return [traps.sprung, traps.instances];");
    System.out.printf(
        "Texts: %d, traps and instances: %s, texts said to be outdated: %d%n",
        texts, sprung, outdated);
    assertTrue(outdated <= texts / 10, outdated + " texts of " + texts + " are outdated");
    assertEquals(true, browser.run("return traps.sprung > arguments[0];", texts / 10));
  }

  private static List<String> edited(Random random) {
    String text = MixedDocuments.next(random);
    List<String> texts = new ArrayList<>(List.of(plain(text)));
    GeneratedEdits edits = new GeneratedEdits(random, text.length() + MAX_GROWTH);
    for (int i = 0; i < EDITS; i++) {
      text = GeneratedEdits.apply(text, edits.next(text));
      texts.add(plain(text));
    }
    return texts;
  }

  /** As a text area has it, and UTF-8. */
  private static String plain(String text) {
    String lineFeeds = text.replace("\r\n", "\n").replace('\r', '\n');
    return LONE_SURROGATES.matcher(lineFeeds).replaceAll("\uFFFD");
  }

  @Test
  void engineThatAlwaysTrapsKeepsTextAndPreview() {
    browser.async("await e2e.show('# Title\\n\\nfirst');");
    String before = browser.previewHtml();
    browser.run("Object.assign(traps, { armed: true, always: true });");
    browser.run("e2e.editor().value = '# Title\\n\\nsecond';");
    assertEquals(false, browser.async("return e2e.editor().rendered();"));
    assertEquals(before, browser.previewHtml());
    assertTrue(
        ((String) browser.run("return e2e.status();")).contains("engine failed"),
        "The status says why");
    browser.run("Object.assign(traps, { armed: false, always: false });");
    browser.async("await e2e.show('# Title\\n\\nsecond and third');");
    assertEquals("", browser.run("return e2e.status();"));
    assertTrue(browser.previewHtml().contains("second and third"), browser::previewHtml);
  }

  /** Overflows for real, each time at another place of the engine. */
  @Test
  void fullStacksLeaveTheEngineUsable() {
    List<?> result =
        (List<?>)
            browser.async(
                """
                const { loadMarkdown } = await import('/assets/v1/markdown.js');
                const markdown = await loadMarkdown();
                const options = { extensions: ['github', 'marks', 'definition-lists', 'table-of-contents'] };
                const text = ('[TOC]\\n\\n# A *b*\\n\\n> - a [b](c) &amp; :tada: ==m== $x$\\n>   - d[^n]\\n\\n' +
                    '| e |\\n| - |\\n| f |\\n\\nt\\n: d\\n\\n[^n]: note\\n\\n').repeat(3);
                const expected = markdown.renderMarkdown(text, options);
                const below = (levels, call) => levels === 0 ? call() : below(levels - 1, call);
                const isFull = (levels) => {
                  try {
                    below(levels, () => undefined);
                    return false;
                  } catch {
                    return true;
                  }
                };
                // Again each time: frames become smaller when V8 compiles the function better.
                const deepest = () => {
                  let low = 0, high = 1000000;
                  while (high - low > 1) {
                    const middle = Math.floor((low + high) / 2);
                    if (isFull(middle)) high = middle; else low = middle;
                  }
                  return low;
                };
                let fits = 0;
                let overflows = 0;
                const wrong = [];
                // From one to more than there are: how many the engine needs changes with their size.
                for (let left = 1; left < 100000; left *= 1.03) {
                  const levels = Math.max(0, deepest() - Math.ceil(left));
                  const other = markdown.openDocument(text, options);
                  const live = markdown.openDocument(text, options);
                  try {
                    below(levels, () => live.edit([{ from: 0, to: 0, insert: 'x\\n\\n' }]));
                    fits++;
                  } catch (error) {
                    overflows++;
                    if (error.reason === undefined && !(error instanceof RangeError)) wrong.push(String(error));
                  }
                  live.close();
                  let html;
                  try {
                    html = other.html();
                  } catch (error) {
                    if (error.reason !== undefined) html = expected; else wrong.push(String(error));
                  }
                  other.close();
                  if (html !== expected || markdown.renderMarkdown(text, options) !== expected) {
                    wrong.push(levels);
                  }
                }
                return [overflows, fits, wrong.slice(0, 9)];
                """);
    System.out.println("Full stacks, and others: " + result.subList(0, 2));
    assertEquals(List.of(), result.get(2));
    assertTrue(
        ((Number) result.get(0)).intValue() > 10 && ((Number) result.get(1)).intValue() > 10,
        "The stack was full now and then");
  }
}
