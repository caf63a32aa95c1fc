import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge } from '../src/app/ui/format-time.js';

const NOW = Date.UTC(2026, 5, 15, 12);
const MINUTE = 60_000;

test('ages are given in words, and as dates when they are long or negative', () => {
  for (const [age, said] of [
    [0, 'now'],
    [59_000, 'now'],
    [MINUTE, '1 minute ago'],
    [59 * MINUTE, '59 minutes ago'],
    [60 * MINUTE, '1 hour ago'],
    [24 * 60 * MINUTE, 'yesterday'],
    [6.9 * 24 * 60 * MINUTE, '6 days ago'],
    [7 * 24 * 60 * MINUTE, 'Jun 8, 2026'],
    [-30_000, 'now'],
    [-400 * 24 * 60 * MINUTE, 'Jul 20, 2027'],
  ] as const) {
    assert.equal(formatAge(NOW - age, NOW), said);
  }
});
