import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { convertedHtml } from './paste-documents.js';

const FOLDER = path.join(process.cwd(), 'test/paste');

function blocks(html: string): string {
  const converted = convertedHtml(html);
  return converted?.blocks({ isInDocument: false, isWhole: false, isBehindTerm: false }) ?? 'PLAIN';
}

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.html'))) {
  test(`HTML of the clipboard: ${name}`, () => {
    const html = readFileSync(path.join(FOLDER, name), 'utf8');
    const markdown = readFileSync(path.join(FOLDER, name.replace('.html', '.md')), 'utf8');
    assert.equal(`${blocks(html)}\n`, markdown);
  });
}

test('one element each', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<b>Note: </b>text', '**Note:** text'],
    ['a<b>(b)</b>c', 'a<strong>(b)</strong>c'],
    ['x <b>「重要」</b>です', 'x <strong>「重要」</strong>です'],
    ['un<i>frigging</i>believable', 'un*frigging*believable'],
    ['<b><i>a</i></b> <i><b>b</b></i>', '**_a_** ***b***'],
    ['<i><b>a</b> (b)<b>#c</b></i>d', '<em><strong>a</strong> (b)<strong>#c</strong></em>d'],
    ['<i><b>a</b> b <b>c</b></i>', '*__a__ b __c__*'],
    ['<b>a</b><b> </b><b>b</b>', '**a b**'],
    ['<del>a </del>b <strike>c</strike>', '~~a~~ b ~~c~~'],
    [
      '<span style="font-weight:700">a</span><span style="font-style:italic"> b</span>',
      '**a** *b*',
    ],
    ['<span style="text-decoration: line-through">a</span>', '~~a~~'],
    ['<b style="font-weight:normal"><p>a</p><p>b</p></b>', 'a\n\nb'],
    [
      'https://example.com www.example.com me@example.com',
      'https://example.com www.example.com me@example.com',
    ],
    ['AT&amp;T 2*3 [x] snake_case 1 &lt; 2 a[0] !', 'AT&T 2*3 [x] snake_case 1 < 2 a[0] !'],
    ['2*3*4 &amp;amp; [a](b) &lt;b&gt;', '2\\*3*4 \\&amp; \\[a](b) \\<b>'],
    [
      '<p>#tag</p><p># no</p><p>-1</p><p>- no</p><p>1. no</p>',
      '#tag\n\n\\# no\n\n-1\n\n\\- no\n\n1\\. no',
    ],
    [
      '<p>·&nbsp;&nbsp; <b>First</b></p>\n<p><span>·</span><span>&nbsp; </span>Second</p><p>o&nbsp;&nbsp; Third</p>',
      '- **First**\n- Second\n  - Third',
    ],
    ['<p>1.&nbsp;&nbsp; a</p><p>2.&nbsp;&nbsp; b</p>', '1. a\n2. b'],
    [
      '<ul><li><ul><li>a</li></ul><table><tr><th>x</th><th>y</th></tr></table></li></ul>',
      '- - a\n\n  | x   | y   |\n  | --- | --- |',
    ],
    ['<h2><strong>a</strong></h2>', '## **a**'],
    ['<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>', '- a\n  - b\n\n    c\n- d'],
    ['<b><i>_u_😀</i>`</b> a_b', '**_\\_u\\_😀_`** a_b'],
    ['a<br>b', 'a\\\nb'],
    ['<h2>a<br>b</h2>', '## a<br>b'],
    ['<h2 style="x"><span style="font-weight:700">Title</span></h2>', '## Title'],
    [
      '<table><tr><td>a|b<br>c</td><td>2</td></tr></table>',
      '| a\\|b<br>c | 2   |\n| --------- | --- |',
    ],
    ['<table><tr><td>42</td></tr></table>', '42'],
    ['<a href="https://example.com/"><b> x </b></a>y', '[**x**](https://example.com/) y'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="#user-content-x">x</a>', '[x](#x)'],
    ['<p>a<span style="display:none">hidden</span></p>', 'a'],
    ['<kbd>Ctrl</kbd> H<sub>2</sub>O', '<kbd>Ctrl</kbd> H<sub>2</sub>O'],
    ['<pre><code class="language-js">a\n</code></pre>', '```js\na\n```'],
    ['<pre class="brush: js notranslate">a</pre>', '```js\na\n```'],
    [
      '<table><tr><td class="blob-num">1</td><td class="blob-code">a</td></tr><tr><td class="blob-num"></td><td class="blob-code">  b</td></tr></table>',
      '```\na\n  b\n```',
    ],
    ['<p>&amp;foo; \\&amp;foo; &amp;copy; &amp;noti;</p>', '&foo; \\\\&foo; \\&copy; &noti;'],
    ['<p style="white-space: pre-wrap">a\nb</p>', 'a\\\nb'],
    ['<tt>a</tt> x<span style="vertical-align: super">2</span>', '`a` x<sup>2</sup>'],
    [
      '<p>A<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> N</p></div>',
      'A<sup>[1]</sup>\n\n1. N',
    ],
  ];
  for (const [html, markdown] of cases) {
    assert.equal(blocks(html), markdown, html);
  }
});
