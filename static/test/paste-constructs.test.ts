import assert from 'node:assert/strict';
import test from 'node:test';
import type { Extension } from '../src/engine/api.js';
import { CARET, pasteInto } from './paste-documents.js';

function pasted(html: string, extensions: readonly Extension[], place = CARET): string {
  return pasteInto(place, html, 'plain', extensions).trim();
}

const KATEX =
  '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>' +
  '<annotation encoding="application/x-tex">x_1</annotation></semantics></math></span>' +
  '<span class="katex-html" aria-hidden="true">x1</span></span>';

test('formulas of other pages are TeX between dollars', () => {
  const cases: readonly (readonly [string, string])[] = [
    [`<p>a ${KATEX} b</p>`, 'a $x_1$ b'],
    [`<span class="katex-display">${KATEX}</span>`, '$$\nx_1\n$$'],
    ['<p>a <math-renderer>$x$</math-renderer></p>', 'a $x$'],
    ['<math-renderer>$$x$$</math-renderer>', '$$\nx\n$$'],
    ['<p>a <span class="math inline">\\(x\\)</span></p>', 'a $x$'],
    ['<p>a <math alttext="{\\displaystyle y}"><mi>y</mi></math></p>', 'a $y$'],
    [
      '<p>a<math data-latex="y"><mi>y</mi></math></p>',
      'a<code class="language-math math-inline">y</code>',
    ],
    ['<p>a <code class="language-math math-inline">a$b</code></p>', 'a $`a$b`$'],
    ['<p>a <code class="language-math math-inline">x</code>5</p>', 'a $`x`$5'],
    ['<pre><code class="language-math math-display">x\n</code></pre>', '$$\nx\n$$'],
    ['<pre><code class="language-math">x\n</code></pre>', '```math\nx\n```'],
    ['<p>a <math><mi>y</mi></math> b</p>', 'a b'],
  ];
  for (const [html, markdown] of cases) {
    assert.equal(pasted(html, ['formulas']), markdown, html);
  }
  assert.equal(pasted(`<p>a ${KATEX} b</p>`, []), 'a $x_1$ b');
});

test('diagrams of GitHub are code', () => {
  const html =
    '<section data-type="mermaid"><div data-plain="graph LR&#10;  a --&gt; b"><div><pre lang="mermaid">graph LR' +
    '</pre></div></div><span role="presentation"></span></section>';
  assert.equal(pasted(html, []), '```mermaid\ngraph LR\n  a --> b\n```');
});

test('formulas and diagrams of an exported page are their source', () => {
  const html =
    '<p>a <math data-latex="x_1"><mi>x</mi></math> b</p><p><math data-latex="y" display="block"><mi>y</mi></math></p>' +
    '<p data-type="mermaid"><picture data-plain="graph LR&#10;  a --&gt; b"><source media="screen" ' +
    'srcset="data:image/svg+xml,x"><img alt="A to b" src="data:image/svg+xml,x"></picture></p>';
  assert.equal(
    pasted(html, ['formulas']),
    'a $x_1$ b\n\n$$y$$\n\n```mermaid\ngraph LR\n  a --> b\n```',
  );
});

const NOTES =
  '<p>A<sup><a href="#user-content-fn-1-0123456789abcdef0123456789abcdef" id="user-content-fnref-1" ' +
  'data-footnote-ref aria-describedby="footnote-label">1</a></sup></p><section data-footnotes class="footnotes">' +
  '<h2 id="footnote-label">Footnotes</h2><ol><li id="user-content-fn-1-0123456789abcdef0123456789abcdef">' +
  '<p>Note <a href="#user-content-fnref-1" data-footnote-backref>↩</a></p></li></ol></section>';

test('footnotes go to the end of the document', () => {
  assert.equal(pasted(NOTES, ['footnotes']), 'A[^1]\n\n[^1]: Note');
  assert.equal(
    pasted(NOTES, ['footnotes'], `| a |\n| - |\n| ${CARET} |`),
    '| a |\n| - |\n| A[^1] |\n\n[^1]: Note',
  );
  assert.equal(
    pasted(NOTES, ['footnotes'], `${CARET}\n\n\`\`\`\ncode`),
    'A[^1]\n\n[^1]: Note\n\n```\ncode',
  );
});

test('footnotes have labels of their own', () => {
  const place = `x[^1] ${CARET}\n\n[^1]: own`;
  assert.equal(pasted(NOTES, ['footnotes'], place), 'x[^1] A[^2]\n\n[^1]: own\n\n[^2]: Note');
});

test('references without their note keep their number', () => {
  const html = '<p>A<sup class="footnote-ref"><a href="#fn-a" data-footnote-ref>1</a></sup></p>';
  assert.equal(pasted(html, ['footnotes']), 'A<sup>1</sup>');
  assert.equal(pasted(html, ['footnotes'], `${CARET}\n\n[^a]: own`), 'A[^a]\n\n[^a]: own');
});

