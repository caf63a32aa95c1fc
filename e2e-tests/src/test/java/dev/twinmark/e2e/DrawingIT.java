package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * Formulas and diagrams are drawn, the document's nodes are as without them, and none of their
 * sources does anything else. {@code -Dtwinmark.drawing.edits=N} edits longer, {@code
 * -Dtwinmark.seed=N} repeats the edits.
 */
@ExtendWith(BrowserExtension.class)
final class DrawingIT {

  private static final int EDITS = Integer.getInteger("twinmark.drawing.edits", 200);

  private static final String FORMULAS =
      """
      # Energy <code class="language-math math-inline">E = mc^2</code>

      A <code class="language-math math-inline">\\frac{a}{b}</code> *and <code class="language-math math-inline">x_1</code>*.

      <code class="language-math math-display">\\sum_{i=1}^n i</code>

      | a | b |
      | --- | --- |
      | <code class="language-math math-inline">\\alpha</code> | c |

      - <code class="language-math math-inline">y^2</code>

      ```math
      \\sqrt{2}
      ```
      """;

  /** Sources that try to do more than to be shown. */
  private static final List<String> HOSTILE_FORMULAS =
      List.of(
          "\\href{javascript:pwned()}{x}",
          "\\href{data:text/html,<script>pwned()</script>}{x}",
          "\\url{javascript:pwned()}",
          "\\includegraphics{http://canary.invalid/x.png}",
          "\\includegraphics[alt=x]{javascript:pwned()}",
          "\\htmlClass{markdown-alert}{x}",
          "\\htmlId{twinmark-source}{x}",
          "\\htmlStyle{position:fixed;inset:0}{x}",
          "\\htmlData{twinmark-preview=1}{x}",
          "\\class{pointed}{x}",
          "\\id{twinmark-source}{x}",
          "\\style{position:fixed;inset:0;background:url(//canary.invalid)}{x}",
          "\\data{twinmark-preview=}{x}",
          "\\label{config}x\\ref{config}",
          "\\eqref{__proto__}",
          "\\text{<img src=x onerror=pwned()>}",
          "\\text{<script>pwned()</script>}",
          "\\text{</math><svg onload=pwned()>}",
          "\\mathrm{<style>*{display:none}</style>}",
          "\\textcolor{red;position:fixed}{x}",
          "\\color{url(//canary.invalid)}x",
          "\\definecolor{red}{HTML}{\"onload=\"pwned()}x",
          "\\colorbox{expression(pwned())}{x}",
          "\\def\\x{\\x\\x}\\x",
          "\\def\\a#1{#1#1}" + "\\a{".repeat(9) + "x".repeat(900) + "}".repeat(9),
          "\\gdef\\frac{pwned}\\frac",
          "\\global\\def\\__proto__{x}",
          "\\newcommand{\\constructor}{pwned()}\\constructor",
          "\\char\"3C script\\char\"3E pwned()",
          "\\unicode{x3c}script",
          "\\rule{99999em}{99999em}",
          "\\kern-9999em\\raisebox{9999em}{x}",
          "{".repeat(2400) + "}".repeat(2400),
          "\\sqrt{".repeat(600) + "x" + "}".repeat(600),
          "\\begin{matrix}" + "&".repeat(2000) + "\\end{matrix}",
          "x\u0301".repeat(2000),
          "\\toggle{x}{y}\\endtoggle",
          "\\cssId{config}{x}");

  /** The first diagram waits for a page of megabytes, on a busy machine. */
  private static final Duration DIAGRAM_LIMIT = Duration.ofSeconds(60);

  private static final String DIAGRAM =
      """
      ```mermaid
      graph TD
        accTitle: A way
        A[Start] -->|yes & no| B[End]
      ```
      """;

