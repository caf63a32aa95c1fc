package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.WithDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Editors whose text is a document of a server, with the real server. */
@ExtendWith(BrowserExtension.class)
final class LiveDocumentIT {

  private static final String TOOLS = Browser.resource("live-documents.js");

  private final Browser browser;
  private final TwinmarkServer server;
  @TempDir private Path data;

  LiveDocumentIT(Browser browser, @WithDocuments TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
    browser.addInitScript(TOOLS);
  }

  private TwinmarkServer startServer() {
    return TwinmarkServer.start("--data", data.toString());
  }

  private TwinmarkServer startServer(int port) {
    return TwinmarkServer.start("--data", data.toString(), "--port", String.valueOf(port));
  }

  /**
   * Opens a new document in the editors {@code a} and {@code b} of one page.
   *
   * @param text its text, an expression of the page's script
   */
  private void openTwo(String text) {
    browser.openEditor(server);
    browser.async("await live.create(" + text + ");");
    browser.async("await live.open('a', 'Ada'); await live.open('b', 'Bo');");
  }

  private static void awaitSaved(Browser browser, String editor) {
    browser.await("live.isSaved(live.editors[arguments[0]])", editor);
  }

  private static void awaitText(Browser browser, String editor, String text) {
    browser.awaitEquals(text, "live.editors[arguments[0]].value", editor);
  }

  @Test
  void editorsOfOneDocumentConverge() {
    openTwo("'# Together\\n\\nwritten\\n'");
    awaitText(browser, "a", "# Together\n\nwritten\n");
    awaitText(browser, "b", "# Together\n\nwritten\n");
    browser.run("live.focus('a', 10);");
    browser.type(" in");
    awaitText(browser, "b", "# Together in\n\nwritten\n");
    browser.run("live.focus('b', 22);");
    browser.type(" by two");
    awaitText(browser, "a", "# Together in\n\nwritten by two\n");
    awaitSaved(browser, "a");
    awaitSaved(browser, "b");
    assertEquals("# Together in\n\nwritten by two\n", browser.async("return live.stored();"));
    browser.await("live.editors.a.preview.textContent.includes('written by two')");
    assertTrue(
        (Boolean)
            browser.run(
                "return live.editors.a.preview.querySelector('h1').textContent === 'Together in';"));
  }

  @Test
  void anotherCaretIsDrawnWithItsName() {
    openTwo("'first line\\nsecond line\\n'");
    browser.run("live.focus('b', 15);");
    browser.await("live.carets('a').length === 1");
    assertEquals("Bo", browser.run("return live.carets('a')[0].textContent;"));
    browser.awaitEquals(1L, "live.editors.a.liveState.people[0].line");
    // The caret moves no lines, and is not read out.
    assertEquals(
        "true",
        browser.run("return live.carets('a')[0].parentElement.getAttribute('aria-hidden');"));
    assertEquals(
        browser.run("return live.lineTops('b');"), browser.run("return live.lineTops('a');"));
    browser.run("live.editors.b.setSelectionRange(0, 10);");
    browser.await("live.root('a').querySelector('.cm-peer-selection') !== null");
    browser.run("live.remove('b');");
    browser.await("live.carets('a').length === 0");
    browser.awaitEquals(0L, "live.editors.a.liveState.people.length");
  }

  @Test
  void caretsGoWithTheDocument() {
    openTwo("'first line\\nsecond line\\n'");
    browser.run("live.focus('b', 15);");
    browser.await("live.carets('a').length === 1");
    // In the task that moves the caret, so that drawing it is still to come.
    browser.run(
        """
        live.editors.a.addEventListener('twinmark-live', ({ target }) => { target.live = ''; });
        live.focus('b', 3);
        """);
    browser.await("live.carets('a').length === 0");
    browser.async("await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));");
    assertEquals("first line\nsecond line\n", browser.run("return live.editors.a.value;"));
  }

  @Test
  void undoTakesBackOwnChangesOnly() {
    openTwo("'text'");
    browser.run("live.focus('a', 4);");
    browser.type(" own");
    awaitText(browser, "b", "text own");
    browser.run("live.focus('b', 0);");
    browser.type("other ");
    awaitText(browser, "a", "other text own");
    browser.run("live.focus('a', 0);");
    browser.type(Keys.CONTROL, "z");
    awaitText(browser, "a", "other text");
    awaitText(browser, "b", "other text");
    browser.type(Keys.CONTROL, "z");
    awaitSaved(browser, "a");
    assertEquals("other text", browser.run("return live.editors.a.value;"));
  }

  @Test
  void changesAboveKeepTheLinesInView() {
    openTwo("live.lines(400)");
    browser.run("live.editors.a.goToLine(200);");
    browser.async("await live.frames(3);");
    Object before = browser.run("return live.firstVisibleLine('a');");
    browser.run("live.editors.b.setRangeText('more\\n'.repeat(30), 0, 0);");
    browser.await("live.editors.a.value.startsWith('more')");
    browser.async("await live.frames(3);");
    assertEquals(before, browser.run("return live.firstVisibleLine('a');"));
  }

  @Test
  void changesOfOthersAreNotLimitedByMaxlengthOrReadonly() {
    openTwo("'12345'");
    browser.run("live.editors.a.readOnly = true; live.editors.a.maxLength = 5;");
    browser.run("live.focus('b', 5);");
    browser.type("6789");
    awaitText(browser, "a", "123456789");
    // The host's own restriction holds.
    browser.run("live.focus('a', 0);");
    browser.type("x");
    awaitSaved(browser, "a");
    assertEquals("123456789", browser.run("return live.editors.a.value;"));
  }

