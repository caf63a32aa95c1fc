import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeClock } from './fake-clock.js';
import { Saver, type SaveState } from '../src/schedule/saver.js';

function saver(store: () => Promise<void>) {
  const states: SaveState[] = [];
  const clock = new FakeClock();
  return { clock, states, saver: new Saver(store, (state) => states.push(state), clock) };
}

const settle = async () => {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
};

test('an edit is stored within half a second, however long storing takes', async () => {
  for (const duration of [0, 20, 45, 200]) {
    let text = 0;
    let storing = 0;
    let stored = 0;
    const {
      clock,
      saver: subject,
      states,
    } = saver(async () => {
      storing = text;
      await clock.sleep(duration);
      stored = storing;
    });
    const typedAt: number[] = [];
    for (let i = 1; i <= 100; i++) {
      text = i;
      typedAt[i] = clock.now();
      subject.edited();
      await clock.pass(30);
      // What is being stored when the page ends is stored: the database goes on without it.
      const oldest = typedAt[Math.max(stored, storing) + 1] ?? clock.now();
      assert.ok(clock.now() - oldest <= 500, `${String(duration)} ms: ${String(oldest)}`);
    }
    await clock.pass(1000);
    assert.equal(stored, 100);
    assert.equal(subject.unsaved, false);
    assert.equal(states.at(-1), 'saved');
  }
});

test('what is edited while it is stored is stored again', async () => {
  let finish: () => void = () => undefined;
  let stored = 0;
  const { saver: subject } = saver(() => {
    stored++;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  subject.edited();
  const flushed = subject.flush();
  await settle();
  subject.edited();
  finish();
  await settle();
  assert.equal(subject.unsaved, true);
  finish();
  assert.equal(await flushed, true);
  assert.equal(stored, 2);
  assert.equal(subject.unsaved, false);
});

test('a failure is told, and the next edit tries again', async () => {
  let fails = true;
  const { saver: subject, states } = saver(() =>
    fails ? Promise.reject(new Error('full')) : Promise.resolve(),
  );
  subject.edited();
  await subject.flush();
  assert.deepEqual(states, ['saving', 'failed']);
  assert.equal(subject.unsaved, true);
  fails = false;
  subject.edited();
  await subject.flush();
  assert.equal(states.at(-1), 'saved');
});

test('what could not be stored is tried again without an edit, and not at each', async () => {
  let tried = 0;
  const {
    clock,
    saver: subject,
    states,
  } = saver(() => {
    tried++;
    return tried < 3 ? Promise.reject(new Error('full')) : Promise.resolve();
  });
  subject.edited();
  assert.equal(await subject.flush(), false);
  assert.equal(subject.failed, true);
  for (let i = 0; i < 10; i++) {
    subject.edited();
  }
  await clock.pass(100);
  assert.equal(tried, 1);
  await clock.pass(400);
  assert.equal(tried, 2);
  await clock.pass(10_000);
  assert.equal(tried, 3);
  assert.equal(states.at(-1), 'saved');
});

test('flushes at the same time wait until the text is stored', async () => {
  let finish: () => void = () => undefined;
  const { saver: subject } = saver(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  subject.edited();
  let first = false;
  const flushes = [subject.flush(), subject.flush()];
  void flushes[1]?.then(() => (first = true));
  await settle();
  subject.edited();
  finish();
  await settle();
  assert.equal(first, false, 'the second text is on its way');
  finish();
  assert.deepEqual(await Promise.all(flushes), [true, true]);
  assert.equal(subject.unsaved, false);
});
