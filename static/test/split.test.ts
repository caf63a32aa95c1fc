import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSplit } from '../src/panes/split.js';

test('reads percent', () => {
  assert.equal(parseSplit('0'), 0);
  assert.equal(parseSplit(' 37.5 '), 37.5);
  assert.equal(parseSplit('100'), 100);
});

test('takes everything else for half', () => {
  for (const value of [null, '', ' ', 'wide', '-1', '101', 'NaN', 'Infinity', '40%']) {
    assert.equal(parseSplit(value), 50, String(value));
  }
});
