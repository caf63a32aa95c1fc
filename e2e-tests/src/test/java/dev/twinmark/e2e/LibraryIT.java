package dev.twinmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.net.URLEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;

/** The documents that the browser keeps. */
@Essential
@ExtendWith(BrowserExtension.class)
final class LibraryIT {

  private static final String SAVED =
      "document.querySelector('.save-state').dataset.state === 'saved'";

  private final Browser browser;
  private final TwinmarkServer server;

  LibraryIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
    browser.async("await e2e.storeOpened();");
  }

  @Test
  void whatIsWrittenIsThereAgain() {
    write("# Shopping\n\nmilk");
    assertTrue(browser.url().contains("?document="), browser::url);
    awaitTitle("Shopping");
    browser.openEditor(server);
    browser.await("e2e.editor().value.endsWith('milk')");
    awaitTitle("Shopping");
    browser.await("e2e.editor().preview.textContent.includes('milk')");
  }

  @Test
  void anAddressLeadsToAHeadingOfADocument() {
    write("# Notes\n\n");
    browser.run(
        "e2e.editor().insertMarkdown(arguments[0]);", "text\n\n".repeat(100) + "## Größe\n");
    write("# Another");
    browser.back();
    browser.await("e2e.editor().value.startsWith('# Notes')");
    String address = browser.url() + "#größe";
    browser.open("about:blank");
    browser.open(address);
    browser.awaitEditor();
    browser.await("e2e.editor().caret.line === 202");
    browser.await("e2e.editor().preview.scrollTop > 500");
  }

  @Test
  void aTextOfAnotherSiteIsStoredOnlyWhenKept() {
    write("# Mine");
    postFromAnotherSite("# Theirs");
    browser.openEditor(server);
    browser.await("e2e.editor().value.endsWith('Mine')");
    postFromAnotherSite("# Theirs");
    browser.find(".notices [role=alert] button").click();
    browser.await(SAVED);
    awaitTitle("Theirs");
    assertEquals(0, browser.count(".notices [role=alert] button"));
    browser.openEditor(server);
    browser.await("e2e.editor().value === '# Theirs'");
  }

  /** Posts a form as a page of another origin does, and waits for the notice. */
  private void postFromAnotherSite(String markdown) {
    String page =
        "<form method=post action=%s><textarea name=markdown>%s</textarea><button>Send</button></form>"
            .formatted(server.uri(), markdown);
    browser.open(
        "data:text/html;charset=utf-8," + URLEncoder.encode(page, UTF_8).replace("+", "%20"));
    browser.find("button").click();
    browser.await("location.protocol !== 'data:'");
    browser.awaitEditor();
    browser.await("e2e.editor().value === arguments[0]", markdown);
    browser.await("document.querySelectorAll('.notices [role=alert] button').length === 2");
    awaitTitle(markdown.replaceFirst("^# ", ""));
    assertEquals("Twinmark", browser.run("return document.title;"), "no document is stored");
  }

  @Test
  void reloadingInTheMiddleOfAWordLosesNothing() {
    write("# Notes");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END));
    browser.type(" and");
    // In one task: there is no time to store it.
    browser.leave(
        "window.hasLeft = true; e2e.editor().insertMarkdown(' more'); location.reload();");
    browser.await("window.hasLeft === undefined && window.e2e?.editor() !== null");
    browser.awaitEditor();
    browser.await("e2e.editor().value === '# Notes and more'");
  }

  /** The user is told once, can save it as a file, and has all other documents. */
  @Test
  void malformedStoredDataIsSetAside() {
    write("# Fine");
    browser.async(
        """
        localStorage.setItem('twinmark.rescue.a-broken', '{"text":');
        localStorage.setItem('twinmark.rescue.b-kept', JSON.stringify({ revision: 'x', text: '# Rescued' }));
        const request = indexedDB.open('twinmark');
        await new Promise((done) => { request.onsuccess = done; });
        const transaction = request.result.transaction(['documents', 'texts'], 'readwrite');
        transaction.objectStore('documents').put({ id: 'lost', updatedAt: 'never' });
        transaction.objectStore('documents').put({ id: 'damaged' });
        transaction.objectStore('texts').put('# Damaged', 'damaged');
        await new Promise((done) => { transaction.oncomplete = done; });
        request.result.close();
        """);
    browser.openEditor(server);
    browser.await(
        "document.querySelector('.notices [role=alert]').textContent.startsWith('2 stored')");
    showLibrary();
    browser.await(LISTED + ".split('|').sort().join() === 'Damaged,Fine,Rescued'");
    assertEquals("{\"text\":", browser.run("return localStorage['twinmark.rescue.a-broken'];"));
    browser.openEditor(server);
    browser.await("e2e.editor().value === '# Rescued'");
    assertEquals(0, browser.count(".notices [role=alert] p"));
  }

  @Test
  void documentsAreListedFoundRenamedCopiedAndDeleted() {
    write("# First\n\napples");
    write("# Second\n\npears");
    showLibrary();
    awaitListed("Second|First");
    search("apples");
    browser.await(LISTED + " === 'First'");
    search("");
    browser.await(LISTED + " === 'Second|First'");
    press("First", "Rename");
    browser.type("Fruit\n");
    browser.await(LISTED + " === 'Second|Fruit'");
    press("Fruit", "Duplicate");
    browser.await(LISTED + ".split('|').includes('Copy of Fruit')");
    press("Second", "Delete");
    browser.await("!" + LISTED + ".includes('Second')");
    assertEquals("", browser.run("return e2e.editor().value;"), "the open document was deleted");
    browser.await("document.querySelector('.notices [role=status] button')");
    browser.find(".notices [role=status] button").click();
    browser.await("e2e.editor().value === '# Second\\n\\npears'");
    awaitTitle("Second");
    press("Fruit", "Pin");
    browser.await(LISTED + ".startsWith('Fruit|')");
    browser.openEditor(server);
    browser.await(LISTED + ".startsWith('Fruit|')");
    assertEquals(
        "apples",
        browser.run(
            "return document.querySelector('.document-list li .document-excerpt').textContent;"));
    press("Fruit", "Unpin");
    browser.await("!" + LISTED + ".startsWith('Fruit|')");
    browser.run(
        "e2e.editor().select(); e2e.editor().insertMarkdown('# A\\n\\nb[^1] c\\n\\n[^1]: d');");
    browser.awaitEquals(
        "b c", "document.querySelector('[aria-current] .document-excerpt')?.textContent");
  }

  @Test
  void documentsAreGroupedByTags() {
    write("---\ntags: [garden, Bees]\n---\n# First");
    write("# Second");
    showLibrary();
    browser.awaitEquals("Bees 1|garden 1", TAGS);
    press("Second", "Tags…");
    browser.await("document.activeElement.matches('.tags input')");
    browser.type("Work, #bees", Keys.ENTER);
    browser.awaitEquals("Bees 2|garden 1|Work 1", TAGS);
    browser.type(Keys.ARROW_DOWN);
    browser.awaitEquals("garden", "document.activeElement.textContent");
    browser.type(Keys.ENTER);
    browser.awaitEquals(
        "Work|Bees|garden",
        "[...document.querySelectorAll('.tags li > span')].map((e) => e.textContent).join('|')");
    browser.run("document.querySelector('.tags [aria-label*=garden]').click();");
    browser.awaitEquals("Bees 2|garden 1|Work 1", TAGS);
    browser.type(Keys.ESCAPE);
    browser.await("document.activeElement.getAttribute('aria-label') === 'Document menu: Second'");
    press("Second", "Duplicate");
    browser.awaitEquals("Bees 3|garden 1|Work 2", TAGS);
    pressTag("work");
    awaitListed("Copy of Second|Second");
    search("#BEE");
    browser.awaitEquals("Copy of Second|Second", LISTED);
    search("");
    write("Third");
    browser.awaitEquals("Third|Copy of Second|Second", LISTED);
    browser.openEditor(server);
    browser.awaitEquals("Bees 3|garden 1|Work 3", TAGS);
    pressTag("garden");
    awaitListed("First");
    press(By.cssSelector("button[aria-label='Document menu: First']"));
    press(By.xpath("//*[@role='menuitem'][.='Tags…']"));
    browser.await("document.querySelectorAll('.tags li > span').length === 2");
    assertEquals(0, browser.count(".tags li > span + button"), "the text has its tags");
    browser.type(Keys.ESCAPE);
    pressTag("garden");
    browser.await("document.querySelectorAll('.document-list li').length === 4");
  }

  private static final String TAGS =
      "[...document.querySelectorAll('.tag-filter button')].slice(1)"
          + ".map((e) => e.textContent).join('|')";

  private void pressTag(String tag) {
    browser.run("document.querySelector(`[data-tag=\"${arguments[0]}\"]`).click();", tag);
  }

  @Test
  void aTitleThatIsBeingWrittenOutlivesChangesElsewhere() {
    write("# First");
    write("# Shared");
    showLibrary();
    press("First", "Rename");
    browser.type("My tit");
    writeElsewhere("# Changed");
    browser.async(
        "new BroadcastChannel('twinmark').postMessage("
            + "{ id: new URL(location).searchParams.get('document') });");
    browser.await("e2e.editor().value === '# Changed'");
    browser.await("document.querySelectorAll('.document-list li').length === 2");
    browser.type("le");
    assertEquals(
        "My title", browser.run("return document.querySelector('.document-rename input').value;"));
    browser.type("\n");
    browser.await(LISTED + ".split('|').includes('My title')");
    browser.await(
        "document.activeElement.getAttribute('aria-label') === 'Document menu: My title'");
    press("My title", "Rename");
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('.document-rename') === null");
    browser.await(
        "document.activeElement.getAttribute('aria-label') === 'Document menu: My title'");
  }

  @Test
  void theWayBackLeadsToTheDocumentBefore() {
    write("# First");
    write("# Second");
    browser.back();
    browser.await("e2e.editor().value === '# First'");
    browser.forward();
    browser.await("e2e.editor().value === '# Second'");
  }

  @Test
  void anotherWindowIsFollowed() {
    write("# Shared");
    writeElsewhere("# Shared, and changed elsewhere");
    browser.async(
        "new BroadcastChannel('twinmark').postMessage("
            + "{ id: new URL(location).searchParams.get('document') });");
    browser.await("e2e.editor().value === '# Shared, and changed elsewhere'");
  }

  @Test
  void ofTwoTextsNoneIsLostSilently() {
    write("# Shared");
    writeElsewhere("# Theirs");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END));
    browser.type(" mine");
    browser.await("document.querySelectorAll('.notices [role=alert] button').length === 3");
    assertEquals("# Shared mine", browser.run("return e2e.editor().value;"));
    browser.find(By.xpath("//*[@class='notices']//button[.='Keep both']")).click();
    browser.await("e2e.editor().value === '# Theirs'");
    showLibrary();
    browser.await(LISTED + ".split('|').includes('Shared mine')");
  }

  @Test
  void withoutAStoreItSaysSoAndGoesOn() {
    browser.addInitScript(
        "Object.defineProperty(window, 'indexedDB', { value: { open() {"
            + " throw new DOMException('no', 'SecurityError'); } } });");
    browser.openEditor(server);
    browser.await("document.querySelector('.notices [role=alert] button')");
    browser.focusEditor();
    browser.type("still here");
    browser.await("e2e.editor().preview.textContent.includes('still here')");
    browser.await("document.querySelector('.save-state').dataset.state === 'failed'");
  }

  @Test
  void anEarlierVersionIsShownAndRestored() {
    write("# Version one");
    browser.await(SAVED);
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END));
    browser.type(" changed");
    browser.await(SAVED);
    showLibrary();
    press("Version one changed", "Version history");
    browser.await("document.querySelector('.history[open] li button')");
    browser.find(".history li button").click();
    browser.await(
        "document.querySelector('.history-comparison').shadowRoot.querySelector('.cm-mergeView')");
    browser.find(".history .primary").click();
    browser.await("!e2e.editor().value.includes('changed')");
    browser.await(SAVED);
    showLibrary();
    // The first version is what had been typed when it was first stored: not always the whole line.
    press(By.cssSelector(".document-list li:first-child .menu-button > button"));
    press(By.xpath("//*[@role='menuitem'][.='Version history']"));
    browser.await("document.querySelectorAll('.history[open] li button').length === 2");
    browser.run("document.querySelector('.history').close();");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value.includes('changed')");
  }

  @Test
  void aTextThatCannotBeStoredDoesNotGiveWay() {
    write("# First");
    write("# Second");
    browser.run(
        """
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
        window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
        """);
    browser.type(" and precious");
    browser.await("document.querySelector('.save-state').dataset.state === 'failed'");
    browser.back();
    browser.await("document.querySelector('dialog[open]')");
    browser.run("document.querySelector('dialog[open] button:last-child').click();");
    browser.await("!document.querySelector('dialog[open]')");
    assertEquals("# Second and precious", browser.run("return e2e.editor().value;"));
    browser.run("makeRoom();");
    browser.focusEditor();
    browser.type("!");
    browser.await(SAVED);
    awaitTitle("Second and precious!");
    browser.back();
    browser.await("e2e.editor().value === '# First'");
  }

  @Test
  void whileTheWriterDecidesBothTextsAreStored() {
    write("# First");
    write("# Shared");
    writeElsewhere("# Theirs");
    browser.type(" mine");
    browser.await("document.querySelectorAll('.notices [role=alert] button').length === 3");
    browser.type(" too");
    browser.await(SAVED);
    writeElsewhere("# Theirs, written on");
    browser.back();
    browser.await("e2e.editor().value === '# First'");
    showLibrary();
    browser.await(LISTED + ".split('|').sort().join('|') === 'First|Shared|Shared mine too'");
    search("written on");
    browser.await(LISTED + " === 'Shared'");
  }

  @Test
  void takingTheOtherTextTakesItAsItIsNow() {
    write("# Shared");
    writeElsewhere("# Theirs");
    browser.type(" mine");
    browser.await("document.querySelectorAll('.notices [role=alert] button').length === 3");
    writeElsewhere("# Theirs, written on");
    browser.find(By.xpath("//*[@class='notices']//button[.='Use the other version']")).click();
    browser.await("e2e.editor().value === '# Theirs, written on'");
  }

  @Test
  void deletionIsNotUndoneOverWhatAnotherWindowWrote() {
    write("# Doomed");
    Object id = browser.run("return new URL(location).searchParams.get('document');");
    showLibrary();
    press("Doomed", "Delete");
    browser.await("document.querySelector('.notices [role=status] button')");
    writeElsewhere("# Doomed, yet written on", id);
    browser.find(".notices [role=status] button").click();
    browser.await("e2e.editor().value === '# Doomed, yet written on'");
  }

  @Test
  void itIsStoredWithoutASecureContext() {
    browser.addInitScript(
        """
        Object.defineProperty(navigator, 'storage', { value: undefined });
        Object.defineProperty(crypto, 'randomUUID', { value: undefined });
        """);
    browser.openEditor(server);
    write("# Plain");
  }

  private static final String LISTED =
      "[...document.querySelectorAll('.document-list li strong')].map((e) => e.textContent).join('|')";

  /** Does to the store what another window does. */
  private void writeElsewhere(String text) {
    writeElsewhere(text, browser.run("return new URL(location).searchParams.get('document');"));
  }

  private void writeElsewhere(String text, Object id) {
    browser.async(
        """
        const [text, id] = args;
        const request = indexedDB.open('twinmark');
        await new Promise((done) => { request.onsuccess = done; });
        const transaction = request.result.transaction(['documents', 'texts'], 'readwrite');
        const documents = transaction.objectStore('documents');
        documents.get(id).onsuccess = ({ target }) => {
          documents.put({
            title: 'Shared', renamed: false, createdAt: 1, length: text.length, ...target.result,
            id, updatedAt: Date.now(), revision: (target.result?.revision ?? 0) + 1,
            writer: 'another window' });
          transaction.objectStore('texts').put(text, id);
        };
        await new Promise((done) => { transaction.oncomplete = done; });
        request.result.close();
        """,
        text,
        id);
  }

  private void awaitListed(String titles) {
    browser.awaitEquals(titles, LISTED);
  }

  private void awaitTitle(String title) {
    browser.awaitEquals(title, "document.querySelector('.document-title').value");
  }

  private void write(String text) {
    browser.find("#new-button").click();
    browser.await("e2e.editor().value === ''");
    browser.focusEditor();
    browser.type(text);
    browser.await(SAVED + " && document.querySelector('.document-title').value !== ''");
    browser.await("e2e.editor().value.length === arguments[0]", text.length());
  }

  private void showLibrary() {
    browser.type(Keys.chord(Keys.CONTROL, Keys.SHIFT, "o"));
    browser.await("document.activeElement.id === 'document-search'");
    browser.await("document.querySelector('.document-list li') !== null");
  }

  private void search(String words) {
    browser.run(
        """
        const field = document.querySelector('#document-search');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input'));
        """,
        words);
  }

  private void press(String title, String action) {
    press(By.cssSelector("button[aria-label='Document menu: %s']".formatted(title)));
    press(By.xpath("//*[@role='menuitem'][.='%s']".formatted(action)));
  }

  /** Clicks a button in the list, which is built anew whenever a document changes. */
  private void press(By button) {
    for (int i = 1; ; i++) {
      try {
        browser.find(button).click();
        return;
      } catch (StaleElementReferenceException e) {
        if (i == 10) {
          throw e;
        }
      }
    }
  }
}
