import assert from 'node:assert/strict';
import test, { mock } from 'node:test';
import { Saver, type SaveState } from '../src/app/library/saver.js';

function saver(store: () => Promise<void>) {
  const states: SaveState[] = [];
  return { states, saver: new Saver(store, (state) => states.push(state)) };
}

const settle = async () => {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
};

test('an edit is stored within half a second, however long the writer types on', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let stored = 0;
    const { saver: subject, states } = saver(() => {
      stored++;
      return Promise.resolve();
    });
    for (let i = 0; i < 20; i++) {
      subject.edited();
      mock.timers.tick(50);
      await settle();
    }
    assert.ok(stored >= 2, String(stored));
    mock.timers.tick(500);
    await settle();
    assert.equal(subject.unsaved, false);
    assert.equal(states.at(-1), 'saved');
  } finally {
    mock.timers.reset();
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
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let tried = 0;
    const { saver: subject, states } = saver(() => {
      tried++;
      return tried < 3 ? Promise.reject(new Error('full')) : Promise.resolve();
    });
    subject.edited();
    assert.equal(await subject.flush(), false);
    assert.equal(subject.failed, true);
    for (let i = 0; i < 10; i++) {
      subject.edited();
    }
    mock.timers.tick(100);
    await settle();
    assert.equal(tried, 1);
    mock.timers.tick(400);
    await settle();
    assert.equal(tried, 2);
    mock.timers.tick(10_000);
    await settle();
    assert.equal(tried, 3);
    assert.equal(states.at(-1), 'saved');
  } finally {
    mock.timers.reset();
  }
});

test('whoever flushes at the same time waits until it is stored', async () => {
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
