import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { rendered } from '../src/renderer/renderer.js';
import type { WorkerReply } from '../src/renderer/worker-messages.js';
import { RENDER_LIMIT, WorkerError, WorkerRenderer } from '../src/renderer/worker-renderer.js';

/** Does what the test has it do. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  readonly requests: string[] = [];
  terminated = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage(request: string): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(reply: WorkerReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
}

function theWorker(): FakeWorker {
  const worker = FakeWorker.made.at(-1);
  assert.ok(worker);
  return worker;
}

async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

beforeEach(() => {
  FakeWorker.made = [];
  (globalThis as { Worker: unknown }).Worker = FakeWorker;
  mock.timers.enable({ apis: ['setTimeout'] });
});

afterEach(() => {
  mock.timers.reset();
});

test('one worker, one message for each render', async () => {
  const renderer = new WorkerRenderer();
  const first = renderer.render('a');
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(rendered('A'));
  assert.deepEqual(await first, rendered('A'));
  const second = renderer.render('b');
  await settled();
  theWorker().reply(rendered('B'));
  assert.deepEqual(await second, rendered('B'));
  assert.equal(FakeWorker.made.length, 1);
  assert.deepEqual(theWorker().requests, ['a', 'b']);
});

test('a render that takes too long is stopped, and the next has a new worker', async () => {
  const renderer = new WorkerRenderer();
  const slow = renderer.render('slow');
  theWorker().reply({ kind: 'ready' });
  await settled();
  mock.timers.tick(RENDER_LIMIT - 1);
  await settled();
  assert.equal(theWorker().terminated, false);
  mock.timers.tick(1);
  const result = await slow;
  assert.equal(result.kind, 'failed');
  assert.match(result.message, /longer than 5 seconds.*Your text is unchanged/);
  assert.equal(theWorker().terminated, true);

  const stopped = theWorker();
  const next = renderer.render('next');
  assert.notEqual(theWorker(), stopped);
  // What the stopped worker had still to say is not taken for the new one's.
  stopped.reply(rendered('SLOW'));
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(rendered('NEXT'));
  assert.deepEqual(await next, rendered('NEXT'));
});

test('a worker that dies rejects the render, and is replaced at the next', async () => {
  const renderer = new WorkerRenderer();
  const first = renderer.render('a');
  const rejection = assert.rejects(first, WorkerError);
  theWorker().dispatchEvent(new Event('error'));
  await rejection;
  const second = renderer.render('b');
  assert.equal(FakeWorker.made.length, 2);
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(rendered('B'));
  assert.deepEqual(await second, rendered('B'));
});

test('a worker without an engine rejects with its reason', async () => {
  const renderer = new WorkerRenderer();
  const first = renderer.render('a');
  theWorker().reply({ kind: 'unavailable', message: 'HTTP status 404.' });
  await assert.rejects(first, { name: 'WorkerError', message: 'HTTP status 404.' });
  assert.equal(theWorker().terminated, true);
});

test('closing breaks off a render', async () => {
  const renderer = new WorkerRenderer();
  const first = renderer.render('a');
  theWorker().reply({ kind: 'ready' });
  await settled();
  renderer.close();
  await assert.rejects(first, WorkerError);
  assert.equal(theWorker().terminated, true);
});
