package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.HostServer;
import dev.twinmark.e2e.support.Images;
import dev.twinmark.engine.Extension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages rendered by a server, with the style sheet and the script for published documents, compared
 * to the editor's preview of the same source.
 */
@ExtendWith(BrowserExtension.class)
final class PublishedIT {

  /** A document with all that Markdown makes, and raw HTML that is allowed. */
  private static final String EVERYTHING = Browser.resource("published.md");

  /** A piece of code with a token in each language. */
  private static final String LANGUAGES =
      """
      js let a
      ts type A = 1
      html <b>
      css b { color: red }
      json "a"
      python def a
      java class A
      cpp int a
      rust let a
      go func a
      php <?php echo 1
      sql SELECT a
      xml <b/>
      yaml a: 1
      sh if true
      ruby def a
      diff +a
      toml a = 1
      docker FROM a
      vue <b>
      """;

  private static final Set<Extension> EXTENSIONS = EnumSet.allOf(Extension.class);

  private static final TwinmarkRenderer RENDERER =
      TwinmarkRenderer.builder().extensions(EXTENSIONS).build();

  /** Higher than the document at any width: what is out of the window is not coloured. */
  private static final int HEIGHT = 9000;

  private final Browser browser;
  private final HostServer host;

  PublishedIT(Browser browser, HostServer host) {
    this.browser = browser;
    this.host = host;
  }

  @ParameterizedTest
  @CsvSource({
    "360, light",
    "360, dark",
    "720, light",
    "720, dark",
    "1280, light",
    "1280, dark",
  })
  void publishedPageHasThePixelsOfThePreview(int width, String scheme) {
    emulate(width, scheme);
    browser.open(previewPage());
    browser.awaitEditor();
    browser.async("await e2e.show(args[0]);", EVERYTHING);
    awaitAids("e2e.editor().preview");
    // The same box, the document's own, in both pages.
    @SuppressWarnings("unchecked")
    var box =
        (Map<String, Object>)
            browser.run(
                """
                const { preview } = e2e.editor();
                const { paddingInlineStart, backgroundColor } = getComputedStyle(preview);
                const { left, width } = preview.getBoundingClientRect();
                const { top } = preview.firstElementChild.getBoundingClientRect();
                const { bottom } = preview.lastElementChild.getBoundingClientRect();
                const padding = parseFloat(paddingInlineStart);
                return {
                  left: left + preview.clientLeft + padding, top,
                  width: preview.clientWidth - 2 * padding, height: bottom - top, backgroundColor,
                };
                """);
    BufferedImage preview = picture(box);

    browser.open(publishedPage(RENDERER.render(EVERYTHING), styles(box)));
    awaitAids("document.querySelector('.markdown')");
    BufferedImage published = picture(box);
    String difference = Images.difference(preview, published);
    if (!difference.isEmpty()) {
      Images.write(preview, "published-" + width + "-" + scheme + "-preview");
      Images.write(published, "published-" + width + "-" + scheme + "-page");
    }
    assertEquals("", difference);
  }

  /** The grammars are bundled without the editor that they are made for. */
  @Test
  void codeInEveryLanguageIsColoured() {
    List<String> languages =
        LANGUAGES.lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    String markdown =
        LANGUAGES
            .lines()
            .map(line -> "```" + line.replaceFirst(" ", "\n") + "\n```\n")
            .collect(Collectors.joining("\n"));
    browser.open(publishedPage(RENDERER.render(markdown), ""));
    for (String language : languages) {
      browser.run(
          "document.querySelector(`.language-${arguments[0]}`).scrollIntoView();", language);
      browser.await(
          """
          [...CSS.highlights.values()].some((ranges) => [...ranges].some(
            ({ startContainer }) =>
              startContainer.parentElement.className === `language-${arguments[0]}`))""",
          language);
    }
  }

  @ParameterizedTest
  @CsvSource({"360, light", "1280, dark"})
  void axeFindsNoBarrier(int width, String scheme) throws IOException {
    emulate(width, scheme);
    // Without a background of the page, axe takes it for white.
    browser.open(publishedPage(RENDERER.render(EVERYTHING), "html { background: Canvas }"));
    awaitAids("document.querySelector('.markdown')");
    browser.run(axe());
    assertEquals(
        List.of(),
        browser.async(
            """
            const { violations } = await axe.run('.markdown', { resultTypes: ['violations'] });
            return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
            """));
  }

