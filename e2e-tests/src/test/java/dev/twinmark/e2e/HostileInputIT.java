package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.AllowList;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.HostileInput;
import dev.twinmark.e2e.support.KnownDifferences;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.engine.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks that hostile documents do nothing to a page. A script that runs, a violation of the policy
 * and a canary that is asked for are noticed by {@link Browser} and {@link CanaryServer}; the rest
 * is checked here.
 */
@Essential
@ExtendWith(BrowserExtension.class)
final class HostileInputIT {

  private static final int AT_LEAST = 100;

  private static final String ALL_EXTENSIONS =
      Stream.of(Extension.values()).map(Extension::key).collect(Collectors.joining(" "));

  /** The inputs for extensions that the page does not turn on: their Markdown is text in it. */
  private static final Pattern NOT_OF_THE_PAGE =
      Pattern.compile(
          "(contents|definition list|inline footnote|superscript|subscript|mark|insertion):.*");

  /** Events of images and animations come after the nodes; those of all inputs are waited for. */
  private static final int LATE_EVENTS_MILLISECONDS = 20;

  /**
   * The step between the inputs that are sent with the form: loading the page for all takes four
   * minutes. {@link AgreementIT} compares what the server and the script show for each.
   */
  private static final int STEP = Integer.getInteger("twinmark.hostile.step", 8);

  private final Browser browser;
  private final TwinmarkServer server;
  private final CanaryServer canaries;
  private final List<HostileInput> inputs;
  private final Map<?, ?> allowList = AllowList.load();
  private final List<String> failures = new ArrayList<>();

  HostileInputIT(Browser browser, TwinmarkServer server, CanaryServer canaries) {
    this.browser = browser;
    this.server = server;
    this.canaries = canaries;
    this.inputs = HostileInput.all(canaries);
    assertTrue(inputs.size() >= AT_LEAST);
  }

  /** As a user meets it: sent with the form, shown by the server, taken over by the script. */
  @Test
  void doesNothingInThePage() {
    browser.addInitScript(Browser.resource("preview-mutations.js"));
    browser.openEditor(server);
    List<HostileInput> ofThePage =
        inputs.stream().filter(input -> !NOT_OF_THE_PAGE.matcher(input.title()).matches()).toList();
    for (int i = 0; i < ofThePage.size(); i += STEP) {
      HostileInput input = ofThePage.get(i);
      browser.run(
          """
          e2e.editor().value = e2e.decode(arguments[0]);
          const { form } = document.querySelector('[data-twinmark-source]');
          e2e.hasLeft = true;
          HTMLFormElement.prototype.submit.call(form);
          """,
          Units.encode(input.markdown()));
      browser.await(
          "document.readyState === 'complete' && window.e2e && !e2e.hasLeft && e2e.editor()");
      List<?> found =
          run(
              """
                  await e2e.firstRender();
                  const { preview } = e2e.editor();
                  const found = e2e.strays(preview, args[0]);
                  if (args[2] && e2e.previewMutations.length > 0) {
                    found.push('the script changed the preview: ' + e2e.previewMutations);
                  }
                  e2e.editor().setAttribute('extensions', args[3]);
                  await e2e.show('');
                  await e2e.show(e2e.decode(args[1]));
                  found.push(...e2e.strays(preview, args[0]), ...e2e.clobbered());
                  return found;
                  """,
              allowList,
              Units.encode(input.markdown()),
              !KnownDifferences.contain(input),
              ALL_EXTENSIONS);
      // Firefox says so where others keep still.
      browser.allowProblem("The document tree is too deep");
      note(input, found);
    }
    assertNone();
  }

  /** The sanitizers alone, on a page without the policy behind them, with all extensions. */
  @Test
  void doesNothingWithoutPolicy() {
    browser.bypassCsp(true);
    browser.openEditor(server);
    browser.run("e2e.editor().setAttribute('extensions', arguments[0]);", ALL_EXTENSIONS);
    for (HostileInput input : inputs) {
      List<?> found =
          run(
              """
                  const markdown = e2e.decode(args[1]);
                  const preview = await e2e.show(markdown);
                  const html = await e2e.serverHtml(markdown);
                  const live = document.createElement('div');
                  document.body.append(live);
                  live.innerHTML = html;
                  await new Promise((resolve) => setTimeout(resolve, args[2]));
                  const found = [];
                  for (const [where, root] of [['preview', preview], ['server', live], ['inert', e2e.parse(html)]]) {
                    for (const stray of e2e.strays(root, args[0])) found.push(`${where}: ${stray}`);
                    if (!e2e.sameContent(root, e2e.parse(root.innerHTML))) {
                      found.push(`${where}: not its own re-parse: ${root.innerHTML}`);
                    }
                  }
                  found.push(...e2e.clobbered());
                  live.remove();
                  return found;
                  """,
              allowList,
              Units.encode(input.markdown()),
              LATE_EVENTS_MILLISECONDS);
      note(input, found);
    }
    assertNone();
  }

  /** Returns what a script found, or its failure: the other inputs are to have their turn. */
  private List<?> run(String script, Object... arguments) {
    try {
      return (List<?>) browser.async(script, arguments);
    } catch (AssertionError e) {
      return List.of(e.getMessage());
    }
  }

  /** Adds what a script found and what the browser and the canaries have noticed meanwhile. */
  private void note(HostileInput input, List<?> found) {
    List<Object> all = new ArrayList<>(found);
    all.addAll(browser.takeProblems());
    canaries.takeRequests().forEach(request -> all.add("canary requested: " + request));
    if (!all.isEmpty()) {
      failures.add(
          input.title()
              + ": "
              + Units.escape(abbreviated(input.markdown()))
              + all.stream()
                  .map(one -> "\n    " + abbreviated(one.toString()))
                  .reduce("", String::concat));
    }
  }

  private static String abbreviated(String text) {
    int longest = 300;
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  private void assertNone() {
    assertTrue(
        failures.isEmpty(),
        () ->
            "%d of %d inputs:\n  %s"
                .formatted(failures.size(), inputs.size(), String.join("\n  ", failures)));
  }
}