  @Test
  void changesOfOthersLeaveACompositionAlone() {
    openTwo("'text'");
    browser.run("live.focus('a', 4);");
    compose("\u304b");
    browser.run("live.editors.b.setRangeText('more ', 0, 0);");
    awaitSaved(browser, "b");
    compose("\u304b\u306a");
    browser.cdp("Input.insertText", Map.of("text", "\u304b\u306a"));
    awaitText(browser, "a", "more text\u304b\u306a");
    awaitText(browser, "b", "more text\u304b\u306a");
  }

  private void compose(String text) {
    browser.cdp(
        "Input.imeSetComposition",
        Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
  }

  @Test
  void openingAnotherTextEndsTheConnection() {
    openTwo("'shared'");
    browser.run("live.editors.a.open('own');");
    browser.awaitEquals(0L, "live.editors.b.liveState.people.length");
    assertEquals("", browser.run("return live.editors.a.live;"));
    assertEquals(null, browser.run("return live.editors.a.liveState;"));
    assertEquals("own", browser.run("return live.editors.a.value;"));
    assertEquals("shared", browser.async("return live.stored();"));
  }

  @Test
  void streamsOfEventsWorkWhereWebSocketsAreBlocked() {
    browser.addInitScript(
        """
        window.WebSocket = class extends EventTarget {
          constructor() {
            super();
            setTimeout(() => this.dispatchEvent(new CloseEvent('close', { code: 1006 })));
          }
          close() {}
        };
        """);
    openTwo("'text'");
    browser.run("live.focus('a', 4);");
    browser.type(" by events");
    awaitText(browser, "b", "text by events");
    awaitSaved(browser, "a");
    assertEquals("text by events", browser.async("return live.stored();"));
  }

  @Test
  void workWithoutTheServerIsKeptThroughReloadsAndSentLater() {
    browser.bypassServiceWorker(false);
    browser.allowProblem("ERR_CONNECTION_REFUSED|WebSocket connection|ConnectException|Failed to");
    String url;
    String id;
    int port;
    try (TwinmarkServer own = startServer()) {
      url = own.uri().toString();
      port = own.port();
      browser.openEditor(own);
      browser.awaitServiceWorker();
      id = (String) browser.async("return await live.create('text');");
      browser.async("await live.open('a', 'Ada');");
      browser.run("live.focus('a', 4);");
      browser.type(" one");
      awaitSaved(browser, "a");
    }
    browser.awaitEquals("offline", "live.editors.a.liveState.state");
    browser.type(" two");
    browser.await("live.editors.a.liveState.stored && live.editors.a.liveState.pending > 0");
    browser.open(url);
    browser.awaitEditor();
    browser.async("await live.open('a', 'Ada', args[0]);", id);
    awaitText(browser, "a", "text one two");
    browser.run("live.focus('a', 12);");
    browser.type(" three");
    browser.awaitEquals("offline", "live.editors.a.liveState.state");
    try (TwinmarkServer own = startServer(port)) {
      assertTrue(own.isRunning());
      browser.run("window.dispatchEvent(new Event('online'));");
      awaitSaved(browser, "a");
      assertEquals("text one two three", browser.async("return live.stored();"));
      browser.removeServiceWorker();
      // The browser reports connections that are refused.
      browser.open("about:blank");
    }
  }

  @Test
  void aRevokedLinkMakesTheTextReadOnlyAndKeepsUnsentWork() {
    try (Browser writer = Browser.start()) {
      writer.addInitScript(TOOLS);
      browser.openEditor(server);
      String id = (String) browser.async("return await live.create('text');");
      browser.async("await live.open('a', 'Ada');");
      String link = (String) browser.async("return (await live.link('write')).url;");
      writer.open(server.uri().resolve(link).toString());
      // The link leads to the document in the application, which is another test's.
      writer.openEditor(server);
      writer.async("await live.open('b', 'Bo', args[0]);", id);
      writer.run("live.focus('b', 4);");
      writer.type(" more");
      awaitText(browser, "a", "text more");
      awaitSaved(writer, "b");
      browser.async("await live.revoke();");
      writer.awaitEquals("refused", "live.editors.b.liveState.state");
      writer.type(" lost?");
      assertEquals("text more", writer.run("return live.editors.b.value;"));
      assertEquals("text more", browser.async("return live.stored();"));
      writer.allowProblem("403|404|WebSocket");
      writer.takeProblems();
    }
  }

  @Test
  void aKilledBrowserLosesNothingThatItHasStored(@TempDir Path folder) throws IOException {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    String id;
    int port;
    try (TwinmarkServer own = startServer()) {
      port = own.port();
      // Chromium writes cookies 30 s later, or when it is closed.
      try (Browser owner = Browser.start(profile)) {
        owner.addInitScript(TOOLS);
        owner.openEditor(own);
        id = (String) owner.async("return await live.create('text');");
      }
    }
    try (Browser writer = Browser.start(profile)) {
      writer.addInitScript(TOOLS);
      try (TwinmarkServer own = startServer(port)) {
        writer.openEditor(own);
        writer.async("await live.open('a', 'Ada', args[0]);", id);
        writer.run("live.focus('a', 4);");
        writer.type(" sent");
        awaitSaved(writer, "a");
      }
      writer.type(" stored");
      writer.await("live.editors.a.liveState.stored && live.editors.a.liveState.pending === 7");
      writer.processes().forEach(ProcessHandle::destroyForcibly);
    }
    try (TwinmarkServer own = startServer(port);
        Browser writer = Browser.start(profile)) {
      writer.addInitScript(TOOLS);
      writer.openEditor(own);
      writer.async("await live.open('a', 'Ada', args[0]);", id);
      awaitText(writer, "a", "text sent stored");
      awaitSaved(writer, "a");
      assertEquals("text sent stored", writer.async("return live.stored();"));
    }
  }
}
