import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDebounce } from '../src/live/debounce.js';

test('reads milliseconds', () => {
  assert.equal(parseDebounce('0'), 0);
  assert.equal(parseDebounce(' 250 '), 250);
  assert.equal(parseDebounce('16.7'), 16.7);
});

test('takes everything else for auto', () => {
  for (const value of [
    null,
    '',
    ' ',
    'auto',
    'soon',
    '-1',
    '1e3',
    '0x10',
    'Infinity',
    'NaN',
    '5ms',
  ]) {
    assert.equal(parseDebounce(value), 'auto', String(value));
  }
});
