package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Settings;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Documents become files and come from files, as a writer does it: by menu, shortcut and drop. */
@ExtendWith(BrowserExtension.class)
final class FilesIT {

  private static final String DOCUMENT =
      """
      # A *title*

      A [link](https://example.org/a), `code` & <b title="&quot;x&quot;">HTML</b>.

      <pre>

      two line feeds</pre>

      | a | b |
      |:--|--:|
      """
          + "| row | 1 |\n".repeat(80)
          + "\n- [x] done\n- [ ] open\n\n```\n"
          + "a long line of code ".repeat(20)
          + "\n```\n";

  /** Files of the browser's own, in the place of those that a picker would give. */
  private static final String PICKERS =
      """
      const folder = await navigator.storage.getDirectory();
      const file = await folder.getFileHandle('notes.md', { create: true });
      window.put = async (content) => {
        const writable = await file.createWritable();
        await writable.write(content);
        await writable.close();
      };
      window.bytes = async (handle = file) => [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
      window.showOpenFilePicker = async () => [file];
      window.showSaveFilePicker = async ({ suggestedName }) => {
        window.suggestedName = suggestedName;
        return window.other = await folder.getFileHandle('other.md', { create: true });
      };
      """;

  private static final String DROP =
      """
      const transfer = new DataTransfer();
      for (const [name, content, type] of arguments[0]) transfer.items.add(new File([content], name, { type }));
      const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true });
      let reached = false;
      const over = new AbortController();
      const surface = document.querySelector('[data-twinmark-surface]');
      surface.addEventListener('drop', (event) => { reached = true; event.preventDefault(); event.stopImmediatePropagation(); }, { capture: true, signal: over.signal });
      surface.shadowRoot.querySelector('[contenteditable]').dispatchEvent(event);
      over.abort();
      return reached;
      """;

  private final Browser browser;
  private final TwinmarkServer server;

  @TempDir private Path downloads;

  FilesIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.cdp(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    browser.openEditor(server);
  }

  @Test
  void savesInPlaceAsTheFileWas() {
    browser.async(PICKERS + "await put(new Uint8Array([0x23, 0x20, 0xe9, 13, 10, 120, 13, 10]));");
    press(Keys.CONTROL, "o");
    assertEquals("Opened “notes.md”.", notice());
    assertEquals("# é\nx\n", value());

    browser.focusEditor();
    browser.type("€");
    press(Keys.CONTROL, "s");
    assertEquals("Saved to “notes.md”.", notice());
    assertEquals(List.of(0x80L, 0x23L, 0x20L, 0xe9L, 13L, 10L, 120L, 13L, 10L), bytes());

    browser.run("e2e.editor().value = '→';");
    press(Keys.CONTROL, "s");
    assertTrue(notice().contains("Saved as UTF-8: Windows-1252, the previous encoding"));
    assertEquals(List.of(0xe2L, 0x86L, 0x92L), bytes());

    // Another program's time differs.
    browser.async("await new Promise((resolve) => setTimeout(resolve, 20)); await put('theirs');");
    press(Keys.CONTROL, "s");
    browser.await("document.querySelector('dialog[open]')");
    assertEquals(
        "“notes.md” has been changed by another program", browser.find("dialog h2").getText());
    browser.type(Keys.ESCAPE);
    browser.await("!document.querySelector('dialog')");
    assertEquals("theirs", browser.async("return String.fromCharCode(...await bytes());"));
    press(Keys.CONTROL, "s");
    browser.await("document.querySelector('dialog[open]')");
    browser.find(By.xpath("//dialog//button[.='Overwrite']")).click();
    assertEquals("Saved to “notes.md”.", notice());
    assertEquals(List.of(0xe2L, 0x86L, 0x92L), bytes());

    press(Keys.CONTROL, Keys.SHIFT, "s");
    assertEquals("Saved to “other.md”.", notice());
    assertEquals(
        List.of("notes.md", 3L),
        browser.async("return [suggestedName, (await bytes(other)).length];"));
  }

