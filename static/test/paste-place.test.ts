import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorState } from '@codemirror/state';
import { fromHtml } from 'hast-util-from-html';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { convert } from '../src/paste/convert.js';
import { markdownAt } from '../src/paste/place.js';

/** Pastes at `|`, or over what is between two of them. */
function pasted(marked: string, html: string, text = 'plain'): string {
  const parts = marked.split('‖');
  const doc = parts.join('');
  const from = parts[0]?.length ?? 0;
  const to = from + (parts.length > 2 ? (parts[1]?.length ?? 0) : 0);
  const state = EditorState.create({ doc, extensions: [markdownHighlighting] });
  const converted = convert(fromHtml(html, { fragment: true }));
  assert.ok(converted);
  const insert = markdownAt(state, { from, to }, converted, text);
  return state.update({ changes: { from, to, insert } }).state.doc.toString();
}

const LIST = '<ul><li>a</li><li><b>b</b></li></ul>';
const TABLE = '<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>';

test('blocks stand in the containers of their place', () => {
  assert.equal(pasted('> q\n> ‖', LIST), '> q\n> - a\n> - **b**');
  assert.equal(pasted('> q‖', LIST), '> q\n>\n> - a\n> - **b**');
  assert.equal(pasted('- i‖', LIST), '- i\n\n  - a\n  - **b**');
  assert.equal(pasted('10. i‖', LIST), '10. i\n\n    - a\n    - **b**');
  assert.equal(
    pasted('> - i‖', TABLE),
    '> - i\n>\n>   | x   | y   |\n>   | --- | --- |\n>   | 1   | 2   |',
  );
  assert.equal(pasted('- i‖', '<p>a</p><p>b</p>'), '- ia\n\n  b');
  assert.equal(pasted('> ‖', '<pre><code>a\n\n  b</code></pre>'), '> ```\n> a\n>\n>   b\n> ```');
});

test('a heading, a cell and the text of a link take a line', () => {
  assert.equal(pasted('## t ‖', LIST), '## t a **b**');
  assert.equal(pasted('| a ‖ | b |\n| - | - |', LIST), '| a a<br>**b** | b |\n| - | - |');
  assert.equal(pasted('| a ‖ | b |\n| - | - |', '<p>x|y</p>'), '| a x\\|y | b |\n| - | - |');
  assert.equal(pasted('[a ‖](u)', '<a href="https://example.com"><b>x</b></a>'), '[a **x**](u)');
  assert.equal(pasted('It is ‖ today', '<table><tr><td>42</td></tr></table>'), 'It is 42 today');
});

test('addresses, code and raw HTML take the text', () => {
  for (const marked of [
    '[a](‖)',
    '[a](‖url‖)',
    '![a](u‖rl)',
    '<https://‖example.com>',
    '[a]: ‖u‖',
    '[a](u "t‖")',
    '`a ‖`',
    '```\n‖\n```',
    '    a‖',
    '<div class="‖">',
    '![a‖](u)',
  ]) {
    const parts = marked.split('‖');
    assert.equal(
      pasted(marked, '<b>bold</b>'),
      `${parts[0] ?? ''}plain${parts.at(-1) ?? ''}`,
      marked,
    );
  }
});
