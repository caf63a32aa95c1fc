package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.e2e.support.Units;
import dev.twinmark.testing.Seeds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks what {@code <twinmark-editor>} promises to pages that use it. */
@Essential
@ExtendWith(BrowserExtension.class)
final class ElementIT {

  private final Browser browser;
  private final TwinmarkServer server;

  ElementIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void open() {
    browser.openEditor(server);
  }

  @Test
  void rendersWhatValueIsSetTo() {
    // Its form is sent with the text; the text area itself has it once the editor is gone.
    assertEquals(
        List.of("*a*\n", "<p><em>a</em></p>\n", "*a*\n", "*b*\n"),
        browser.async(
            """
            const editor = e2e.editor();
            await e2e.show('*a*\\n');
            const source = document.querySelector('textarea');
            const shown = [editor.value, editor.preview.innerHTML, new FormData(source.form).get('markdown')];
            await e2e.show('*b*\\n');
            editor.remove();
            await Promise.resolve();
            return [...shown, source.value];
            """));
  }

  @Test
  void keepsLargeAndOddValues() {
    // In paragraphs: the engine takes quadratic time for one of very many lines.
    String paragraph = "\uD83D\uDE00\u0000\t\uFEFF x\n".repeat(100) + "\n";
    String text = paragraph.repeat(200);
    assertEquals(
        text,
        Units.decode(
            (String)
                browser.async(
                    "await e2e.show(e2e.decode(args[0])); return e2e.encode(e2e.editor().value);",
                    Units.encode(text))));
  }

  @Test
  void tellsOfEachRender() {
    Map<?, ?> event =
        (Map<?, ?>)
            browser.async(
                """
                const heard = new Promise((resolve) =>
                  addEventListener('twinmark-render', (event) => resolve(event), { once: true }));
                const begin = performance.now();
                e2e.editor().value = 'x';
                const { target, detail, bubbles, composed } = await heard;
                const most = performance.now() - begin;
                return { isEditor: target === e2e.editor(), milliseconds: detail.milliseconds, most, bubbles, composed };
                """);
    assertEquals(true, event.get("isEditor"));
    assertEquals(true, event.get("bubbles"));
    assertEquals(true, event.get("composed"));
    double milliseconds = assertInstanceOf(Number.class, event.get("milliseconds")).doubleValue();
    double most = ((Number) event.get("most")).doubleValue();
    assertTrue(
        milliseconds >= 0 && milliseconds <= most, () -> milliseconds + " of " + most + " ms");
  }

  @Test
  void focusesAndSelectsTheText() {
    browser.async(
        """
        await e2e.show('one two three');
        e2e.editor().focus();
        e2e.editor().setSelectionRange(4, 7);
        """);
    browser.type("2");
    browser.await("e2e.editor().preview.textContent === 'one 2 three\\n'");
  }

  @Test
  void comesFromCreateElement() {
    assertEquals(
        List.of("<p><em>early</em></p>\n", "*early*", "<p>late</p>\n", true),
        browser.async(
            """
            const editor = document.createElement('twinmark-editor');
            editor.value = '*early*';
            document.body.append(editor);
            await editor.ready;
            const early = [editor.preview.innerHTML, editor.value];
            await e2e.show('late', editor);
            const result = [...early, editor.preview.innerHTML, editor.shadowRoot.contains(editor.preview)];
            editor.remove();
            return result;
            """));
  }

  @Test
  void upgradesWhatWasThereBeforeItsScript() {
    browser.addInitScript(
        """
        document.addEventListener('readystatechange', () => {
          if (document.readyState !== 'interactive') return;
          const early = document.createElement('twinmark-editor');
          early.id = 'early';
          early.value = '**set before**';
          document.body.append(early);
        });
        """);
    browser.openEditor(server);
    assertEquals(
        List.of("<p><strong>set before</strong></p>\n", "**set before**", false),
        browser.async(
            """
            const early = document.getElementById('early');
            await early.ready;
            return [early.preview.innerHTML, early.value, Object.hasOwn(early, 'value')];
            """));
  }

