import assert from 'node:assert/strict';
import test from 'node:test';
import { cellsIn, tableOf } from '../src/paste/cells.js';
import { listsInText } from '../src/paste/list-lines.js';

test('cells of a spreadsheet', () => {
  assert.deepEqual(cellsIn('a\tb\r\n1\t2\r\n'), [
    ['a', 'b'],
    ['1', '2'],
  ]);
  assert.deepEqual(cellsIn('a\t"b\n""c"""\n\t2'), [
    ['a', 'b\n"c"'],
    ['', '2'],
  ]);
});

test('other texts are no cells', () => {
  for (const text of ['', 'a', 'a\nb', 'a\tb\nc', 'a "b" c\nd']) {
    assert.equal(cellsIn(text), undefined, text);
  }
});

test('a table of cells', () => {
  assert.equal(
    tableOf([
      ['a|b', '*c*'],
      ['d\ne', ''],
    ]),
    '| a\\|b   | \\*c\\* |\n| ------ | ----- |\n| d<br>e |       |',
  );
});

test('lines with bullets or numbers as text are lists', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['·\tFirst\r\n·\tSecond\r\n', '- First\n- Second'],
    ['•\tFirst\n\n•\tSecond', '- First\n- Second'],
    ['• a\n• b', '- a\n- b'],
    ['1.\tFirst\n2.\tSecond', '1. First\n2. Second'],
    ['3)\ta\n4)\tb', '3. a\n4. b'],
    ['o\ta\no\tb', '- a\n- b'],
    ['§\ta\n§\tb', '- a\n- b'],
    ['·\ta\no\tb\n§\tc\no\td\n·\te', '- a\n  - b\n    - c\n  - d\n- e'],
    ['1.\ta\na.\tb\nb.\tc\n2.\td', '1. a\n   1. b\n   2. c\n2. d'],
    ['• a\n    • b\n    • c\n• d', '- a\n  - b\n  - c\n- d'],
    ['• a\n• b\n1.\tc\n2.\td', '- a\n- b\n1. c\n2. d'],
    ['Title:\n•\ta\n•\tb\nend', 'Title:\n\n- a\n- b\n\nend'],
    ['9.\ta\n10.\tb\n•\tc', '9. a\n10. b\n- c'],
  ];
  for (const [text, markdown] of cases) {
    assert.equal(listsInText(text), markdown, JSON.stringify(text));
  }
});

test('other texts are no lists', () => {
  for (const text of [
    '- a\n- b',
    '1. a\n2. b',
    '* a\n  * b',
    '• a',
    'o a\no b',
    'a.\nb.',
    '1.\n2.',
    'I. am\nI. was',
    '– Bonjour.\n– Bonsoir.',
    'a\tb\n1\t2',
    '-1\n-2',
  ]) {
    assert.equal(listsInText(text), undefined, JSON.stringify(text));
  }
});
