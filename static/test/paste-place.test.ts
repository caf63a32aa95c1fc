import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { plainAt } from '../src/paste/place.js';
import { CARET, pasteInto } from './paste-documents.js';

function pasted(marked: string, html: string, text = 'plain'): string {
  return pasteInto(marked, html, text);
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

test('formatting stands once in formatting of its kind', () => {
  assert.equal(pasted('**a‖b**', '<b>c</b> <i>d</i>'), '**ac *d*b**');
  assert.equal(pasted('**‖**', '<b>c</b>'), '**c**');
  assert.equal(pasted('***‖***', '<b>c</b><i>d</i>'), '***cd***');
  assert.equal(pasted('~~a‖~~', '<s>c</s>'), '~~ac~~');
  assert.equal(pasted('**a** ‖', '<b>c</b>'), '**a** **c**');
});

test('a list goes on with the empty item of such a list', () => {
  const numbered = '<ol><li>a</li><li>b</li></ol>';
  assert.equal(pasted('- x\n- ‖\n- y', LIST), '- x\n- a\n- **b**\n- y');
  assert.equal(pasted('* ‖', LIST), '* a\n* **b**');
  assert.equal(pasted('> - ‖', LIST), '> - a\n> - **b**');
  assert.equal(pasted('- x\n  - ‖', LIST), '- x\n  - a\n  - **b**');
  assert.equal(pasted('1. x\n2. ‖', numbered), '1. x\n2. a\n3. b');
  assert.equal(pasted('9) ‖', numbered), '9) 1. a\n   2. b');
  assert.equal(pasted('1. ‖', LIST), '1. - a\n   - **b**');
  assert.equal(pasted('- [ ] ‖', '<ul><li><input type=checkbox checked> a</li></ul>'), '- [ ] a');
  assert.equal(pasted('- ‖a‖', LIST), '- a\n- **b**');
});

test('a heading that is selected whole is replaced', () => {
  assert.equal(pasted('‖# a‖', '<h2>b</h2><p>c</p>'), '## b\n\nc\n');
});

test('addresses, code and raw HTML take the text', () => {
  for (const marked of [
    '[a](‖)',
    '[a](‖url‖)',
    '![a](u‖rl)',
    '<https://‖example.com>',
    '[a]: ‖u‖',
    '[a]: ‖',
    '<!-- ‖ -->',
    '[a](u "t‖")',
    '`a ‖`',
    '`‖`',
    '``‖``',
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

test('marks and escapes fit the text on either side', () => {
  assert.equal(pasted('a‖c', '<b>(b)</b>'), 'a<strong>(b)</strong>c');
  assert.equal(pasted('a ‖ c', '<b>(b)</b>'), 'a **(b)** c');
  assert.equal(pasted('a‖c', '<i>b</i>'), 'a*b*c');
  assert.equal(pasted('see ‖', '<p># <b>b</b></p>'), 'see # **b**');
  assert.equal(pasted('‖', '<p># <b>b</b></p>'), '\\# **b**');
  assert.equal(pasted('[a ‖](u)', '<p>b] <i>c</i></p>'), '[a b\\] *c*](u)');
  assert.equal(pasted('# a ‖', '<p><i>b</i> #</p>'), '# a *b* \\#');
  assert.equal(pasted('| a‖|\n| - |', '<p><i>b</i>\\</p>'), '| a*b*\\ |\n| - |');
});

test('blocks on a blank line stand in the item that the line is in', () => {
  assert.equal(pasted('- i\n\n  ‖', LIST), '- i\n\n  - a\n  - **b**');
  assert.equal(pasted('- i\n\n  ‖', '<p>a</p><p>b</p>'), '- i\n\n  a\n\n  b');
});

test('plain text keeps to its cell, quote and code', () => {
  const plain = (marked: string, text: string) => {
    const from = marked.indexOf(CARET);
    const doc = marked.replace(CARET, '');
    const state = EditorState.create({ doc, extensions: [markdownHighlighting()] });
    return plainAt(state, { from, to: from }, text);
  };
  assert.equal(plain('| a ‖ |\n| - |', 'x|y\r\nz\\|\t1\n'), 'x\\|y<br>z\\| 1');
  assert.equal(plain('| a ‖ |\n| - |', 'x'), undefined);
  assert.equal(plain('> a\n> ‖', 'x\n\ny'), 'x\n>\n> y');
  assert.equal(plain('> a\n> ‖', 'x\n> y'), undefined);
  assert.equal(plain('- ```\n  ‖\n  ```', 'x\ny'), 'x\n  y');
  assert.equal(plain('- a\n- ‖', 'x\n- y'), undefined);
  assert.equal(plain('a ‖', 'x\ny'), undefined);
});