test('footnotes of office suites are footnotes', () => {
  for (const html of [
    '<p>A<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span>[1]</span></a></p><div style="mso-element:footnote-list"><hr><div style="mso-element:footnote" id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Note</p></div></div>',
    '<p>A<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup></p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Note</p></div>',
    '<p>A<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Note</span></p></div>',
  ]) {
    assert.equal(pasted(html, ['footnotes']), 'A[^1]\n\n[^1]: Note', html);
  }
});

test('panels and admonitions of other pages are alerts', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<div data-panel-type="warning"><p>Hot</p></div>', '> [!WARNING]\n> Hot'],
    [
      '<div class="admonition tip"><p class="admonition-title">Tip</p><p>x</p></div>',
      '> [!TIP]\n> x',
    ],
    [
      '<div class="admonition note"><p class="admonition-title">Of bees</p><p>x</p></div>',
      '> [!NOTE]\n>\n> **Of bees**\n>\n> x',
    ],
  ];
  for (const [html, markdown] of cases) {
    assert.equal(pasted(html, ['alerts']), markdown, html);
  }
});

test('footnotes within the text take the place of others where those are off', () => {
  assert.equal(pasted(NOTES, ['inline-footnotes']), 'A^[Note]');
});

test('marks of extensions are HTML where they are off', () => {
  const html = '<p>x<sup>2</sup> H<sub>2</sub>O <mark>a b</mark> <ins>c</ins> <sup>d e</sup></p>';
  assert.equal(
    pasted(html, ['inserts', 'marks', 'subscript', 'superscript']),
    'x^2^ H~2~O ==a b== ++c++ <sup>d e</sup>',
  );
  assert.equal(
    pasted(html, []),
    'x<sup>2</sup> H<sub>2</sub>O <mark>a b</mark> <ins>c</ins> <sup>d e</sup>',
  );
  assert.equal(pasted('<del>H<sub>2</sub></del>', ['subscript']), '~~H<sub>2</sub>~~');
});

test('definition lists are lists where they are off', () => {
  const html = '<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd><p>d</p><ul><li>e</li></ul></dd></dl>';
  assert.equal(pasted(html, ['definition-lists']), 'a\nb\n: c\n\n: d\n\n  - e');
  assert.match(pasted(html, []), /^- - a\n {2}- b\n/);
  assert.equal(
    pasted('<dl><dt>a</dt><dd><ul><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl></dd></dl>', [
      'definition-lists',
    ]),
    'a\n: - b\n\n  c\n  : d',
  );
});

const PROPERTIES =
  '<details class="front-matter"><summary>title, tags</summary><table><tbody><tr><th scope="row">title</th>' +
  '<td>[Bees]</td></tr><tr><th scope="row">tags</th><td>a, b</td></tr></tbody></table></details><p>x</p>';

test('front matter begins an empty document only', () => {
  const table = '| title | [Bees] |\n| ----- | ------ |\n| tags  | a, b   |';
  assert.equal(pasted(PROPERTIES, ['front-matter']), '---\ntitle: "[Bees]"\ntags: a, b\n---\n\nx');
  assert.equal(pasted(PROPERTIES, ['front-matter'], `y\n\n${CARET}`), `y\n\n${table}\n\nx`);
  assert.equal(pasted(PROPERTIES, []), `${table}\n\nx`);
});

test('rules at the start of a document are no front matter', () => {
  const html = '<hr><p>a: b</p><hr>';
  assert.equal(pasted(html, ['front-matter']), '***\n\na: b\n\n---');
  assert.equal(pasted(html, []), '---\n\na: b\n\n---');
});

test('prose is escaped where it would be a construct', () => {
  const all: readonly Extension[] = [
    'github',
    'definition-lists',
    'inserts',
    'marks',
    'superscript',
    'table-of-contents',
  ];
  const cases: readonly (readonly [string, string])[] = [
    ['costs $5 and $6', 'costs $5 and $6'],
    ['from $5-$ 6', 'from \\$5-$ 6'],
    ['a :bee: at 10:30:45 :nobody:', 'a \\:bee: at 10:30:45 :nobody:'],
    ['==a== b == c', '\\==a== b == c'],
    ['++a++ C++', '\\++a++ C++'],
    ['x^2^ 2^8', 'x\\^2^ 2^8'],
    ['https://example.org', 'https\\://example.org'],
    ['[TOC]', '\\[TOC]'],
    ['[^1]: a', '\\[^1]: a'],
  ];
  for (const [text, markdown] of cases) {
    assert.equal(pasted(`<p>${text}</p>`, all), markdown, text);
  }
  assert.equal(pasted('<p>a</p><p>: b</p>', all), 'a\n\n\\: b');
  assert.equal(pasted('<h1>a</h1><p>: b</p>', all), '# a\n\n: b');
  assert.equal(
    pasted('<blockquote><p>[!NOTE]</p><p>b</p></blockquote>', all),
    '> \\[!NOTE]\n>\n> b',
  );
  assert.equal(
    pasted('<a href="https://example.org">https://example.org</a>', all),
    '<https://example.org>',
  );
});

test('backticks behind code stay text where a run before it has no counterpart', () => {
  const html = '<p>a`` b<code>c</code> `d`</p>';
  assert.equal(pasted(html, []), 'a`` b`c` \\`d`');
});
