package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.PictureFile;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.WithDocuments;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The pictures that the application keeps in the browser, beside its documents. */
@ExtendWith(BrowserExtension.class)
final class StoredPicturesIT {

  private static final String ADDRESS = "pictures/[0-9a-f]{64}\\.";

  private static final String TOOLS =
      """
      /** Returns the result of a transaction with stores of a database. */
      window.inDatabase = async (name, mode, stores, work) => {
        const request = (made) => new Promise((resolve, reject) => {
          made.onsuccess = () => resolve(made.result);
          made.onerror = () => reject(made.error);
        });
        const database = await request(indexedDB.open(name));
        const transaction = database.transaction(stores, mode);
        const result = await work(...stores.map((store) => transaction.objectStore(store)), request);
        database.close();
        return result;
      };
      window.storedPictures = () =>
        inDatabase('twinmark-pictures', 'readonly', ['entries'], (entries, request) =>
          request(entries.getAllKeys()));
      window.isShown = (size) => {
        const image = document.querySelector('[data-twinmark-preview] img');
        return image?.complete === true && image.naturalWidth === size;
      };
      """;

  private static final String SAVED =
      "document.querySelector('.save-state').dataset.state === 'saved'";

  private final Browser browser;
  private final TwinmarkServer server;

  StoredPicturesIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.bypassServiceWorker(false);
    browser.addInitScript(TOOLS);
    browser.openEditor(server);
    browser.async("await e2e.storeOpened();");
    browser.focusEditor();
  }

  @Test
  @Essential
  void pictureIsStoredOnceAndShownAtEachVisit() {
    awaitStore();
    write("");
    paste(PictureFile.png("a.png", 8, 4));
    awaitText("^!\\[a\\]\\(" + ADDRESS + "png\\)$");
    browser.await("isShown(8)");
    browser.run("e2e.editor().setSelectionRange(0, 0);");
    paste(PictureFile.png("b.png", 8, 4), PictureFile.png("c.png", 4, 4));
    awaitText("^!\\[b\\]\\((" + ADDRESS + "png)\\)\n\n!\\[c\\].*!\\[a\\]\\(\\1\\)$");
    assertEquals(2, storedPictureNames().size());
    browser.await(SAVED);

    visitAgain();
    browser.await("isShown(8)");
    assertEquals(
        "auto 8 / 4",
        browser.run(
            "return getComputedStyle(e2e.editor().preview.querySelector('img')).aspectRatio;"),
        "its space before it is loaded");
  }

  @Test
  void pageThatWasReloadedPastTheCacheShowsThem() {
    awaitStore();
    write("");
    paste(PictureFile.png("a.png", 8, 4));
    browser.await("isShown(8)");
    browser.await(SAVED);
    // The service worker has to be asked to control this page.
    browser.allowProblem("pictures/");
    browser.cdp("Page.reload", Map.of("ignoreCache", true));
    browser.await("window.isShown?.(8)");
  }

  @Test
  void firstVisitWritesPicturesIntoTheTextUntilTheyAreShown() {
    // The service worker of an earlier build knows nothing of pictures.
    browser.addInitScript(
        """
        const { postMessage } = ServiceWorker.prototype;
        window.answer = () => {
          ServiceWorker.prototype.postMessage = postMessage;
          navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
        };
        ServiceWorker.prototype.postMessage = () => { window.isAsked = true; };
        """);
    browser.open(browser.url());
    browser.awaitEditor();
    browser.await("window.isAsked");
    write("");
    paste(PictureFile.png("a.png", 8, 4));
    awaitText("^!\\[a\\]\\(data:image/png;base64,");
    browser.run("answer();");
    awaitStore();
  }

  @Test
  void fullStorageIsSaidAndLeavesTheTextUntouched() {
    awaitStore();
    write("x");
    browser.run(
        """
        window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...given) {
          if (this.name === 'contents') throw new DOMException('full', 'QuotaExceededError');
          return window.put.apply(this, given);
        };
        """);
    paste(PictureFile.png("a.png", 8, 4));
    browser.await("e2e.status().startsWith('“a.png” was not stored: The browser has no storage')");
    assertText("x");
    assertEquals(List.of(), storedPictureNames());
    browser.run("IDBObjectStore.prototype.put = window.put;");
    paste(PictureFile.png("a.png", 8, 4));
    awaitText("^!\\[a\\]\\(" + ADDRESS);
  }

  @Test
  void pictureThatNoTextOrVersionHasIsRemovedADayLater() {
    awaitStore();
    write("");
    paste(PictureFile.png("a.png", 8, 4), PictureFile.png("b.png", 4, 4));
    awaitText("^!\\[a\\].*!\\[b\\]");
    browser.await(SAVED);
    List<?> names = storedPictureNames();
    // The first one stays in an earlier version.
    browser.async(
        """
        await inDatabase('twinmark', 'readwrite', ['texts', 'versions'], async (texts, versions, request) => {
          for (const store of [texts, versions]) {
            for (const key of await request(store.getAllKeys())) {
              const value = await request(store.get(key));
              store.put(store === texts ? 'no picture' : { ...value, text: args[0] }, key);
            }
          }
        });
        """,
        "![a](pictures/%s)".formatted(names.get(0)));
    visitAgain();
    awaitInPage(
        """
        (await inDatabase('twinmark-pictures', 'readonly', ['entries'], (entries, request) =>
          request(entries.getAll()))).filter(({ unusedSince }) => unusedSince !== undefined).length === 1
        """);
    browser.async(
        """
        await inDatabase('twinmark-pictures', 'readwrite', ['entries'], async (entries, request) => {
          for (const key of await request(entries.getAllKeys())) {
            const { unusedSince, ...entry } = await request(entries.get(key));
            if (unusedSince !== undefined) {
              entries.put({ ...entry, unusedSince: unusedSince - 86_400_000 }, key);
            }
          }
        });
        """);
    visitAgain();
    awaitInPage("(await storedPictures()).length === 1");
    assertEquals(names.subList(0, 1), storedPictureNames());
  }

  @Test
  void filesHaveThePicturesAndAreReadBackWithTheirAddresses() {
    awaitStore();
    write("");
    paste(PictureFile.png("a.png", 8, 4));
    awaitText("^!\\[a\\]\\(" + ADDRESS);
    browser.await(SAVED);
    String text = (String) browser.run("return e2e.editor().value;");
    browser.async(
        """
        const folder = await navigator.storage.getDirectory();
        const file = await folder.getFileHandle('a.md', { create: true });
        window.showSaveFilePicker = async () => file;
        window.showOpenFilePicker = async () => [file];
        window.fileText = async () => (await file.getFile()).text();
        window.downloads = [];
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function () {
          if (this.download === '') return click.call(this);
          downloads.push(fetched(this.href).then((text) => [this.download, text]));
        };
        const blobs = new Map();
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => {
          const url = createObjectURL.call(URL, blob);
          blobs.set(url, blob);
          return url;
        };
        const fetched = (url) => blobs.get(url).text();
        """);
    menu("Export as HTML page");
    browser.awaitEquals(1L, "downloads.length");
    menu("Download as Markdown");
    browser.awaitEquals(2L, "downloads.length");
    assertEquals(
        List.of(true, true, true),
        browser.async(
            """
            const [[page, html], [zip, files]] = await Promise.all(downloads);
            return [
              page.endsWith('.html') && /<img src="data:image\\/png;base64,[\\w+\\/=]+" alt="a" loading="lazy" \\/>/.test(html),
              zip.endsWith('.zip') && files.includes(args[0]),
              !html.includes('pictures/'),
            ];
            """,
            text.substring(text.indexOf('(') + 1, text.length() - 1)));

    menu("Save");
    awaitInPage("(await fileText()).startsWith('![a](data:image/png;base64,')");
    assertText(text);
    menu("Open…");
    browser.await("document.querySelector('.notices').textContent.includes('a.md')");
    assertText(text);
  }

  @Test
  void documentTakesItsPicturesToTheServer(@WithDocuments TwinmarkServer documents) {
    browser.openEditor(documents);
    awaitStore();
    write("");
    paste(PictureFile.png("a.png", 8, 4));
    awaitText("^!\\[a\\]\\(" + ADDRESS);
    browser.await(SAVED);
    menu("Share and publish…");
    browser.await("document.querySelector('.sharing button') !== null");
    browser.run(
        """
        [...document.querySelectorAll('.sharing button')]
          .find((each) => each.textContent === 'Keep on the server').click();
        """);
    awaitText("^!\\[a\\]\\(i/[0-9a-z]{26}/[0-9a-z]{26}\\.png\\)");
    browser.awaitEquals("Saved on the server", "document.querySelector('#save-state').textContent");
    browser.await("isShown(8)");
    browser.type(Keys.ESCAPE);
    browser.await("document.querySelector('dialog') === null");
    browser.run("e2e.editor().setSelectionRange(0, 0); e2e.editor().focus();");
    paste(PictureFile.png("b.png", 4, 4));
    awaitText("^!\\[b\\]\\(i/[0-9a-z/]+\\.png\\)\\s*!\\[a\\]\\(i/");
    browser.awaitEquals("Saved on the server", "document.querySelector('#save-state').textContent");
    String slug =
        (String)
            browser.async(
                """
                const [, id] = /i\\/(\\w+)\\//.exec(e2e.editor().value);
                const published = await fetch(`api/documents/${id}/publication`, {
                  method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}',
                });
                return (await published.json()).slug;
                """);
    browser.open(documents.uri().resolve("p/" + slug).toString());
    browser.awaitEquals(
        "4 8",
        "[...document.querySelectorAll('img')].map((image) => image.naturalWidth).join(' ')");
  }

  private void menu(String action) {
    browser.await("document.querySelector('#document-menu button') !== null");
    browser.run("document.querySelector('#document-menu button').click();");
    browser.await("document.querySelector('#document-menu [role=menuitem]') !== null");
    browser.run(
        """
        [...document.querySelectorAll('#document-menu [role=menuitem]')]
          .find((item) => item.textContent.startsWith(arguments[0])).click();
        """,
        action);
  }

  private void visitAgain() {
    browser.open(browser.url());
    browser.awaitEditor();
  }

  /** Waits until an asynchronous expression of the page is true. */
  private void awaitInPage(String expression) {
    browser.async(
        """
        while (!(%s)) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        """
            .formatted(expression));
  }

  private void awaitStore() {
    browser.await("typeof e2e.editor().uploadImage === 'function'");
  }

  private List<?> storedPictureNames() {
    return (List<?>) browser.async("return storedPictures();");
  }

  private void paste(PictureFile... files) {
    browser.run(
        "e2e.giveFiles(...arguments);",
        browser.surface(),
        "paste",
        Stream.of(files).map(PictureFile::forPage).toList());
  }

  private void write(String text) {
    browser.run(
        "const e = e2e.editor(); e.value = arguments[0]; e.setSelectionRange(0, arguments[0].length); e.focus();",
        text);
  }

  private void assertText(String markdown) {
    browser.awaitEquals(markdown, "e2e.editor().value");
  }

  private void awaitText(String regex) {
    browser.await("new RegExp(arguments[0], 's').test(e2e.editor().value)", regex);
  }
}