  /**
   * Whatever else was set, and in whatever order: an element of an inert document is not upgraded.
   */
  @Test
  void propertiesSetBeforeTheUpgradeAreThoseSetAfterIt() {
    // Each value that an accessor refuses is reported, and keeps none of the others back.
    browser.allowProblem("Cannot set property|Failed to set the '\\w+' property");
    browser.allowProblem("setting getter-only property|IndexSizeError");
    browser.allowProblem("assign to readonly property");
    long seed = Seeds.next("the properties");
    browser.openEditor(server);
    assertEquals(
        List.of(),
        browser.async(
            """
            const { prototype } = customElements.get('twinmark-editor');
            const names = Object.entries(Object.getOwnPropertyDescriptors(prototype))
              .filter(([, { get }]) => get !== undefined).map(([name]) => name);
            const inert = document.implementation.createHTMLDocument();
            // MINSTD
            let state = arguments[0];
            const random = () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
            const pick = (items) => items[Math.floor(random() * items.length)];
            const differences = [];
            for (let run = 0; run < 60; run++) {
              const values = names.filter((name) => name !== 'value' && random() < 0.6)
                .map((name) => [name, pick([true, false, 3, -5, 'x', null, undefined])]);
              values.splice(Math.floor(random() * values.length), 0, ['value', '# Mine']);
              const early = inert.createElement('twinmark-editor');
              for (const [name, value] of values) early[name] = value;
              document.body.append(early);
              const late = document.body.appendChild(document.createElement('twinmark-editor'));
              for (const [name, value] of values) {
                try { late[name] = value; } catch { /* as the upgrade reports */ }
              }
              if (early.value !== '# Mine') differences.push(['value', early.value]);
              for (const name of names) {
                const [one, other] = [early[name], late[name]];
                if (typeof one !== 'object' && one !== other) differences.push([run, name, one, other, values]);
              }
              early.remove();
              late.remove();
            }
            return differences.map((each) => JSON.stringify(each));
            """,
            1 + (int) (seed & 0x3fff_ffff)));
  }

  @Test
  void theAttributeValueIsTheInitialText() {
    browser.openEditor(server);
    assertEquals(
        List.of("# Hi", "# React", "# Area", "# Changed", "mine", "# Late", "# Late"),
        browser.async(
            """
            const form = document.body.appendChild(document.createElement('form'));
            const make = (attributes, content = '') => {
              const editor = document.createElement('twinmark-editor');
              for (const [name, value] of Object.entries(attributes)) editor.setAttribute(name, value);
              if (content !== '') editor.appendChild(document.createElement('textarea')).defaultValue = content;
              return form.appendChild(editor);
            };
            const editor = make({ value: '# Hi' });
            const seen = [editor.value, make({ defaultvalue: '# React' }).value, make({ value: '# Hi' }, '# Area').value];
            await editor.rendered();
            editor.setAttribute('value', '# Changed');
            seen.push(editor.value);
            editor.value = 'mine';
            editor.setAttribute('value', '# Late');
            seen.push(editor.value, editor.defaultValue);
            form.reset();
            seen.push(editor.value);
            form.remove();
            return seen;
            """));
  }

  @Test
  void twoEditorsDoNotMix() {
    assertEquals(
        List.of("<p>one</p>\n", "<p>two</p>\n", 0L),
        browser.async(
            """
            const [one, two] = [1, 2].map(() => document.body.appendChild(document.createElement('twinmark-editor')));
            await Promise.all([e2e.show('one', one), e2e.show('two', two)]);
            const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
            const doubles = ids.filter((id, i) => ids.indexOf(id) !== i).length;
            return [one.preview.innerHTML, two.preview.innerHTML, doubles];
            """));
  }

  @Test
  void survivesBeingMoved() {
    assertEquals(
        "<p>after</p>\n",
        browser.async(
            """
            const editor = e2e.editor();
            const home = editor.parentNode;
            editor.remove();
            home.append(editor);
            await e2e.show('after');
            return editor.preview.innerHTML;
            """));
  }

  @Test
  void stableNamesServeEmbedders() {
    assertEquals(
        List.of("<p><em>x</em></p>\n", true),
        browser.async(
            """
            const { loadMarkdown } = await import('/assets/v1/markdown.js');
            const markdown = await loadMarkdown();
            const again = await loadMarkdown();
            await import('/assets/v1/editor.js');
            return [markdown.renderMarkdown('*x*'), again === markdown];
            """));
  }
}