  private static final List<String> HOSTILE_DIAGRAMS =
      List.of(
          "graph TD\n A-->B\n click A \"javascript:pwned()\"",
          "graph TD\n A-->B\n click A href \"javascript:pwned()\" \"x\" _top",
          "graph TD\n A-->B\n click A call pwned()",
          "graph TD\n A[\"<img src=x onerror=pwned()>\"]-->B",
          "graph TD\n A[\"<script>pwned()</script>\"]-->B",
          "graph TD\n A[\"<iframe srcdoc='<script>parent.pwned()</script>'>\"]-->B",
          "graph TD\n A[\"<svg onload=pwned()>\"]-->B",
          "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true}}%%\n"
              + "graph TD\n A[\"<img src=x onerror=pwned()>\"]-->B\n click A call pwned()",
          "%%{init: {\"themeCSS\":"
              + " \"*{background:url(http://canary.invalid)}</style><script>pwned()</script>\"}}%%\n"
              + "graph TD\n"
              + " A-->B",
          "%%{init: {\"fontFamily\": \"x;}</style><script>pwned()</script>\"}}%%\ngraph TD\n A-->B",
          "%%{init: {\"__proto__\": {\"polluted\": 1}}}%%\ngraph TD\n A-->B",
          "%%{init: {\"dompurifyConfig\": {\"ADD_TAGS\": [\"script\"]}, \"secure\": []}}%%\n"
              + "graph TD\n A[\"<script>pwned()</script>\"]-->B",
          "---\nconfig:\n  securityLevel: loose\n---\ngraph TD\n A-->B\n click A call pwned()",
          "sequenceDiagram\n A->>B: <img src=x onerror=pwned()>\n link A: x @ javascript:pwned()",
          "classDiagram\n class A\n link A \"javascript:pwned()\"\n callback A \"pwned\"",
          """
          gantt
           title <script>pwned()</script>
           section S
           T :a, 2020-01-01, 1d
           click a href "javascript:pwned()"
          """,
          "pie title <img src=x onerror=pwned()>\n \"</text><script>pwned()</script>\" : 1",
          "stateDiagram-v2\n state \"<img src=x onerror=pwned()>\" as a\n [*] --> a",
          "mindmap\n root((<img src=x onerror=pwned()>))",
          "graph TD\n style A fill:url(javascript:pwned()),stroke:expression(pwned())\n A-->B",
          "graph TD\n accTitle: \"><script>pwned()</script>\n A-->B",
          "graph " + "A-->".repeat(4000) + "B",
          "x".repeat(30_000));

  private final Browser browser;
  private final TwinmarkServer server;

  DrawingIT(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    this.server = server;
  }

  @BeforeEach
  void openEditor() {
    browser.openEditor(server);
    browser.run(
        """
        window.preview = e2e.editor().preview;
        window.drawings = () => [...preview.querySelectorAll('twinmark-drawing')];
        /** The drawings that show what their code says. */
        window.drawn = () => drawings().filter(({ previousSibling, shadowRoot }) =>
          previousSibling.localName === 'code' && getComputedStyle(previousSibling).display === 'none' &&
          shadowRoot.firstChild.localName === 'math');
        """);
  }

  @Test
  void formulasAreDrawnAndTheDocumentIsAsItWas() {
    browser.async("await e2e.show(args[0]);", FORMULAS);
    browser.await("drawn().length === 7");
    assertEquals(
        browser.async("return await e2e.serverHtml(args[0]);", FORMULAS),
        browser.run("return e2e.content(preview).innerHTML;"));
    assertEquals(
        "Energy E = mc^2",
        browser.run("return preview.querySelector('h1').textContent;"),
        "the text is that of the document");
    // By the style sheet of the drawing, and not by attributes that the policy would refuse.
    assertTrue((Boolean) browser.run("return drawn().every((one) => one.clientHeight < 200);"));
  }

  @Test
  void drawingsStayWhileWordsBesideThemAreWritten() {
    browser.async("await e2e.show(args[0]);", FORMULAS);
    browser.await("drawn().length === 7");
    browser.run(
        """
        window.kept = drawings();
        window.changed = 0;
        new MutationObserver((records) => {
          changed += records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes])
            .filter(({ localName }) => localName === 'twinmark-drawing').length;
        }).observe(preview, { childList: true, subtree: true });
        const at = e2e.editor().value.indexOf('*and') + 4;
        e2e.editor().setSelectionRange(at, at);
        """);
    browser.focusEditor();
    browser.type(" more words and");
    browser.await("preview.textContent.includes('and more words and')");
    assertEquals(0L, browser.run("return changed;"));
    assertTrue(
        (Boolean) browser.run("return drawings().every((drawing, i) => drawing === kept[i]);"));
  }

  @Test
  void drawingFollowsItsSourceInTheSameTask() {
    browser.async("await e2e.show('```math\\nx\\n```');");
    browser.await("drawn().length === 1");
    assertEquals(
        "y2",
        browser.async(
            """
            const [drawing] = drawings();
            await e2e.show('```math\\ny^2\\n```');
            return drawing === drawings()[0] ? drawing.shadowRoot.textContent : 'another one';
            """));
    browser.async("await e2e.show('```js\\ny^2\\n```');");
    browser.await("drawings().length === 0");
  }

