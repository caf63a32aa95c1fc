package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.HostServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** {@code <twinmark-editor>} in a third-party page, where it is a form control like a text area. */
@Essential
@ExtendWith(BrowserExtension.class)
final class WidgetIT {

  /** Higher than a window, in front of what is not to be seen. */
  private static final String SPACER =
      "<svg width=\"1\" height=\"3000\" aria-hidden=\"true\"></svg>";

  private static final String FORM =
      """
      <form method="post" action="/posted">
      <input name="before" value="1">
      <twinmark-editor><textarea name="text" required>*one*</textarea></twinmark-editor>
      <input name="after" value="2">
      <button name="go" value="3">Send</button>
      </form>
      """;

  private final Browser browser;
  private final HostServer host;

  WidgetIT(Browser browser, HostServer host) {
    this.browser = browser;
    this.host = host;
  }

  private void open(String body) {
    browser.open(host.page("/page.html", body));
  }

  private void openLoaded(String body) {
    open(body);
    browser.awaitEditor();
  }

  // The form

  @Test
  void isSentWithoutScript() {
    browser.disableScripts(true);
    open(FORM);
    browser.find("textarea").sendKeys(" two");
    browser.find("button").click();
    assertEquals(List.of("before=1", "text=*one* two", "after=2", "go=3"), host.awaitPosted());
  }

