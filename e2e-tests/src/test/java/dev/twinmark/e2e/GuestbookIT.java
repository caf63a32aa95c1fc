package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.guestbook.Guestbook;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.PictureFile;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The documentation's example of another server: what its visitors write in the editor is shown by
 * it as they saw it in the preview.
 */
@ExtendWith(BrowserExtension.class)
final class GuestbookIT {

  /** All that is in the language, and what must not get through. */
  private static final String ENTRY =
      """
      # Visit

      | Day | *Weather* |
      |:----|----------:|
      | Mon | ~~rain~~ &amp; 20&nbsp;°C |
      | Tue | `sun \\| moon` |

      - [x] seen
      - [ ] to see
        1. [a link](https://example.com/?a=1&b=2 "with a title")
        2. <https://example.com> and [not this](javascript:pwned())

      ```java
      if (a < b && c > d) { print("😀"); }
      ```

      > quoted
      > ***
      > twice

      <details open><summary>Raw <kbd>HTML</kbd></summary>

      **Markdown** in it, and a <span id="author">name</span>

      </details>

      <script>pwned()</script>
      <img src="data:image/png;base64,iVBORw0KGgo=" alt="none" onerror="pwned()">
      <form action="javascript:pwned()"><button formaction="javascript:pwned()">x</button></form>
      <style>* { display: none }</style>
      <iframe srcdoc="<script>parent.pwned()</script>"></iframe>
      <svg onload="pwned()"><a xlink:href="javascript:pwned()">y</a></svg>
      <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">
      </textarea><script>pwned()</script> [[${secret}]] <p th:text="${secret}">th</p>
      """;

  private static final String SIGN = "button:not([type])";

  private final Browser browser;
  private Server guestbook;
  private String address;

  GuestbookIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() throws Exception {
    guestbook = Guestbook.open(0);
    address = "http://127.0.0.1:" + guestbook.getURI().getPort() + "/";
    browser.allowProblem("favicon.ico .* 404");
    browser.open(address);
    browser.awaitEditor();
  }

  @AfterEach
  void close() throws Exception {
    guestbook.stop();
  }

  @Test
  void showsWhatThePreviewShowed() {
    browser.find("#author").sendKeys("Ada");
    browser.focusEditor();
    browser.type("Hello, **world** & <all>");
    browser.cdp("Input.insertText", Map.of("text", "\n\n" + ENTRY));
    assertEquals(true, browser.async("return await e2e.editor().rendered();"));
    String source = (String) browser.run("return e2e.editor().value;");
    assertEquals("Hello, **world** & <all>\n\n" + ENTRY, source);
    String preview = shown("e2e.editor().preview");
    sign();

    assertEquals("Ada", browser.find("article h2").getText());
    assertEquals(preview, shown("document.querySelector('article div')"));
    assertEquals(2, browser.count("article div tbody tr"));
    assertEquals(2, browser.count("article div input[type=checkbox]:disabled"));
    assertEquals(1, browser.count("article div details strong"));
    assertEquals(0, browser.count("article :is(script, style, iframe, svg, math, form, button)"));
    // As the DOM has it, too: in the next visitor's preview.
    assertEquals(
        true,
        browser.async(
            """
            await e2e.firstRender();
            const preview = await e2e.show(args[0]);
            const entry = e2e.content(document.querySelector('article div'));
            for (const box of entry.querySelectorAll('input')) box.removeAttribute('aria-label');
            return e2e.sameContent(preview, entry);
            """,
            source));
  }

  @Test
  void isAFormWithoutScript() {
    browser.disableScripts(true);
    browser.open(address);
    browser.find("#author").sendKeys("Ada");
    browser.find("#text").sendKeys("*Hello*\n\n- [x] seen\n\n</textarea>");
    sign();
    assertEquals(
        "<p><em>Hello</em></p>\n<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\">"
            + " seen</li>\n</ul>\n\n",
        shown("document.querySelector('article div')"));
  }

  @Test
  void anEmptyEntryIsNotSent() {
    browser.find("#author").sendKeys("Ada");
    browser.find(SIGN).click();
    browser.await("document.activeElement === e2e.editor()");
    assertEquals(
        true,
        browser.run(
            """
            const real = document.createElement('textarea');
            real.required = true;
            return e2e.editor().matches(':invalid')
                && e2e.editor().validationMessage === real.validationMessage;
            """));
    browser.type("Hello");
    sign();
    assertEquals("Hello", browser.find("article div").getText());
    assertEquals(1, browser.count("article"));
  }