  @Test
  void documentIsWhatSanitizingGivesAfterEachOfManyEdits() {
    long seed = Long.getLong("twinmark.seed", System.nanoTime());
    System.out.println("twinmark.seed=" + seed);
    browser.async("await e2e.show(args[0]);", FORMULAS);
    browser.await("drawn().length === 7");
    Object failure =
        browser.async(
            """
            const [seed, edits] = args;
            let state = seed % 2147483647 || 1;
            const below = (end) => (state = (state * 48271) % 2147483647) % end;
            const { renderSafe } = await import('/assets/v1/render.js');
            const editor = e2e.editor();
            const extensions = editor.getAttribute('extensions').split(' ');
            const pieces = ['x', ' ', '\\n', '\\n\\n', '*', '`', '| ', '- ', '> ', '```math\\nz\\n```\\n',
              '<code class="language-math math-inline">z^2</code>', '<code class="language-math math-display">z</code>',
              '</code>', '<code class="language-math math-inline">', '<b>', '</b>', '\\\\frac', '{', '}', '```'];
            for (let i = 0; i < edits; i++) {
              const text = editor.value;
              const from = below(text.length + 1);
              const start = below(text.length + 1);
              const to = Math.min(text.length, from + (below(3) === 0 ? below(40) : 0));
              editor.setRangeText(below(4) === 0 ? text.slice(start, start + below(60)) : pieces[below(pieces.length)], from, to);
              await editor.rendered();
              const expected = e2e.content(await renderSafe(editor.value, { extensions }));
              if (!e2e.content(preview).isEqualNode(expected)) {
                return `edit ${i}: ${JSON.stringify(editor.value)}\\n${e2e.content(preview).innerHTML}\\n${expected.innerHTML}`;
              }
              const strays = drawings().filter(({ previousSibling }) =>
                previousSibling?.localName !== 'code' || !/^language-m(ath|ermaid)/.test(previousSibling.className));
              if (strays.length > 0) return `edit ${i}: drawings without a formula`;
              if (below(10) === 0) await new Promise((resolve) => requestIdleCallback(resolve));
            }
            return '';
            """,
            seed, EDITS);
    assertEquals("", failure, "twinmark.seed=" + seed);
  }

  @Test
  void mistakeIsShownBesideItsSource() {
    browser.async("await e2e.show('```math\\n\\\\frac{a}{\\n```\\n\\n```math\\nb\\n```');");
    browser.await("drawings().length === 2");
    assertEquals(
        List.of("Not drawn: Unexpected end of input in a macro argument, expected '}'", "b"),
        browser.run("return drawings().map(({ shadowRoot }) => shadowRoot.textContent);"));
    assertEquals(
        "block",
        browser.run("return getComputedStyle(drawings()[0]).display;"),
        "a line of its own");
    assertTrue(
        (Boolean) browser.run("return drawings()[0].previousSibling.getClientRects().length > 0;"));
  }

  @Test
  void formulaOfAMegabyteStaysItsSource() {
    browser.async("await e2e.show('```math\\n' + 'x+'.repeat(524288) + '\\n```');");
    browser.await("drawings().length === 1");
    assertEquals(
        "Not drawn: Longer than 5000 characters",
        browser.run("return drawings()[0].shadowRoot.textContent;"));
  }

  @Test
  void hostileFormulasDoNothing() {
    for (String tex : HOSTILE_FORMULAS) {
      Object found =
          browser.async(
              """
              await e2e.show('```math\\n' + args[0] + '\\n```');
              return true;
              """,
              tex);
      assertEquals(true, found);
      browser.await("drawings().length === 1 && drawings()[0].shadowRoot.firstChild !== null");
      assertEquals(
          List.of(),
          browser.run(
              """
              const found = e2e.clobbered();
              for (const element of drawings()[0].shadowRoot.querySelectorAll('*')) {
                if (element.namespaceURI !== 'http://www.w3.org/1998/Math/MathML') found.push(element.outerHTML);
                for (const { name } of element.attributes) {
                  if (/^(on|id$|href|src|xlink|data|action)/.test(name)) found.push(name);
                }
              }
              const { width, height } = drawings()[0].getBoundingClientRect();
              if (width > innerWidth || height > 3000) found.push(`${width} x ${height}`);
              return found;
              """),
          tex);
    }
    assertEquals(List.of(), browser.takeProblems());
  }

  @Test
  void diagramIsAnImageAndTheDocumentIsAsItWas() {
    browser.async("await e2e.show(args[0]);", DIAGRAM);
    awaitImage();
    assertEquals(
        List.of("A way", true),
        browser.run(
            """
            const image = drawings()[0].shadowRoot.firstChild;
            return [image.alt, image.src.startsWith('data:image/svg+xml,')];
            """));
    assertEquals(
        browser.async("return await e2e.serverHtml(args[0]);", DIAGRAM),
        browser.run("return e2e.content(preview).innerHTML;"));
    // Its frame can reach nothing.
    assertEquals(
        List.of("allow-scripts", 1L),
        browser.run(
            """
            const frames = document.querySelectorAll('iframe');
            return [frames[0].getAttribute('sandbox'), frames.length];
            """));
    assertEquals(
        true, browser.run("return document.querySelector('iframe').contentDocument === null;"));
  }

