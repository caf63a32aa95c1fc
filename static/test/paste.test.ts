import assert from 'node:assert/strict';
import test from 'node:test';
import { cellsIn, tableOf } from '../src/paste/cells.js';

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
