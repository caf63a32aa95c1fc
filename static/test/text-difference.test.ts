import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textDifference } from '../src/util/text-difference.js';
import { Random } from './random.js';

const ROUNDS = 20_000;

/** Few, so that there is much in common; some make surrogate pairs when they meet, some do not. */
const UNITS = ['a', 'b', '\n', '\0', '\ud83d', '\ude00', '\ude01'] as const;

function apply(text: string, { from, to, insert }: { from: number; to: number; insert: string }) {
  return text.slice(0, from) + insert + text.slice(to);
}

function isInsidePair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

test('is nothing for equal texts', () => {
  assert.equal(textDifference('', ''), undefined);
  assert.equal(textDifference('a\ud800', 'a\ud800'), undefined);
});

test('covers no more than what differs', () => {
  assert.deepEqual(textDifference('one two three', 'one 2 three'), { from: 4, to: 7, insert: '2' });
  assert.deepEqual(textDifference('aaa', 'aaaa'), { from: 3, to: 3, insert: 'a' });
  assert.deepEqual(textDifference('aaa', 'aa'), { from: 2, to: 3, insert: '' });
  assert.deepEqual(textDifference('', 'new'), { from: 0, to: 0, insert: 'new' });
});

test('takes surrogate pairs as a whole', () => {
  assert.deepEqual(textDifference('a\u{1f600}b', 'a\u{1f601}b'), {
    from: 1,
    to: 3,
    insert: '\u{1f601}',
  });
});

test('makes one text of the other, and cuts no pair', () => {
  const random = Random.fromEnvironment();
  const someText = () => {
    let text = '';
    while (random.below(8) > 1) {
      text += random.pick(UNITS);
    }
    return text;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const before = someText();
    const after = random.below(2) < 1 ? someText() : before + someText();
    const difference = textDifference(before, after);
    if (difference === undefined) {
      assert.equal(before, after);
      continue;
    }
    const texts = JSON.stringify([before, after, difference]);
    const { from, to, insert } = difference;
    assert.ok(0 <= from && from <= to && to <= before.length, texts);
    assert.equal(apply(before, difference), after, texts);
    assert.ok(!isInsidePair(before, from) && !isInsidePair(before, to), texts);
    assert.ok(!isInsidePair(after, from) && !isInsidePair(after, from + insert.length), texts);
  }
});