  @Test
  void diagramFollowsItsSourceAndTheColorScheme() {
    browser.async("await e2e.show(args[0]);", DIAGRAM);
    awaitImage();
    browser.run("window.first = drawings()[0].shadowRoot.firstChild.src;");
    browser.run("document.documentElement.dataset.theme = 'dark';");
    browser.await(
        DIAGRAM_LIMIT,
        "drawings()[0].className.includes('dark') && drawings()[0].shadowRoot.firstChild.src !=="
            + " first");
    browser.run("delete document.documentElement.dataset.theme;");
    browser.await("drawings()[0].shadowRoot.firstChild.src === first");
    browser.async("await e2e.show(args[0]);", DIAGRAM.replace("Start", "Another"));
    browser.await(DIAGRAM_LIMIT, "drawings()[0].shadowRoot.firstChild.src.includes('Another')");
    browser.async("await e2e.show(args[0]);", DIAGRAM.replace("]", ""));
    browser.await(
        DIAGRAM_LIMIT,
        "drawings()[0].shadowRoot.textContent.startsWith('Not drawn: Parse error on line 3')");
    assertEquals(
        "inline", browser.run("return getComputedStyle(preview.querySelector('code')).display;"));
  }

  @Test
  void hostileDiagramsDoNothing() {
    // Mermaid makes HTML of labels, to measure them. The policy of its page refuses what is in it.
    browser.allowProblem("script-src 'sha256-");
    browser.allowProblem("assets/diagrams-[A-Z0-9]{8}\\.html");
    browser.allowProblem("/assets/x['\"]");
    for (String source : HOSTILE_DIAGRAMS) {
      browser.async(
          "await e2e.show('x'); await e2e.show('```mermaid\\n' + args[0] + '\\n```');", source);
      browser.await(
          DIAGRAM_LIMIT, "drawings().length === 1 && drawings()[0].shadowRoot.firstChild !== null");
      assertEquals(
          List.of(),
          browser.run(
              """
              const found = e2e.clobbered();
              const { firstChild } = drawings()[0].shadowRoot;
              if (!(firstChild instanceof Text || (firstChild instanceof HTMLImageElement && firstChild.src.startsWith('data:image/svg+xml,')))) {
                found.push(firstChild.outerHTML);
              }
              if (document.querySelectorAll('iframe').length !== 1) found.push('frames');
              return found;
              """),
          source);
    }
    assertEquals(List.of(), browser.takeProblems());
  }

  @Test
  void diagramsStayTheirSourceWhereThePageIsNotThere() {
    // A frame that a policy forbids stays as empty as this one.
    browser.run("Object.defineProperty(HTMLIFrameElement.prototype, 'src', { set() {} });");
    browser.async("await e2e.show(args[0]);", DIAGRAM + "\n```math\nx\n```\n");
    browser.await("drawn().length === 1");
    browser.await("document.querySelector('iframe') !== null");
    assertEquals(1L, browser.run("return drawings().length;"));
    assertTrue(
        (Boolean)
            browser.run("return preview.querySelector('pre').innerText.includes('graph TD');"));
  }

  private void awaitImage() {
    browser.await(
        DIAGRAM_LIMIT,
        "drawings().length === 1 && drawings()[0].shadowRoot.firstChild?.naturalWidth > 0");
  }

  @Test
  void sourceIsCopied() {
    browser.allowClipboard();
    browser.async("await e2e.show(args[0]);", FORMULAS);
    browser.await("drawn().length === 7");
    browser.run("preview.focus(); getSelection().selectAllChildren(preview.querySelector('p'));");
    browser.type(Keys.chord(Keys.CONTROL, "c"));
    assertEquals(
        "A \\frac{a}{b} and x_1.",
        browser.async("return (await navigator.clipboard.readText()).trim();"));
    browser.await("drawn().length === 7");
  }

  @Test
  void previewElementDrawsToo() {
    browser.async(
        """
        await import('/assets/v1/preview.js');
        const element = document.createElement('twinmark-preview');
        element.markdown = args[0];
        document.body.prepend(element);
        await element.rendered();
        window.preview = element.preview;
        """,
        FORMULAS);
    browser.await("drawn().length === 7");
    browser.run("window.element = preview.getRootNode().host; element.remove();");
    assertEquals(0L, browser.run("return drawings().length;"));
    browser.run("document.body.prepend(element);");
    browser.await("drawn().length === 7");
  }
}
