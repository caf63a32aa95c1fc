import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aged, daysLeft, TRASH_DAYS, type TrashedDocument } from '../src/app/documents/trash.js';
import { Random } from './random.js';

const DAY_MS = 86_400_000;

const ENTRY = {
  id: 'a',
  title: 'A',
  renamed: false,
  createdAt: 1,
  updatedAt: 2,
  revision: 3,
  length: 5,
};

test('a removed document is erased by a daily user after thirty days', () => {
  let trashed: TrashedDocument | undefined = { entry: ENTRY, removedAt: 0 };
  let days = 0;
  while (trashed !== undefined) {
    days++;
    trashed = aged(trashed, days * DAY_MS);
  }
  assert.equal(days, TRASH_DAYS + 1);
});

test('a single visit with a wrong clock erases nothing, and all is erased at last', () => {
  const random = Random.fromEnvironment();
  for (let run = 0; run < 2000; run++) {
    let now = 1_800_000_000_000 * random.below(1);
    let trashed: TrashedDocument | undefined = { entry: ENTRY, removedAt: now };
    for (let day = 0; day < TRASH_DAYS && trashed !== undefined; day++) {
      now += DAY_MS / 2 + random.below(DAY_MS / 2);
      if (random.below(4) < 1) {
        trashed = aged(trashed, now + (random.below(20) - 10) * 365 * DAY_MS);
        assert.notEqual(trashed, undefined);
      }
      trashed = aged(trashed ?? assert.fail(), now);
      assert.notEqual(trashed, undefined);
      const left = daysLeft(trashed ?? assert.fail(), now);
      assert.ok(left >= 1 && left <= TRASH_DAYS, String(left));
    }
    for (let visit = 0; visit < TRASH_DAYS + 3 && trashed !== undefined; visit++) {
      now += DAY_MS;
      trashed = aged(trashed, now);
    }
    assert.equal(trashed, undefined);
  }
});
