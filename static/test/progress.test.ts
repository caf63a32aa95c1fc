import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress } from '../src/live/progress.js';

test('those who wait hear of the end of an update, and those who come later at once', async () => {
  const progress = new Progress();
  const waiting = progress.settled();
  progress.end('shown');
  await progress.ready;
  assert.equal(await waiting, true);
  assert.equal(await progress.settled(), true);
});

test('a failed update makes ready and settles with false', async () => {
  const progress = new Progress();
  const waiting = progress.settled();
  progress.end('outdated');
  await progress.ready;
  assert.equal(await waiting, false);
});

test('a new update has others wait, and stays ready', async () => {
  const progress = new Progress();
  progress.end('outdated');
  progress.begin();
  const waiting = progress.settled();
  progress.end('shown');
  await progress.ready;
  assert.equal(await waiting, true);
});
