import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  FIRST_SLICE_UNITS,
  LARGEST_SLICE_UNITS,
  parseDebounce,
  SLICE_TIME_MS,
  SliceSize,
  SMALLEST_SLICE_UNITS,
} from '../src/live/pacing.js';

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

test('slices shrink while they take too long, and grow again', () => {
  const size = new SliceSize();
  for (let i = 0; i < 9; i++) {
    size.adapt(false, SLICE_TIME_MS + 1);
  }
  assert.equal(size.units, SMALLEST_SLICE_UNITS);
  for (let i = 0; i < 9; i++) {
    size.adapt(false, SLICE_TIME_MS / 2 - 1);
  }
  assert.equal(size.units, LARGEST_SLICE_UNITS);
});

test('a slice of medium duration keeps its size', () => {
  const size = new SliceSize();
  size.adapt(false, SLICE_TIME_MS);
  assert.equal(size.units, FIRST_SLICE_UNITS);
});

test('after a complete update the next edit begins with the first size again', () => {
  const size = new SliceSize();
  size.adapt(false, SLICE_TIME_MS + 1);
  size.adapt(true, 1);
  assert.equal(size.units, FIRST_SLICE_UNITS);
});
