package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The documentation as it is served, and each of its examples run by itself. */
@ExtendWith(BrowserExtension.class)
final class DocumentationIT {

  private final Browser browser;
  private final TwinmarkServer server;

  DocumentationIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @Test
  void everyFileIsServedAndEveryLinkLeadsSomewhere() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".md"))
              .map(file -> file.replace(".md", ""))
              .sorted()
              .toList();
      assertEquals(names, pages().stream().sorted().toList());
    }
    for (String page : pages()) {
      browser.open(server.uri() + "docs/" + page);
      assertEquals(
          List.of(),
          browser.async(
              """
              const broken = [];
              for (const link of document.querySelectorAll('main a')) {
                const { origin, pathname, hash, href } = link;
                if (origin !== location.origin) continue;
                const response = await fetch(pathname);
                const text = await response.text();
                if (!response.ok || (hash !== '' && !text.includes(`id="${hash.slice(1)}"`))) {
                  broken.push(href);
                }
              }
              return broken;
              """),
          page);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyExampleRuns() {
    return pages().stream()
        .flatMap(page -> examplesOf(page).stream())
        .map(url -> DynamicTest.dynamicTest(url, () -> run(url)));
  }

  @Test
  void examplesRunBesideTheirSource() {
    browser.open(server.uri() + "docs");
    browser.await(
        """
        document.querySelector('iframe').contentDocument?.querySelector('twinmark-editor')?.preview
          ?.textContent.includes('see it there')""");
    assertTrue(
        ((String) browser.run("return document.querySelector('.example code').textContent;"))
            .contains("<twinmark-editor>"));
  }

  private void run(String url) {
    browser.takeProblems();
    browser.open(url);
    browser.async(
        """
        const elements = [...document.querySelectorAll('twinmark-editor, twinmark-preview')];
        for (const element of elements) {
          await customElements.whenDefined(element.localName);
          element.scrollIntoView();
          await element.ready;
          if (!(await element.rendered())) throw new Error(`${element.localName} shows nothing`);
        }
        """);
    // The text that an example writes into its page is there; a canvas has none.
    browser.await(
        "[...document.querySelectorAll('[id]:not(twinmark-editor, canvas)')]"
            + ".every((e) => (e.preview?.textContent ?? e.value ?? e.textContent) !== '')");
    assertEquals(List.of(), browser.takeProblems());
  }

  private List<String> pages() {
    browser.open(server.uri() + "docs");
    @SuppressWarnings("unchecked")
    var names =
        (List<String>)
            browser.run(
                "return [...document.querySelectorAll('nav li a')]"
                    + ".map((link) => link.pathname.split('/').at(-1));");
    assertFalse(names.isEmpty());
    return names;
  }

  private List<String> examplesOf(String page) {
    browser.open(server.uri() + "docs/" + page);
    @SuppressWarnings("unchecked")
    var urls =
        (List<String>)
            browser.run(
                "return [...document.querySelectorAll('iframe')].map((frame) => frame.src);");
    return urls;
  }
}
