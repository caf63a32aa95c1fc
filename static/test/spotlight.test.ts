import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { paragraphAround } from '../src/writing/spotlight.js';

const doc = Text.of(['one', 'two', '', 'four', ' \t', 'six', 'seven', 'eight']);
const all = { first: 1, last: doc.lines };
const around = (first: number, last = first, within = all) => {
  const lines = paragraphAround(doc, { first, last }, within);
  return [lines.first, lines.last];
};

test('ends at empty lines', () => {
  assert.deepEqual(around(1), [1, 2]);
  assert.deepEqual(around(2), [1, 2]);
  assert.deepEqual(around(4), [4, 4]);
  assert.deepEqual(around(7), [6, 8]);
});

test('an empty line stands alone', () => {
  assert.deepEqual(around(3), [3, 3]);
  assert.deepEqual(around(5), [5, 5]);
});

test('several lines lead on at both ends', () => {
  assert.deepEqual(around(2, 4), [1, 4]);
  assert.deepEqual(around(2, 6), [1, 8]);
  assert.deepEqual(around(3, 7), [3, 8]);
});

test('looks no further than told', () => {
  assert.deepEqual(around(7, 7, { first: 7, last: 7 }), [7, 7]);
  assert.deepEqual(around(1, 1, { first: 5, last: 8 }), [1, 2]);
  let read = 0;
  const counted = Object.create(doc, {
    line: { value: (number: number) => (read++, doc.line(number)) },
  }) as Text;
  paragraphAround(counted, { first: 7, last: 7 }, { first: 7, last: 7 });
  assert.equal(read, 2);
});
