import assert from 'node:assert/strict';
import { test } from 'node:test';
import table from '@shared/sanitizer/allow-list.json';
import { sanitizeHTML } from '../src/sanitizer/sanitize-html.js';

// PackageIT compares the results with those of a browser.
const cases: readonly [string, string, string][] = [
  ['text is text', 'a & b < c', 'a &amp; b &lt; c'],
  ['allowed elements stay', '<p>a <em>b</em></p>', '<p>a <em>b</em></p>'],
  ['unknown elements leave their content', '<x-y>a<b>b</b></x-y>', 'a<b>b</b>'],
  ['scripts go with their content', 'a<script>alert(1)</script>b', 'ab'],
  ['handlers of events go', '<b onclick="alert(1)">a</b>', '<b>a</b>'],
  ['comments go', 'a<!-- <img src=x onerror=alert(1)> -->b', 'ab'],
  ['SVG goes', '<svg><p>a</svg>b<svg><script>c</script></svg>', '<p>ab</p>'],
  ['noscript goes, parsed as HTML', '<noscript><i title="</noscript>">a</i></noscript>b', 'b'],
  ['links get a relation', '<a href="/x" rel="opener">a</a>', `<a href="/x" ${relation()}>a</a>`],
  ['links without an address do not', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
  ['a link in a link becomes its neighbour', '<a href=x><table><a href=y>b</table></a>', nested()],
  ['names get a prefix', '<p id="x">a</p>', '<p id="user-content-x">a</p>'],
  ['check boxes are disabled', '<input type=checkbox>', '<input type="checkbox" disabled="">'],
  ['other controls go', '<input type=text>a', 'a'],
  ['values are escaped', "<p title='\"<&>\u00a0'>", '<p title="&quot;&lt;&amp;&gt;&nbsp;"></p>'],
  ['line feeds at the start of pre go', '<pre>\n\n\na\n</pre>', '<pre>a\n</pre>'],
  ['those behind an element stay', '<pre><b></b>\n\na</pre>', '<pre><b></b>\n\na</pre>'],
  ['surrogates are replaced', 'a\ud800b', 'a\ufffdb'],
  ['marks are limited', `a${'\u0301'.repeat(150)}b`, `a${'\u0301'.repeat(100)}b`],
  ['also across elements', `<i>${'\u0301'.repeat(90)}</i>${'\u0301'.repeat(20)}`, acrossElements()],
];

for (const [title, html, expected] of cases) {
  test(title, () => {
    assert.equal(sanitizeHTML([html]), expected);
  });
}

function relation(): string {
  return 'rel="noopener noreferrer nofollow"';
}

function nested(): string {
  return `<a href="x" ${relation()}></a><a href="y" ${relation()}>b</a><table></table>`;
}

function acrossElements(): string {
  return `<i>${'\u0301'.repeat(90)}</i>${'\u0301'.repeat(10)}`;
}

test('row spans that cover too many cells go, those of other tables stay', () => {
  const cells = '<td rowspan="100" align="left">x</td>'.repeat(101);
  const inner = '<table><tbody><tr><td rowspan="2">x</td></tr></tbody></table>';
  const outer = `<table><tbody><tr>${cells}<td rowspan="3">${inner}</td></tr></tbody></table>`;
  assert.equal(
    sanitizeHTML([outer]),
    outer.replaceAll(' rowspan="100"', '').replaceAll(' rowspan="3"', ''),
  );
});

test('a hundred thousand nested elements are no deeper than in a browser', () => {
  const levels = 100_000;
  for (const element of ['div', 'b', 'span', 'table', 'blockquote', 'svg', 'x-y', 'a']) {
    const html = sanitizeHTML([`<${element}>`.repeat(levels) + 'text']);
    assert.ok(depthOf(html) <= 512, element);
  }
});

test('formatting that is opened again and again is shown as its source', () => {
  const open = Array.from({ length: 2_000 }, (_, i) => `<b title=${String(i)}>`).join('');
  const html = `<p>${open}</p>${'<p>x</p>'.repeat(2_000)}`;
  assert.equal(
    sanitizeHTML([html]),
    `<pre>${html.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`,
  );
  assert.equal(
    sanitizeHTML(['<p>a</p>', html, '<p>b</p>']),
    `<p>a</p>${sanitizeHTML([html])}<p>b</p>`,
  );
});

test('the allow-list has selectors of the form that is understood', () => {
  for (const selector of Object.keys(table.addedAttributes)) {
    assert.match(selector, /^\w+\[\w+\]$/);
  }
});

function depthOf(html: string): number {
  let depth = 0;
  let greatest = 0;
  for (const [tag] of html.matchAll(/<\/?/g)) {
    depth += tag === '<' ? 1 : -1;
    greatest = Math.max(greatest, depth);
  }
  return greatest;
}
