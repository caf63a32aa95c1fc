import assert from 'node:assert/strict';
import test from 'node:test';
import { SNAPSHOT_INTERVAL_MS, superfluous } from '../src/app/documents/thinning.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('a year of writing leaves some two hundred snapshots, dense where they are young', () => {
  let kept: number[] = [];
  const end = 366 * DAY;
  for (let now = DAY; now <= end; now += 3 * SNAPSHOT_INTERVAL_MS) {
    kept.push(now);
    const gone = new Set(superfluous(kept, now));
    kept = kept.filter((time) => !gone.has(time));
  }
  const younger = (age: number) => kept.filter((time) => end - time <= age).length;
  assert.equal(younger(HOUR), 5);
  assert.ok(younger(DAY) >= 23 && younger(DAY) <= 30, String(younger(DAY)));
  assert.ok(younger(30 * DAY) >= 50 && younger(30 * DAY) <= 60, String(younger(30 * DAY)));
  assert.ok(kept.length > 95 && kept.length < 120, String(kept.length));
  assert.equal(kept.at(-1), end - ((end - DAY) % (3 * SNAPSHOT_INTERVAL_MS)));
});

test('the youngest is never superfluous', () => {
  assert.deepEqual(superfluous([1, 2, 3], 400 * DAY), [1, 2]);
  assert.deepEqual(superfluous([], 0), []);
});