  @Test
  void knowsTheFileOfADocumentThatIsOpenedAgain() {
    browser.async(PICKERS + "await put(new Uint8Array([0xe9, 13, 10]));");
    press(Keys.CONTROL, "o");
    assertEquals("Opened “notes.md”.", notice());
    browser.find("#new-button").click();
    browser.await("e2e.editor().value === ''");
    browser.back();
    browser.await("e2e.editor().value === 'é\\n'");
    awaitStore();
    browser.focusEditor();
    browser.type("1");
    press(Keys.CONTROL, "s");
    assertEquals("Saved to “notes.md”.", notice());
    assertEquals(List.of(0x31L, 0xe9L, 13L, 10L), bytes());

    browser.await("document.querySelector('#save-state').dataset.state === 'saved'");
    awaitStore();
    browser.openEditor(server);
    browser.await("e2e.editor().value === '1é\\n'");
    awaitStore();
    browser.async(PICKERS);
    browser.focusEditor();
    browser.type("2");
    press(Keys.CONTROL, "s");
    assertEquals("Saved to “notes.md”.", notice());
    assertEquals(List.of(0x32L, 0x31L, 0xe9L, 13L, 10L), bytes());
  }

  @Test
  void uploadsAndDownloadsWhereThereAreNoPickers() throws IOException {
    browser.run("window.showOpenFilePicker = window.showSaveFilePicker = undefined;");
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
    byte[] content = "\uFEFFa\r\nb\r\n".getBytes(StandardCharsets.UTF_16LE);
    press(Keys.CONTROL, "o");
    choose(Files.write(downloads.resolve("in.md"), content));
    assertEquals("Opened “in.md”.", notice());
    Files.delete(downloads.resolve("in.md"));
    press(Keys.CONTROL, "s");
    assertEquals("Downloaded “in.md”.", notice());
    assertEquals(List.of(content.length), List.of(Files.readAllBytes(downloaded("in.md")).length));
    assertEquals(
        new String(content, StandardCharsets.UTF_16LE),
        Files.readString(downloaded("in.md"), StandardCharsets.UTF_16LE));

    press(Keys.CONTROL, "o");
    choose(Files.write(downloads.resolve("x.md"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}));
    assertTrue(notice().startsWith("“x.md” is not a text file."));
    assertEquals("a\nb\n", value());
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", false));
  }

  @Test
  void takesDroppedFilesAndLeavesImages() {
    assertFalse(drop(List.of(List.of("one.md", "# One\n", "text/markdown"))));
    assertEquals("Opened “one.md”.", notice());
    assertEquals("# One\n", value());

    assertFalse(
        drop(
            List.of(
                List.of("two.md", "two", "text/markdown"),
                List.of("three.txt", "three", "text/plain"),
                List.of("x.png", "x", "image/png"))));
    assertEquals(
        "2 documents added. 1 file was skipped: “x.png” doesn’t look like a Markdown or text file.",
        notice());
    assertEquals("# One\n", value());
    assertTrue(drop(List.of(List.of("x.png", "x", "image/png"))));

    // A folder in a folder, and what is hidden.
    browser.async(
        """
        const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('dropped', { create: true });
        const deep = await root.getDirectoryHandle('deep', { create: true });
        for (const [folder, name] of [[root, 'a.md'], [deep, 'b.md'], [root, '.hidden.md']]) {
          const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
          await writable.write('# ' + name);
          await writable.close();
        }
        DataTransferItem.prototype.getAsFileSystemHandle = async () => root;
        """);
    drop(List.of(List.of("dropped", "", "")));
    assertEquals("2 documents added.", notice());
  }

  @Test
  void exportsAPageThatIsThePreview() throws IOException {
    show(DOCUMENT);
    String preview = browser.previewHtml();
    menu("Export as HTML page");
    assertEquals("Downloaded “A title.html”.", notice());
    Path page = downloaded("A title.html");
    menu("Download as Markdown");
    assertEquals("Downloaded “A title.md”.", notice());
    assertEquals(DOCUMENT, Files.readString(downloaded("A title.md")));

    browser.open(page.toUri().toString());
    assertEquals(preview, browser.run("return document.querySelector('main').innerHTML;"));
    assertEquals(
        List.of("A title", "en", "rgb(241, 243, 246)"),
        browser.run(
            "return [document.title, document.documentElement.lang,"
                + " getComputedStyle(document.querySelector('pre')).backgroundColor];"));
    browser.screenshot("exported-page");
  }

  @Test
  void codeInAnExportedPageHasColours() throws IOException {
    show("# Code\n\n```js\nconst a = '<b>';\n```\n\n```nothing\nconst b;\n```\n");
    menu("Export as HTML page");
    notice();
    browser.open(downloaded("Code.html").toUri().toString());
    assertEquals(
        List.of("const a = '<b>';\n", "code-keyword code-name code-string", "rgb(168, 23, 60)"),
        browser.run(
            """
            const tokens = [...document.querySelectorAll('pre span')];
            return [
              document.querySelector('pre').textContent,
              tokens.map(({ className }) => className).join(' '),
              getComputedStyle(tokens[0]).color,
            ];
            """));
  }