  @Test
  void isSentOnceAtItsPlace() {
    openLoaded(FORM);
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END), " two");
    assertEquals(
        List.of("before,text,after", "*one* two"),
        browser.run(
            """
            const data = new FormData(document.forms[0]);
            return [[...data.keys()].join(), data.get('text')];
            """));
    browser.find("form > button").click();
    assertEquals(List.of("before=1", "text=*one* two", "after=2", "go=3"), host.awaitPosted());
    assertFalse(host.wasPosted());
  }

  @Test
  void isSentBeforeAnybodyHasSeenIt() {
    open(SPACER + FORM);
    browser.await("customElements.get('twinmark-editor') !== undefined");
    browser.leave("document.forms[0].requestSubmit();");
    assertEquals(List.of("before=1", "text=*one*", "after=2"), host.awaitPosted());
  }

  @Test
  void namesakesAndDirectionsKeepTheirPlaces() {
    openLoaded(
        """
        <form method="post" action="/posted">
        <twinmark-editor name="text" dirname="text.dir" dir="auto"></twinmark-editor>
        <input name="text" value="between">
        <twinmark-editor name="text"><textarea>second</textarea></twinmark-editor>
        <twinmark-editor name="text" disabled><textarea>never</textarea></twinmark-editor>
        <twinmark-editor><textarea>nameless</textarea></twinmark-editor>
        </form>
        """);
    browser.leave(
        "document.querySelector('twinmark-editor').value = '\u05D0';"
            + "document.forms[0].requestSubmit();");
    assertEquals(
        List.of("text=\u05D0", "text.dir=rtl", "text=between", "text=second"), host.awaitPosted());
  }

  @Test
  void requiredTextIsAskedFor() {
    // Firefox says so of the element, and focuses its validation anchor all the same.
    browser.allowProblem("invalid form control .* is not focusable");
    openLoaded(FORM);
    browser.run("e2e.editor().value = '';");
    browser.find("form > button").click();
    // As the browser does with a text area.
    browser.await("document.activeElement === e2e.editor()");
    assertEquals(
        true,
        browser.run(
            """
            const real = document.createElement('textarea');
            real.required = true;
            return e2e.editor().validity.valueMissing
                && e2e.editor().validationMessage === real.validationMessage
                && e2e.editor().matches(':invalid');
            """));
    assertFalse(host.wasPosted());
    browser.type("x");
    browser.find("form > button").click();
    assertEquals("text=x", host.awaitPosted().get(1));
  }

  @Test
  void comesBackFromHistory() {
    openLoaded(FORM);
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END), " two");
    browser.await("e2e.editor().value === '*one* two'");
    // A page that listens to this is not kept alive.
    browser.run("addEventListener('unload', () => {});");
    browser.open(host.page("/other.html", "other"));
    browser.back();
    browser.await("document.forms.length === 1 && customElements.get('twinmark-editor')");
    browser.await("e2e.editor().value === '*one* two'");
    browser.awaitEditor();
    browser.await("e2e.editor().value === '*one* two'");
  }

  // As a text area

  /**
   * The uses that host pages make of a text area, {@code c}, in a form, and the values they see.
   */
  private static final String AS_A_TEXT_AREA =
      """
      const uses = {
        initially: (c) => [c.value, c.defaultValue, c.name, c.required, c.disabled, c.readOnly,
          c.minLength, c.maxLength, c.placeholder, c.dirName, c.type, c.textLength, c.willValidate,
          c.autofocus, c.spellcheck],
        validity: (c) => flags(c),
        reflected: (c) => {
          Object.assign(c, { name: 'n', required: true, readOnly: true, placeholder: 'p', dirName: 'd',
            minLength: 3, maxLength: 7, spellcheck: false });
          return ['name', 'required', 'readonly', 'placeholder', 'dirname', 'minlength', 'maxlength']
              .map((name) => c.getAttribute(name)).concat(c.willValidate);
        },
        unreflected: (c) => {
          Object.assign(c, { required: false, readOnly: false });
          for (const name of ['minlength', 'maxlength', 'placeholder']) c.removeAttribute(name);
          return [c.required, c.readOnly, c.minLength, c.maxLength, c.placeholder, c.willValidate];
        },
        refused: (c) => ['minLength', 'maxLength'].map((name) => {
          try { c[name] = -1; } catch (error) { return error.name; }
        }),
        odd: (c) => { c.setAttribute('maxlength', ' 12x'); c.setAttribute('minlength', '-4'); return [c.maxLength, c.minLength]; },
        value: (c) => { c.value = 'a\\r\\nb\\rc'; return [c.value, c.textLength]; },
        script: (c) => { c.minLength = 20; c.value = 'short'; return flags(c); },
        nothing: (c) => { c.required = true; c.value = ''; return [flags(c), c.validationMessage, c.checkValidity()]; },
        custom: (c) => { c.setCustomValidity('no'); const said = [flags(c), c.validationMessage]; c.setCustomValidity(''); return [said, flags(c)]; },
        barred: (c) => { c.readOnly = true; const said = [c.willValidate, c.checkValidity(), c.validationMessage]; c.readOnly = false; return said; },
        selection: (c) => {
          c.value = 'one two three';
          return [[2, 5], [9, 3], [-1, 100], [4, 4, 'backward'], [4, 7, 'backward'], [4, 7, 'forward']].map((range) => {
            c.setSelectionRange(...range.map((n) => n === -1 ? 0 : n));
            return [c.selectionStart, c.selectionEnd];
          });
        },
        ends: (c) => {
          c.setSelectionRange(4, 7);
          c.selectionStart = 9; const one = [c.selectionStart, c.selectionEnd];
          c.selectionEnd = 2; const two = [c.selectionStart, c.selectionEnd];
          return [one, two];
        },
        ranges: (c) => ['select', 'start', 'end', 'preserve'].flatMap((mode) =>
          [[0, 0], [2, 6], [5, 8], [8, 13], [4, 7]].map(([from, to]) => {
            c.value = 'one two three';
            c.setSelectionRange(4, 7);
            c.setRangeText('12345', from, to, mode);
            return [c.value, c.selectionStart, c.selectionEnd];
          })),
        range: (c) => { c.value = 'abc'; c.setSelectionRange(1, 2); c.setRangeText('--'); return c.value; },
        wrongRange: (c) => { try { c.setRangeText('x', 3, 1); } catch (error) { return error.name; } },
        defaults: (c) => { c.defaultValue = 'new'; const before = c.value; c.form.reset(); return [before, c.value, flags(c)]; },
        clean: (c) => { c.defaultValue = 'newer'; return c.value; },
        fieldset: (c) => {
          const fieldset = document.createElement('fieldset');
          c.before(fieldset); fieldset.append(c);
          fieldset.disabled = true;
          const during = [c.disabled, c.matches(':disabled'), c.willValidate, [...new FormData(c.form).keys()]];
          fieldset.disabled = false;
          return [during, c.matches(':disabled'), c.willValidate, [...new FormData(c.form).keys()]];
        },
        disabled: (c) => { c.disabled = true; const during = [c.matches(':disabled'), [...new FormData(c.form).keys()]]; c.disabled = false; return during; },
        elsewhere: (c) => { c.setAttribute('form', 'nowhere'); const none = c.form; c.removeAttribute('form'); return [none, c.form !== null]; },
        inForm: (c) => [c.form.elements.length, c.form.elements[0] === c, c.form[c.name] === c],
        labels: (c) => [...c.labels].map((label) => label.textContent.trim()),
      };
      const flags = ({ validity }) => ['valueMissing', 'tooShort', 'tooLong', 'customError', 'valid'].filter((name) => validity[name]).join();
      const tell = (use, control) => { try { return JSON.stringify(use(control)); } catch (error) { return String(error); } };
      const controls = ['real', 'editor'].map((id) => document.getElementById(id));
      const differences = [];
      for (const [name, use] of Object.entries(uses)) {
        const [real, ours] = controls.map((control) => tell(use, control));
        if (real !== ours) differences.push(`${name}: ${real} of a text area, ${ours} of ours`);
      }
      return differences.join('\\n');
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void membersAreThoseOfATextArea(boolean isLoaded) {
    String attributes =
        "name=\"text\" minlength=\"2\" maxlength=\"40\" placeholder=\"Write\" dirname=\"dir\"";
    open(
        "<form><label for=\"real\">Name</label><textarea id=\"real\" %s>one</textarea></form>"
                .formatted(attributes)
            + (isLoaded ? "" : SPACER)
            + "<form><label for=\"editor\">Name</label><twinmark-editor id=\"editor\"><textarea %s>one</textarea></twinmark-editor></form>"
                .formatted(attributes));
    browser.await("customElements.get('twinmark-editor') !== undefined");
    if (isLoaded) {
      browser.awaitEditor();
    }
    assertEquals("", browser.run(AS_A_TEXT_AREA));
    assertEquals(
        isLoaded,
        browser.run(
            "return e2e.editor().shadowRoot.querySelector('[data-twinmark-surface]') !== null;"));
  }

  @Test
  void limitsConcernTheWriter() {
    openLoaded(
        """
        <form><textarea id="real" minlength="4" maxlength="8"></textarea></form>
        <form><twinmark-editor id="editor" minlength="4" maxlength="8"></twinmark-editor></form>
        """);
    for (List<CharSequence> keys :
        List.of(
            List.<CharSequence>of("ab"),
            List.<CharSequence>of("cd"),
            List.<CharSequence>of("efghijkl"),
            List.<CharSequence>of(Keys.BACK_SPACE, "xyz"),
            List.<CharSequence>of(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE))) {
      for (String id : List.of("real", "editor")) {
        browser.run("document.getElementById(arguments[0]).focus();", id);
        browser.type(keys.toArray(new CharSequence[0]));
      }
      assertEquals(seenOf("real"), seenOf("editor"), keys.toString());
    }
    // A user who pastes too much gets what there is room for.
    browser.allowClipboard();
    browser.async("await navigator.clipboard.writeText('0123456789');");
    for (String id : List.of("real", "editor")) {
      browser.run("document.getElementById(arguments[0]).focus();", id);
      browser.type("a", Keys.chord(Keys.CONTROL, "v"));
    }
    browser.await("document.getElementById('editor').value.length === 8");
    assertEquals("a0123456 valid", seenOf("real"));
    assertEquals("a0123456 valid", seenOf("editor"));
    browser.run(
        """
        for (const id of ['real', 'editor']) {
          const control = document.getElementById(id);
          control.value = 'much longer than that';
          control.setSelectionRange(0, 1);
        }
        """);
    assertEquals(seenOf("real"), seenOf("editor"), "by a script");
    for (String id : List.of("real", "editor")) {
      browser.run("document.getElementById(arguments[0]).focus();", id);
      browser.type(Keys.DELETE);
    }
    assertEquals("uch longer than that tooLong", seenOf("real"));
    assertEquals("uch longer than that tooLong", seenOf("editor"));
    assertEquals(
        "Please shorten this text to 8 characters or fewer (it has 20).",
        browser.run("return e2e.editor().validationMessage;"));
  }

  private String seenOf(String id) {
    return (String)
        browser.run(
            """
            const { value, validity } = document.getElementById(arguments[0]);
            return `${value} ${['valueMissing', 'tooShort', 'tooLong', 'valid'].filter((flag) => validity[flag])}`;
            """,
            id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"readonly", "disabled"})
  void whatMayNotBeWrittenStays(String attribute) {
    openLoaded(
        "<twinmark-editor %s><textarea>- [ ] one</textarea></twinmark-editor>"
            .formatted(attribute));
    browser.focusEditor();
    browser.type("x", Keys.chord(Keys.CONTROL, "b"));
    browser.run(
        """
        const editor = e2e.editor();
        editor.insertMarkdown('x');
        for (const { id, run } of editor.commands) if (/^(bold|taskList|rule)$/.test(id)) run();
        for (const box of editor.preview.querySelectorAll('input')) {
          const { x, y } = box.getBoundingClientRect();
          box.closest('li').dispatchEvent(new MouseEvent('click', { clientX: x + 3, clientY: y + 3, bubbles: true }));
        }
        """);
    assertEquals("- [ ] one", browser.run("return e2e.editor().value;"));
    assertEquals(
        true,
        browser.run(
            "return e2e.editor().commands.every(({ isEnabled }) => !isEnabled()) && document.activeElement === "
                + (attribute.equals("readonly") ? "e2e.editor();" : "document.body;")));
    browser.run("e2e.editor().removeAttribute(arguments[0]);", attribute);
    browser.focusEditor();
    browser.type("x");
    // The click may move the caret at any time: the script for that is loaded with the first one.
    browser.await("/x/.test(e2e.editor().value)");
    assertEquals("- [ ] one", browser.run("return e2e.editor().value.replace('x', '');"));
  }

  @Test
  void eventsAreThoseOfATextArea() {
    openLoaded(
        """
        <textarea id="real"></textarea>
        <twinmark-editor id="editor"></twinmark-editor>
        <button id="elsewhere">Elsewhere</button>
        """);
    browser.run(
        """
        window.heard = { real: [], editor: [] };
        for (const type of ['input', 'change'])
          addEventListener(type, ({ target }) => heard[target.id].push(type));
        """);
    for (List<CharSequence> keys :
        List.of(
            List.<CharSequence>of("ab"),
            List.<CharSequence>of(),
            List.<CharSequence>of("c", Keys.BACK_SPACE),
            List.<CharSequence>of("d"))) {
      for (String id : List.of("real", "editor")) {
        browser.run("document.getElementById(arguments[0]).focus();", id);
        browser.type(keys.toArray(new CharSequence[0]));
        browser.run("document.getElementById('elsewhere').focus();");
      }
    }
    browser.run(
        "for (const id of ['real', 'editor']) { const control = document.getElementById(id);"
            + " control.value = 'script'; control.focus(); control.blur(); }");
    String expected = "input,input,change,input,input,input,change";
    assertEquals(expected, browser.run("return heard.real.join();"));
    assertEquals(expected, browser.run("return heard.editor.join();"));
  }

  @Test
  void insertsAtTheCaretInOneStep() {
    openLoaded("<twinmark-editor><textarea>one three</textarea></twinmark-editor>");
    browser.run("e2e.stopUndoClock();");
    browser.focusEditor();
    browser.run(
        "window.inputs = 0; addEventListener('input', () => window.inputs++);"
            + "e2e.editor().setSelectionRange(4, 4); e2e.editor().insertMarkdown('**two** ');");
    assertEquals(
        List.of("one **two** three", 12L, 1L),
        browser.run("return [e2e.editor().value, e2e.editor().selectionStart, inputs];"));
    browser.type(
        "x", Keys.BACK_SPACE, Keys.chord(Keys.CONTROL, "z"), Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value === 'one three'");
  }

  // Loading

  private static final String SCRIPTS =
      """
      performance.getEntriesByType('resource')
          .filter(({ name }) => /\\.(js|wasm)$/.test(name))
          .map(({ name }) => name.replace(/.*\\/|-[A-Z0-9]{8}/g, '')).sort()
      """;

  @ParameterizedTest
  @ValueSource(strings = {"scrollIntoView()", "querySelector('textarea').focus()", "rendered()"})
  void isLoadedWhenItIsNeeded(String need) {
    open(SPACER + "<twinmark-editor><textarea>*one*</textarea></twinmark-editor>");
    browser.await("customElements.get('twinmark-editor') !== undefined");
    // Observers are called in the order of their creation, and the editor's was created before:
    // had it begun to load, its requests would have come to the host before this one.
    browser.async(
        """
        await new Promise((done) => new IntersectionObserver(done).observe(e2e.editor()));
        await fetch('/page.html', { cache: 'no-store' });
        """);
    List<String> first = host.requested();
    assertFalse(
        first.stream().anyMatch(path -> path.contains("workbench") || path.endsWith(".wasm")),
        first::toString);
    assertEquals("*one*", browser.run("return e2e.editor().value;"));
    browser.run("void e2e.editor()." + need + ";");
    browser.awaitEditor();
    assertEquals("<p><em>one</em></p>\n", browser.run("return e2e.editor().preview.innerHTML;"));
  }

  @Test
  void whatIsTypedBeforeIsTakenOver() {
    browser.blockUrls("*/workbench-*");
    browser.allowProblem("workbench|Failed to load");
    open("<twinmark-editor name=\"text\"><textarea></textarea></twinmark-editor>");
    browser.await(
        "e2e.editor().shadowRoot?.querySelector('[role=status]').textContent.includes('could not be loaded')");
    browser.find("textarea").click();
    browser.type("ab", Keys.ARROW_LEFT);
    assertEquals("ab", browser.run("return e2e.editor().value;"));
    // The click has begun to load it once more; nothing else would while that is under way.
    assertEquals(false, browser.async("return e2e.editor().rendered();"));
    browser.blockUrls();
    browser.run("document.querySelector('textarea').blur(); e2e.editor().focus();");
    browser.awaitEditor();
    browser.await("e2e.editor().shadowRoot.activeElement?.matches('[data-twinmark-surface]')");
    browser.type("c");
    assertEquals("acb", browser.run("return e2e.editor().value;"));
    assertEquals(
        "",
        browser.run("return e2e.editor().shadowRoot.querySelector('[role=status]').textContent;"));
  }

  @Test
  void tenEditorsShareOneWorker() {
    browser.addInitScript(
        """
        window.workers = [];
        window.Worker = class extends Worker {
          constructor(...parameters) {
            super(...parameters);
            workers.push(this);
            this.isRunning = true;
          }
          terminate() {
            super.terminate();
            this.isRunning = false;
          }
        };
        """);
    open("<twinmark-editor></twinmark-editor>".repeat(10));
    browser.awaitEditor();
    // In one paragraph, which is parsed in a worker.
    browser.async(
        """
        const editors = [...document.querySelectorAll('twinmark-editor')];
        await Promise.all(editors.map((editor) => editor.rendered()));
        await Promise.all(editors.map((editor, i) => {
          editor.value = `${'words and more words\\n'.repeat(2500)}*${i}*`;
          return editor.rendered();
        }));
        for (const [i, { preview }] of editors.entries())
          if (preview.querySelector('em')?.textContent !== String(i)) throw new Error(`editor ${i}`);
        """);
    assertEquals(List.of(true), browser.run("return workers.map(({ isRunning }) => isRunning);"));
    assertEquals(
        1L,
        browser.run("return " + SCRIPTS + ".filter((name) => name === 'markdown.wasm').length;"));
    browser.run("document.body.replaceChildren();");
    assertEquals(List.of(false), browser.run("return workers.map(({ isRunning }) => isRunning);"));
  }

  // Looks

  private static final String LOOKS =
      """
      const looks = (editor) => {
        const parts = [...editor.shadowRoot.querySelectorAll('[data-twinmark-frame], [part], [data-twinmark-preview] *')];
        parts.push(...editor.shadowRoot.querySelector('[data-twinmark-toolbar]').shadowRoot.querySelectorAll('button'));
        parts.push(...editor.shadowRoot.querySelector('[data-twinmark-surface]').shadowRoot.querySelectorAll('.cm-content, .cm-line'));
        return parts.map((part) => {
          const style = getComputedStyle(part);
          const seen = ['display', 'color', 'backgroundColor', 'fontFamily', 'fontSize', 'lineHeight', 'textAlign',
            'paddingTop', 'marginTop', 'borderTopWidth', 'width', 'height', 'letterSpacing', 'textTransform', 'visibility'];
          return `${part.localName} ${part.getAttribute('part') ?? ''} ${seen.map((name) => style[name])}`;
        }).join('\\n');
      };
      """;

  @Test
  void stylesLeakNeitherInNorOut() {
    String editor =
        "<twinmark-editor><textarea># Title\n\nText with `code` and [a link](x).\n\n| a |\n|---|\n| b |</textarea></twinmark-editor>";
    host.file(
        "/hostile.css",
        """
        * { color: red !important; letter-spacing: 5px !important;
          text-transform: uppercase; text-align: right; line-height: 3; }
        /* All is as large as the root's font, for those who have chosen that. */
        body, body * { font: 30px fantasy !important; }
        div, section, p, button, h1, table { display: inline !important; padding: 50px !important; margin: 50px !important; }
        :root { --ink: red; --paper: red; --line: red; --text-scale: 4; }
        """);
    openLoaded("<p id=\"probe\">Probe</p>" + editor);
    awaitAllParts();
    String expected = (String) browser.run(LOOKS + "return looks(e2e.editor());");
    String probe = "return getComputedStyle(document.getElementById('probe')).font;";
    assertEquals(
        browser.run(probe),
        browser.run(
            """
            e2e.editor().remove();
            return getComputedStyle(document.getElementById('probe')).font;
            """));
    assertEquals(0L, browser.run("return document.adoptedStyleSheets.length;"));
    assertEquals(
        0L, browser.run("return document.querySelectorAll('style, link[rel=stylesheet]').length;"));
    openLoaded("<link rel=\"stylesheet\" href=\"/hostile.css\"><p id=\"probe\">Probe</p>" + editor);
    awaitAllParts();
    assertEquals(
        "rgb(255, 0, 0)",
        browser.run("return getComputedStyle(document.getElementById('probe')).color;"));
    assertEquals(expected, browser.run(LOOKS + "return looks(e2e.editor());"));
  }

  /** Waits for the text to be shown, and for the parts that are loaded last. */
  private void awaitAllParts() {
    browser.async("await e2e.editor().rendered();");
    browser.await("e2e.editor().shadowRoot.querySelector('[role=separator]')?.ariaValueNow");
  }

  @Test
  void hostsChooseTheLooks() {
    host.file(
        "/host.css",
        """
        twinmark-editor { --twinmark-accent: rgb(1, 2, 3); --twinmark-background: rgb(4, 5, 6); block-size: 500px; }
        twinmark-editor::part(toolbar) { background: rgb(7, 8, 9); }
        twinmark-editor::part(button) { color: rgb(10, 11, 12); }
        """);
    openLoaded(
        "<link rel=\"stylesheet\" href=\"/host.css\"><twinmark-editor><textarea>[link](x)</textarea></twinmark-editor>");
    browser.async("await e2e.editor().rendered();");
    assertEquals(
        List.of("rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)", "rgb(10, 11, 12)", 500L),
        browser.run(
            """
            const { preview, shadowRoot, offsetHeight } = e2e.editor();
            const toolbar = shadowRoot.querySelector('[data-twinmark-toolbar]');
            return [
              getComputedStyle(preview.querySelector('a')).color,
              getComputedStyle(preview).backgroundColor,
              getComputedStyle(toolbar).backgroundColor,
              getComputedStyle(toolbar.shadowRoot.querySelector('button')).color,
              offsetHeight,
            ];
            """));
  }

  @Test
  void themeIsThatOfThePageUnlessItIsChosen() {
    openLoaded("<twinmark-editor></twinmark-editor>");
    String background =
        "getComputedStyle(e2e.editor().preview).backgroundColor === 'rgb(%s)' /* %s */";
    browser.await(background.formatted("255, 255, 255", "no page has said anything"));
    browser.run("document.documentElement.style.colorScheme = 'dark';");
    browser.await(background.formatted("22, 25, 30", "dark page"));
    browser.run("e2e.editor().theme = 'light';");
    browser.await(background.formatted("255, 255, 255", "light"));
    browser.run(
        "document.documentElement.style.colorScheme = 'light'; e2e.editor().theme = 'dark';");
    browser.await(background.formatted("22, 25, 30", "dark"));
    browser.screenshot("widget-dark");
  }

  @Test
  void toolbarIsTheHosts() {
    openLoaded(
        """
        <twinmark-editor toolbar="italic bold | link nonsense | heading2">
          <textarea>one</textarea><button slot="toolbar" id="own">Own</button>
        </twinmark-editor>
        """);
    String shown =
        """
        const bar = e2e.editor().shadowRoot.querySelector('[data-twinmark-toolbar]').shadowRoot.querySelector('[role=toolbar]');
        return [...bar.children].map((each) => each.dataset.command ?? each.className).join(' ').trim();
        """;
    assertEquals("italic bold gap link gap heading2", browser.run(shown));
    browser.run("e2e.editor().select();");
    browser.run(
        "e2e.editor().shadowRoot.querySelector('[data-twinmark-toolbar]').shadowRoot.querySelector('[data-command=bold]').click();");
    assertEquals("**one**", browser.run("return e2e.editor().value;"));
    browser.find("#own").click();
    browser.run("e2e.editor().toolbar = 'undo redo';");
    assertEquals("undo redo", browser.run(shown));
    browser.run("e2e.editor().toolbar = 'none';");
    assertEquals(
        0L,
        browser.run(
            "return e2e.editor().shadowRoot.querySelector('[data-twinmark-toolbar]').offsetHeight;"));
  }

  @Test
  void narrowContainerHasTabs() {
    host.file("/narrow.css", "#box { width: 380px; }");
    openLoaded(
        "<link rel=\"stylesheet\" href=\"/narrow.css\"><div id=\"box\"><twinmark-editor><textarea># Title</textarea></twinmark-editor></div>");
    browser.await("e2e.editor().shadowRoot.querySelectorAll('[role=tab]').length === 2");
    String visible =
        """
        return ['writing', 'preview'].filter((name) => getComputedStyle(
            e2e.editor().shadowRoot.querySelector(`[data-twinmark-${name}]`)).visibility === 'visible').join();
        """;
    assertEquals("writing", browser.run(visible));
    browser.screenshot("widget-narrow");
    browser.run("e2e.editor().shadowRoot.querySelectorAll('[role=tab]')[1].click();");
    assertEquals("preview", browser.run(visible));
    assertEquals("read", browser.run("return e2e.editor().pane;"));
    browser.focusEditor();
    assertEquals("writing", browser.run(visible));
    browser.run("document.getElementById('box').style.width = '1000px';");
    assertEquals("writing,preview", browser.run(visible));
  }

  @Test
  void keyboardReachesEveryPart() {
    openLoaded(
        "<button id=\"first\">First</button><twinmark-editor extensions=\"heading-ids\"><textarea># Title</textarea></twinmark-editor><button id=\"last\">Last</button>");
    browser.await("e2e.editor().shadowRoot.querySelector('[role=separator]') !== null");
    // Before it has its name it is hidden.
    browser.await(
        "e2e.editor().preview.shadowRoot.querySelector('.heading-anchors a:not([hidden])') !== null");
    browser.run("document.getElementById('first').focus();");
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      browser.type(Keys.TAB);
      reached.append(
          browser.run(
              """
              let active = document.activeElement;
              const path = [active.id];
              while (active.shadowRoot?.activeElement) {
                active = active.shadowRoot.activeElement;
                path.push(active.getAttribute('part') ?? (active.localName === 'a' ? 'anchor' : null));
              }
              return path.filter(Boolean).at(-1) + ' ';
              """));
      if (i == 1) {
        // In lists and tables, Tab indents; after Ctrl+M it leaves.
        browser.type(Keys.chord(Keys.CONTROL, "m"));
      }
    }
    assertEquals("button source divider preview anchor last", reached.toString().strip());
  }

  @Test
  void growsWithItsText() {
    openLoaded(
        "<twinmark-editor autogrow mode=\"write\"><textarea>one</textarea></twinmark-editor>");
    double low = ((Number) browser.run("return e2e.editor().offsetHeight;")).doubleValue();
    browser.run("e2e.editor().value = 'line\\n'.repeat(40);");
    browser.await("e2e.editor().offsetHeight > arguments[0] + 500", low);
    browser.run("e2e.editor().style.maxBlockSize = '300px';");
    browser.await("e2e.editor().offsetHeight === 300");
  }

  @Test
  void previewAndTextFindEachOtherInTheShadow() {
    openLoaded("<twinmark-editor></twinmark-editor>");
    browser.run(
        "e2e.editor().value = arguments[0];",
        String.join(
            "\n\n", IntStream.range(0, 80).mapToObj(i -> "Paragraph word" + i + " here").toList()));
    browser.async("await e2e.editor().rendered();");
    browser.async(
        """
        const { preview } = e2e.editor();
        preview.dispatchEvent(new WheelEvent('wheel'));
        preview.scrollTop = 900;
        for (let i = 0; i < 30; i++) await new Promise((done) => requestAnimationFrame(done));
        """);
    browser.await(
        "e2e.editor().shadowRoot.querySelector('[data-twinmark-surface]').shadowRoot.querySelector('.cm-scroller').scrollTop > 300");
    browser.run("e2e.editor().goToLine(0);");
    browser.await("e2e.editor().preview.scrollTop === 0");
    // A click on a word takes the caret to it.
    Map<?, ?> place =
        (Map<?, ?>)
            browser.run(
                """
                const text = e2e.editor().preview.children[3].firstChild;
                const range = new Range();
                range.setStart(text, 12); range.setEnd(text, 13);
                const { x, y, height } = range.getBoundingClientRect();
                return { x: x + 1, y: y + height / 2 };
                """);
    browser.click(number(place.get("x")), number(place.get("y")));
    // To the beginning of its line where the browser does not tell which word: Safari before 26.2.
    browser.await(
        "e2e.editor().caret.line === 6"
            + " && e2e.editor().caret.column === ('caretPositionFromPoint' in document ? 12 : 0)");
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  // Coming and going

  @Test
  void movingKeepsTextAndUndo() {
    openLoaded("<div id=\"box\"></div><twinmark-editor></twinmark-editor>");
    browser.run("e2e.stopUndoClock();");
    browser.focusEditor();
    browser.type("one");
    browser.run("document.getElementById('box').append(e2e.editor());");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value === ''");
    browser.type(Keys.chord(Keys.CONTROL, "y"));
    browser.run("document.body.moveBefore(e2e.editor(), null);");
    browser.await("e2e.editor().value === 'one'");
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.await("e2e.editor().value === ''");
  }

  @Test
  void draftIsKeptUntilItIsSent() {
    String form = FORM.replace("<twinmark-editor>", "<twinmark-editor storage-key=\"note\">");
    openLoaded(form);
    browser.focusEditor();
    browser.type(Keys.chord(Keys.CONTROL, Keys.END), " two");
    browser.await("localStorage.getItem('twinmark-draft:note') === '*one* two'");
    browser.open("about:blank");
    openLoaded(form);
    assertEquals("*one* two", browser.run("return e2e.editor().value;"));
    browser.find("form > button").click();
    assertEquals("text=*one* two", host.awaitPosted().get(1));
    openLoaded(form);
    assertEquals("*one*", browser.run("return e2e.editor().value;"));
  }

  @Test
  void saysThatADraftIsNotKept() {
    browser.addInitScript(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    openLoaded("<twinmark-editor storage-key=\"note\"></twinmark-editor>");
    browser.focusEditor();
    browser.type("x");
    browser.await(
        "e2e.editor().shadowRoot.querySelector('[role=status]').textContent.startsWith('Your draft isn’t being saved')");
  }

  @Test
  void thousandEditorsLeaveNothingBehind() {
    openLoaded("<div id=\"box\"></div><twinmark-editor></twinmark-editor>");
    // The first ones make what is made only once.
    mountAndRemove(20);
    Counts before = counts();
    mountAndRemove(1000);
    Counts after = counts();
    System.out.printf("1,000 editors mounted and removed: %s before, %s after%n", before, after);
    assertTrue(after.nodes() <= before.nodes() + 100, after::toString);
    assertTrue(after.listeners() <= before.listeners() + 100, after::toString);
    assertTrue(after.heap() <= before.heap() + 3_000_000, after::toString);
  }

  private record Counts(long nodes, long listeners, long heap) {}

  private Counts counts() {
    browser.cdp("HeapProfiler.enable", Map.of());
    browser.cdp("Performance.enable", Map.of());
    for (int i = 0; i < 3; i++) {
      browser.cdp("HeapProfiler.collectGarbage", Map.of());
    }
    Map<String, Object> counters = browser.cdp("Memory.getDOMCounters", Map.of());
    List<?> metrics = (List<?>) browser.cdp("Performance.getMetrics", Map.of()).get("metrics");
    long heap =
        metrics.stream()
            .map(metric -> (Map<?, ?>) metric)
            .filter(metric -> metric.get("name").equals("JSHeapUsedSize"))
            .mapToLong(metric -> ((Number) metric.get("value")).longValue())
            .findFirst()
            .orElseThrow();
    return new Counts(
        ((Number) counters.get("nodes")).longValue(),
        ((Number) counters.get("jsEventListeners")).longValue(),
        heap);
  }

  /** Mounts some editors, one after the other, writes in each tenth, and removes them. */
  private void mountAndRemove(int count) {
    browser.async(
        """
        const box = document.getElementById('box');
        for (let i = 0; i < args[0]; i++) {
          const editor = document.createElement('twinmark-editor');
          editor.value = `# Title ${i}\\n\\n- [ ] task`;
          box.append(editor);
          await editor.rendered();
          if (i % 10 === 0) {
            editor.focus();
            editor.insertMarkdown('x');
            await editor.rendered();
          }
          editor.remove();
        }
        // Timers and idle callbacks of what was removed.
        await new Promise((done) => setTimeout(done, 1500));
        """,
        count);
  }
}