  private static String axe() throws IOException {
    try (InputStream in = PublishedIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void taskBoxesAreNamedByTheirItems() {
    browser.open(
        publishedPage(
            RENDERER.render(
                "- [ ] *Sow* borage\n  - [x] Dig\n\n- [ ] Wait\n\n  ```\n  code\n  ```\n"),
            ""));
    browser.await(
        """
        [...document.querySelectorAll('input')].map(({ ariaLabel }) => ariaLabel).join()
          === 'Sow borage,Dig,Wait'""");
  }

  /** Both the element and the script draw formulas. */
  @Test
  void formulaInAPreviewIsDrawnOnce() {
    browser.open(
        host.file(
            "/both.html",
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>A preview</title>
            <link rel="icon" href="data:,">
            <script type="module" src="/assets/v1/preview.js"></script></head>
            <body><twinmark-preview extensions="formulas"><script type="text/markdown">
            $x$

            ```js
            let x;
            ```
            </script></twinmark-preview></body></html>
            """));
    browser.run("window.preview = document.querySelector('twinmark-preview').preview;");
    browser.await("preview.querySelector('twinmark-drawing') !== null");
    browser.async("const { enhance } = await import('/assets/v1/enhance.js'); enhance(preview);");
    // Code is coloured in the look that would draw.
    browser.await("CSS.highlights.size > 0");
    assertEquals(1L, browser.run("return preview.querySelectorAll('twinmark-drawing').length;"));
  }

  private void emulate(int width, String scheme) {
    browser.emulateWindow(width, HEIGHT);
    browser.emulateMedia(Map.of("prefers-color-scheme", scheme));
  }

  private String previewPage() {
    // Without the bar above the document, whose height is no whole number of pixels, and the round
    // corners of the frame, for which Chromium paints the document in a layer of its own.
    host.file(
        "/page.css",
        """
        body { margin: 0 }
        twinmark-editor { --twinmark-radius: 0 }
        twinmark-editor::part(preview)::before { display: none }
        """);
    return host.file(
        "/preview.html",
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>The preview</title>
        <meta name="color-scheme" content="light dark">
        <meta name="viewport" content="width=device-width">
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
        <script type="module" src="/assets/v1/editor.js"></script></head>
        <body><twinmark-editor mode="read" extensions="%s" autogrow></twinmark-editor></body>
        </html>
        """
            .formatted(EXTENSIONS.stream().map(Extension::key).collect(Collectors.joining(" "))));
  }

  private String publishedPage(String html, String styles) {
    host.file("/published.css", styles);
    return host.file(
        "/published.html",
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>A published page</title>
        <meta name="color-scheme" content="light dark">
        <meta name="viewport" content="width=device-width">
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/published.css">
        <link rel="stylesheet" href="/assets/v1/markdown.css">
        <script type="module" src="/assets/v1/enhance.js"></script></head>
        <body><article class="markdown">%s</article></body>
        </html>
        """
            .formatted(html));
  }

  /** Returns the styles of a page that has its document in a box, on the preview's background. */
  private static String styles(Map<String, Object> box) {
    return """
           html { background: %s }
           body { display: flow-root; margin: 0 }
           .markdown { margin-block-start: %spx; margin-inline-start: %spx; inline-size: %spx }
           """
        .formatted(box.get("backgroundColor"), box.get("top"), box.get("left"), box.get("width"));
  }

  /** Waits until code in three languages is coloured and has buttons, and formulas are drawn. */
  private void awaitAids(String root) {
    browser.await(
"""
(() => {
  const root = %s;
  const coloured = new Set([...CSS.highlights.values()].flatMap((ranges) =>
    [...ranges].map(({ startContainer }) => startContainer.parentElement.className)));
  return coloured.size === 3
    && root.shadowRoot?.querySelectorAll('.copy-buttons button').length === root.querySelectorAll('pre').length
    && [...root.querySelectorAll('code.language-math')].every(
      ({ nextSibling }) => nextSibling?.localName === 'twinmark-drawing')
    && [...root.querySelectorAll('img')].every(({ complete }) => complete);
})()"""
            .formatted(root));
    // Until the last highlight is painted.
    browser.async(
        "for (let i = 0; i < 2; i++) await new Promise((resolve) =>"
            + " requestAnimationFrame(resolve));");
  }

  /** Returns the pixels of a box in the page, with whole coordinates around it. */
  private BufferedImage picture(Map<String, Object> box) {
    double left = Math.floor(number(box, "left"));
    double top = Math.floor(number(box, "top"));
    return Images.read(
        (String)
            browser
                .cdp(
                    "Page.captureScreenshot",
                    Map.of(
                        "clip",
                        Map.of(
                            "x",
                            left,
                            "y",
                            top,
                            "width",
                            Math.ceil(number(box, "left") + number(box, "width")) - left,
                            "height",
                            Math.ceil(number(box, "top") + number(box, "height")) - top,
                            "scale",
                            1)))
                .get("data"));
  }

  private static double number(Map<String, Object> box, String name) {
    return ((Number) box.get(name)).doubleValue();
  }
}