  @Test
  void exportedPageHasItsFormulasAndDiagramsWithoutScripts() throws IOException {
    show(
        """
        # Drawn

        A <code class="language-math math-inline">\\raisebox{1em}{x}^2</code>

        ```math
        \\frac{a}{
        ```

        ```mermaid
        graph TD
          A[Start] --> B[End]
        ```
        """);
    menu("Export as HTML page");
    browser.await(
        Duration.ofSeconds(60), "document.body.textContent.includes('Downloaded “Drawn.html”.')");
    browser.open(downloaded("Drawn.html").toUri().toString());
    browser.await("document.querySelector('main img').naturalWidth > 0");
    assertEquals(
        List.of(1L, 1L, 0L, 0L, true),
        browser.run(
            """
            const main = document.querySelector('main');
            return [main.querySelectorAll('p math').length, main.querySelectorAll('picture').length,
              main.querySelectorAll('[style], twinmark-drawing').length, document.scripts.length,
              main.querySelector('pre').textContent.includes('frac{a}{')];
            """));
  }

  @Test
  void linksWithinAnExportedPageLeadWhereTheyDoInThePreview() throws IOException {
    show(
        """
        # Links

        [one](#notes) [two](#notes-1) [three](#größe) [own](#own) [place](#place) [none](#none) [top](#)

        ## Notes

        ## Notes

        > ## Größe

        <h2 id="own">Its own</h2>

        <p id="place">A place</p>
        """);
    menu("Export as HTML page");
    notice();
    browser.open(downloaded("Links.html").toUri().toString());
    assertEquals(
        List.of("h2 0", "h2 1", "h2 2", "h2 3", "p 0", "", ""),
        browser.run(
            """
            return [...document.querySelectorAll('main a')].map((link) => {
              link.click();
              const target = document.querySelector(':target');
              const place = [...document.querySelectorAll(target?.localName ?? 'none')]
                .filter(({ id }) => id !== '').indexOf(target);
              return target === null ? '' : target.localName + ' ' + place;
            });
            """));
  }

  @Test
  void copiesWhatIsRenderedOrSaysHowTo() {
    // Chromium sanitizes HTML for the clipboard with styles that the page's policy does not know.
    browser.allowProblem("Applying inline style|securitypolicyviolation style-src");
    browser.allowClipboard();
    show("*x*\n");
    menu("Copy formatted text");
    assertEquals("Formatted text copied.", notice());
    assertEquals(
        List.of("*x*\n", true),
        browser.async(
            """
            const [item] = await navigator.clipboard.read();
            const text = async (type) => (await item.getType(type)).text();
            return [await text('text/plain'), /<p[^>]*><em[^>]*>x<\\/em><\\/p>/.test(await text('text/html'))];
            """));
    menu("Copy as HTML");
    assertEquals("HTML copied.", notice());
    assertEquals("<p><em>x</em></p>\n", browser.async("return navigator.clipboard.readText();"));

    browser.run(
        "navigator.clipboard.write = () => Promise.reject(new DOMException('',"
            + " 'NotAllowedError'));");
    menu("Copy as HTML");
    browser.await("document.querySelector('dialog[open] textarea')?.selectionEnd === 18");
    browser.type(Keys.ESCAPE);
    menu("Copy formatted text");
    assertTrue(notice().contains("The preview is selected"));
    assertEquals("x", browser.run("return getSelection().toString().trim();"));
  }

