import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newestFirst } from '../src/app/documents/newest-first.js';
import { SNAPSHOT_INTERVAL_MS } from '../src/app/documents/thinning.js';
import { Random } from './random.js';
import { Browser, until, type Window } from './session-windows.js';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const RUNS = 6;
const STEPS = 40;

test('whatever clock the computer has, texts stay, versions go on, and the last one opens', async (t) => {
  const random = Random.fromEnvironment();
  let now = Date.now();
  t.mock.method(Date, 'now', () => now);
  for (let run = 0; run < RUNS; run++) {
    const browser = new Browser();
    const texts = new Map<string, string>();
    let window = await browser.open();
    let last = '';
    const write = async (): Promise<void> => {
      const text = `# ${random.below(1).toFixed(9)}`;
      await window.write(text);
      last = window.id;
      texts.set(last, text);
    };
    await write();
    for (let step = 0; step < STEPS; step++) {
      await random.pick<() => unknown>([
        write,
        () => {
          now += Math.round((random.below(10) - 5) * random.pick([YEAR_MS, DAY_MS, 60_000]));
        },
        () => window.session.openNew(),
        async () => {
          const ids = [...texts.keys()];
          await window.session.open(ids[Math.floor(random.below(ids.length))] ?? '');
        },
        () => snapshotGoesOn(window, write),
        async () => {
          window = await browser.open();
          assert.equal(window.id, last);
          assert.equal(window.editor.value, texts.get(last));
        },
      ])();
    }
    assert.deepEqual(await browser.texts(), [...texts.values()].sort());
    browser.close();
  }
});

/** Checks that a text written five minutes after another one is among the versions. */
async function snapshotGoesOn(window: Window, write: () => Promise<void>): Promise<void> {
  await write();
  await window.clock.pass(SNAPSHOT_INTERVAL_MS);
  await write();
  const { store } = window.session;
  const written = window.editor.value;
  await until(async () => (await store?.snapshots(window.id))?.at(-1)?.text === written);
}

test('versions go on in a new window when the clock was years ahead', async (t) => {
  const real = Date.now();
  let now = real + 4 * YEAR_MS;
  t.mock.method(Date, 'now', () => now);
  const browser = new Browser();
  const first = await browser.open();
  await first.write('# In 2030');
  now = real;
  const second = await browser.open(first.id);
  await snapshotGoesOn(second, () => second.write(`# ${String(Math.random())}`));
  browser.close();
});

test('imported documents come among those written here by their times', () => {
  const sorted = newestFirst(
    [
      { id: 'imported last week', updatedAt: 3 },
      { id: 'written when the clock was ahead', updatedAt: 90, sequence: 2 },
      { id: 'written before', updatedAt: 2, sequence: 1 },
      { id: 'written last', updatedAt: 5, sequence: 3 },
      { id: 'imported from the future', updatedAt: 99 },
      { id: 'imported long ago', updatedAt: 1 },
    ],
    9,
  );
  assert.deepEqual(
    sorted.map(({ id }) => id),
    [
      'written last',
      'imported from the future',
      'written when the clock was ahead',
      'imported last week',
      'written before',
      'imported long ago',
    ],
  );
});

test('the document that was written last comes first, whatever the times', () => {
  const random = Random.fromEnvironment();
  for (let run = 0; run < 1000; run++) {
    const entries = Array.from({ length: 1 + Math.floor(random.below(8)) }, (_, i) => ({
      id: i,
      updatedAt: Math.floor(random.below(10)),
      ...(random.below(2) < 1 ? { sequence: i + 1 } : {}),
    }));
    const sorted = newestFirst(entries, 5);
    assert.deepEqual(new Set(sorted), new Set(entries));
    const sequences = sorted.flatMap(({ sequence }) => sequence ?? []);
    assert.deepEqual(
      sequences,
      [...sequences].sort((a, b) => b - a),
    );
    if (sequences.length > 0) {
      assert.equal(sorted[0]?.sequence, sequences[0]);
    }
    const imported = sorted.filter(({ sequence }) => sequence === undefined);
    assert.deepEqual(
      imported,
      [...imported].sort((a, b) => b.updatedAt - a.updatedAt),
    );
  }
});
