import assert from 'node:assert/strict';
import test from 'node:test';
import { placeName } from '../src/formatting/tell-place.js';
import { markedState, stateWith } from './list-documents.js';

const places: readonly (readonly [string, string])[] = [
  ['## a|', 'Heading 2'],
  ['> - a\n> - b|\n> - c', 'Paragraph, in list item 2 of 3, in a quote'],
  ['- [x] a|', 'Completed task, in list item 1 of 1'],
  ['```js\na|\n```', 'Code block, js'],
  ['a\n|', 'Blank line'],
  ['- |', 'Blank line, in list item 1 of 1'],
  ['---|', 'Horizontal rule'],
  ['[a]: b|', 'Link definition'],
  ['<p>|', 'HTML'],
];
for (const [text, name] of places) {
  test(`the place in ${JSON.stringify(text)}`, () => {
    assert.equal(placeName(markedState(text)), name);
  });
}

test('the place in a table', () => {
  const doc = '| a | b |\n|---|---|\n| c | d |';
  assert.equal(placeName(stateWith(doc, doc.indexOf('d'))), 'Table, row 2 of 2, column 2 of 2');
});