  @Test
  void printsTheDocumentAlone() throws IOException {
    show(DOCUMENT);
    browser.run("window.print = () => { window.printed = document.title; };");
    press(Keys.CONTROL, "p");
    browser.await("window.printed === 'A title' && document.title === 'Twinmark'");
    byte[] pdf =
        Base64.getDecoder().decode((String) browser.cdp("Page.printToPDF", Map.of()).get("data"));
    Files.write(Settings.output("printed.pdf"), pdf);
    long pages =
        Pattern.compile("/Type /Page\\b")
            .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
            .results()
            .count();
    assertTrue(pages >= 3 && pages <= 6, () -> pages + " pages");

    Map<String, String> dark = Map.of("name", "prefers-color-scheme", "value", "dark");
    browser.cdp("Emulation.setEmulatedMedia", Map.of("media", "print", "features", List.of(dark)));
    try {
      assertEquals(
          List.of("#ffffff", "none", "none", "visible", "table-header-group", "pre-wrap", true),
          browser.run(
              """
              const style = (css, pseudo) => getComputedStyle(document.querySelector(css), pseudo);
              return [style(':root').getPropertyValue('--paper'), style('.page-header').display, style('twinmark-editor > form').display,
                style('[data-twinmark-preview]').overflowY, style('thead').display, style('pre').whiteSpace,
                style('[data-twinmark-preview] a', '::after').content.includes('https://example.org/a') ||
                  style('[data-twinmark-preview] a', '::after').content.includes('attr(href)')];
              """));
    } finally {
      browser.cdp("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
    }
  }

  @Test
  void libraryGoesIntoAZipAndBack() {
    show("# First\n");
    drop(List.of(List.of("a.md", "# First\n", ""), List.of("b.md", "b", "")));
    assertEquals("2 documents added.", notice());
    menu("Download all documents as zip");
    String said = notice();
    assertTrue(said.matches("Downloaded “twinmark-\\d{4}-\\d\\d-\\d\\d\\.zip”\\."), said);
    Path zip = downloaded(said.substring(said.indexOf('“') + 1, said.indexOf('”')));
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
    menu("Add documents from a zip…");
    choose(zip);
    assertEquals("3 documents added.", notice());
    browser.cdp("Page.setInterceptFileChooserDialog", Map.of("enabled", false));
  }

  @Test
  void longWorkIsShownAndCancelled() {
    show("x\n");
    browser.run("e2e.editor().rendered = () => new Promise(() => {});");
    menu("Export as HTML page");
    browser.await("document.querySelector('dialog[open] progress')");
    browser.screenshot("progress");
    browser.type(Keys.ESCAPE);
    browser.await("!document.querySelector('dialog')");
    browser.run("delete e2e.editor().rendered;");
    menu("Export as HTML page");
    assertEquals("Downloaded “x.html”.", notice());
  }

  private void show(String text) {
    browser.async("await e2e.show(e2e.decode(args[0]));", Units.encode(text));
  }

  private String value() {
    return (String) browser.run("return e2e.editor().value;");
  }

  /**
   * Waits for what the page has begun to read from its store, such as a document's file, or to
   * write.
   */
  private void awaitStore() {
    browser.async(
        """
        const request = indexedDB.open('twinmark');
        await new Promise((done) => { request.onsuccess = done; });
        // It begins when all transactions before it have ended.
        const transaction = request.result.transaction(request.result.objectStoreNames, 'readwrite');
        transaction.objectStore('files').count();
        await new Promise((done) => { transaction.oncomplete = done; });
        request.result.close();
        """);
  }

  private Object bytes() {
    return browser.async("return bytes();");
  }

  private boolean drop(List<List<String>> files) {
    return (Boolean) browser.run(DROP, files);
  }

  private void press(CharSequence... keys) {
    browser.focusEditor();
    browser.type(keys);
  }

  /** Chooses an action by keyboard, as the menu's pattern has it. */
  private void menu(String action) {
    // Its script is loaded last.
    browser.await("document.querySelector('.menu-button > button')");
    browser.run("document.querySelector('.menu-button > button').focus();");
    browser.type(Keys.ARROW_DOWN);
    for (int i = 0; i < 20; i++) {
      if (Boolean.TRUE.equals(
          browser.run(
              "return document.activeElement.firstChild.textContent === arguments[0];", action))) {
        browser.type(Keys.ENTER);
        return;
      }
      browser.type(Keys.ARROW_DOWN);
    }
    throw new AssertionError("There is no action " + action);
  }

  private void choose(Path file) {
    browser.await("document.querySelector('input[type=file]')");
    browser.find("input[type=file]").sendKeys(file.toString());
  }

  /** Returns the page's next notice, and dismisses it. */
  private String notice() {
    browser.await("document.querySelector('.notices p')");
    String text = browser.find(".notices p > span").getText();
    browser.find(".notices p > button").click();
    return text;
  }

  private Path downloaded(String name) {
    Path file = downloads.resolve(name);
    for (int i = 0; i < 600 && !Files.exists(file); i++) {
      browser.async("await new Promise((resolve) => setTimeout(resolve, 50));");
    }
    return file;
  }
}
