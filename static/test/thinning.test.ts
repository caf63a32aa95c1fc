import assert from 'node:assert/strict';
import test from 'node:test';
import {
  KEPT_SNAPSHOTS,
  SNAPSHOT_INTERVAL_MS,
  superfluous,
} from '../src/app/documents/thinning.js';
import { Random } from './random.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function add(kept: number[], now: number): void {
  kept.push(now);
  const index = superfluous(kept, now);
  if (index !== undefined) {
    kept.splice(index, 1);
  }
}

test('a year of writing leaves some two hundred snapshots, dense where they are young', () => {
  const kept: number[] = [];
  const end = 366 * DAY;
  for (let now = DAY; now <= end; now += 3 * SNAPSHOT_INTERVAL_MS) {
    add(kept, now);
  }
  const younger = (age: number) => kept.filter((time) => end - time <= age).length;
  assert.equal(younger(HOUR), 5);
  assert.ok(younger(DAY) >= 48 && younger(DAY) <= 65, String(younger(DAY)));
  assert.ok(younger(30 * DAY) >= 75 && younger(30 * DAY) <= 95, String(younger(30 * DAY)));
  assert.ok(kept.length > 120 && kept.length < 160, String(kept.length));
  assert.equal(kept.at(-1), end - ((end - DAY) % (3 * SNAPSHOT_INTERVAL_MS)));
});

test('the youngest are never superfluous', () => {
  const times = Array.from({ length: KEPT_SNAPSHOTS }, (_, i) => i);
  assert.equal(superfluous(times, 400 * DAY), undefined);
  assert.equal(superfluous([-2, -1, ...times], 400 * DAY), 0);
  assert.equal(superfluous([], 0), undefined);
});

test('however the clock jumps, the last snapshots stay, and the number of all is limited', () => {
  const random = Random.fromEnvironment();
  for (let run = 0; run < 20; run++) {
    const kept: number[] = [];
    let now = 1_800_000_000_000;
    const years = () => Math.round((random.below(8) - 4) * 365 * DAY);
    for (let i = 0; i < 2000; i++) {
      const last = kept.slice(1 - KEPT_SNAPSHOTS);
      const before = kept.length;
      now += random.below(100) < 1 ? years() : SNAPSHOT_INTERVAL_MS * (1 + random.below(20));
      add(kept, now);
      assert.deepEqual(kept.slice(-KEPT_SNAPSHOTS), [...last, now]);
      assert.ok(kept.length >= before);
    }
    assert.ok(kept.length < 700, String(kept.length));
  }
});