  @Test
  void anEmptyEntryIsNotSentWithoutScript() {
    browser.disableScripts(true);
    browser.open(address);
    browser.find("#author").sendKeys("Ada");
    browser.find(SIGN).click();
    browser.await("document.activeElement === document.querySelector('#text:user-invalid')");
    browser.find("#text").sendKeys("Hello");
    sign();
    assertEquals(1, browser.count("article"));
  }

  @ParameterizedTest
  @CsvSource({"' ', Hello", "Ada, ' '"})
  void whatIsBlankIsRefused(String author, String text) {
    browser.find("#author").sendKeys(author);
    browser.focusEditor();
    browser.type(text);
    browser.expectProblem("400");
    browser.find(SIGN).click();
    browser.await("document.body.innerText.includes('write a name and an entry')");
    browser.open(address);
    assertEquals(0, browser.count("article"));
  }

  @Test
  void whatIsMissingIsRefused() {
    browser.expectProblem("400");
    assertEquals(400L, browser.async("return (await fetch('/', { method: 'POST' })).status;"));
  }

  @Test
  void picturesAreStoredOnTheServer() {
    browser.focusEditor();
    PictureFile photo = PictureFile.photo("IMG_1.jpg", 4000, 3000);
    browser.run(
        """
        const surface = e2e.editor().shadowRoot.querySelector('[data-twinmark-surface]').shadowRoot;
        e2e.giveFiles(surface.querySelector('[contenteditable]'), 'paste', arguments[0]);
        """,
        List.of(photo.forPage()));
    browser.await(
        "/^!\\[IMG_1\\]\\(\\/pictures\\/[0-9a-f]{64}\\.(webp|jpeg)\\)$/"
            + ".test(e2e.editor().value)");
    browser.await("e2e.editor().preview.querySelector('img')?.naturalHeight === 2560");
    assertEquals(
        List.of("nosniff", "default-src 'none'; sandbox", "public, max-age=31536000, immutable"),
        browser.async(
            """
            const { headers } = await fetch(e2e.editor().preview.querySelector('img').src);
            return ['X-Content-Type-Options', 'Content-Security-Policy', 'Cache-Control']
              .map((name) => headers.get(name));
            """));

    browser.find("#author").sendKeys("Ada");
    sign();
    browser.await("document.querySelector('article img').naturalHeight === 2560");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, <svg xmlns='http://www.w3.org/2000/svg'/>, 1, 415",
    "image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg'/>, 1, 415",
    "text/plain, GIF89a, 1, 415",
    "image/gif, GIF89a, 200000, 413",
    "image/png, GIF89a, 1, 201"
  })
  void uploadsAreCheckedAgain(String type, String text, int times, long status) {
    if (status >= 400) {
      browser.expectProblem(String.valueOf(status));
    }
    assertEquals(
        status,
        browser.async(
            """
            const body = new Blob([args[1].repeat(args[2])], { type: args[0] });
            return (await fetch('/pictures', { method: 'POST', body })).status;
            """,
            type,
            text,
            times));
  }

  @Test
  void otherPathsHaveNoPicture() {
    browser.expectProblem("404");
    assertEquals(404L, browser.async("return (await fetch('/pictures/x.png')).status;"));
  }

  @Test
  void servesTheFilesOfTheEditorAndNoList() {
    String script = (String) browser.run("return document.querySelector('script').src;");
    assertTrue(script.startsWith(address + "assets/"), script);
    assertEquals(
        403L,
        browser.async("return (await fetch('/assets/')).status;"),
        "There is a list of the files");
    browser.expectProblem("403");
  }

  private void sign() {
    browser.find(SIGN).click();
    browser.await("document.querySelector('article') !== null");
  }

  /** The HTML in an element, without the names that {@code enhance.js} gives to boxes of tasks. */
  private String shown(String element) {
    return (String)
        browser.run(
            """
            const content = e2e.content(%s);
            for (const box of content.querySelectorAll('input')) box.removeAttribute('aria-label');
            return content.innerHTML;
            """
                .formatted(element));
  }
}
