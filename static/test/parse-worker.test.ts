import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import type { ParseResult, WorkerReply, WorkerRequest } from '../src/live/worker-messages.js';
import { PARSE_TIMEOUT_MS, WorkerError, ParseWorker } from '../src/live/parse-worker.js';

/** Does what the test has it do. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  readonly requests: string[] = [];
  engine: string | undefined;
  terminated = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage(request: WorkerRequest): void {
    if (typeof request === 'string') {
      this.requests.push(request);
    } else {
      this.engine = request.url;
    }
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(reply: WorkerReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
}

/** The globals of a page besides Worker. The files are of its own origin. */
const PAGE = {
  location: { origin: new URL(import.meta.url).origin },
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

function parsed(answer: string): ParseResult {
  return { kind: 'parsed', answer };
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

let parser: ParseWorker;
let other: ParseWorker;

beforeEach(() => {
  parser = new ParseWorker();
  other = new ParseWorker();
  FakeWorker.made = [];
  Object.assign(globalThis, PAGE, { Worker: FakeWorker });
  mock.timers.enable({ apis: ['setTimeout'] });
});

afterEach(() => {
  parser.close();
  other.close();
  mock.timers.reset();
});

test('one worker, one message for each parse', async () => {
  const first = parser.run('a');
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(parsed('A'));
  assert.deepEqual(await first, parsed('A'));
  const second = parser.run('b');
  await settled();
  theWorker().reply(parsed('B'));
  assert.deepEqual(await second, parsed('B'));
  assert.equal(FakeWorker.made.length, 1);
  assert.deepEqual(theWorker().requests, ['a', 'b']);
  assert.match(theWorker().engine ?? '', /markdown\.wasm$/);
});

test('a parse that takes too long is stopped, and the next has a new worker', async () => {
  const slow = parser.run('slow');
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  mock.timers.tick(PARSE_TIMEOUT_MS - 1);
  await settled();
  assert.equal(theWorker().terminated, false);
  mock.timers.tick(1);
  const result = await slow;
  assert.equal(result.kind, 'failed');
  assert.match(result.message, /longer than 5 seconds/);
  assert.equal(theWorker().terminated, true);

  const stopped = theWorker();
  const next = parser.run('next');
  await settled();
  assert.notEqual(theWorker(), stopped);
  // A late message of the stopped worker is not mistaken for the new one's.
  stopped.reply(parsed('SLOW'));
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(parsed('NEXT'));
  assert.deepEqual(await next, parsed('NEXT'));
});

test('a newer request makes an older one void', async () => {
  const overtakenAtTheStart = assert.rejects(parser.run('a'), WorkerError);
  const overtaken = assert.rejects(parser.run('b'), WorkerError);
  await settled();
  theWorker().reply({ kind: 'ready' });
  await overtakenAtTheStart;
  await settled();
  const last = parser.run('c');
  await overtaken;
  await settled();
  theWorker().reply(parsed('B'));
  theWorker().reply(parsed('C'));
  assert.deepEqual(await last, parsed('C'));
  assert.equal(FakeWorker.made.length, 1);
  assert.deepEqual(theWorker().requests, ['b', 'c']);
});

test('a worker that dies rejects the parse, and is replaced at the next', async () => {
  const first = parser.run('a');
  const rejection = assert.rejects(first, WorkerError);
  await settled();
  theWorker().dispatchEvent(new Event('error'));
  await rejection;
  const second = parser.run('b');
  await settled();
  assert.equal(FakeWorker.made.length, 2);
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(parsed('B'));
  assert.deepEqual(await second, parsed('B'));
});

test('a worker that is refused is asked for again at the next parse', async () => {
  (globalThis as { Worker: unknown }).Worker = function () {
    throw new DOMException('No workers here.', 'SecurityError');
  };
  await assert.rejects(parser.run('a'), WorkerError);
  (globalThis as { Worker: unknown }).Worker = FakeWorker;
  const second = parser.run('b');
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  theWorker().reply(parsed('B'));
  assert.deepEqual(await second, parsed('B'));
});

test('a worker without an engine rejects with its reason', async () => {
  const first = parser.run('a');
  await settled();
  theWorker().reply({ kind: 'unavailable', message: 'HTTP status 404.' });
  await assert.rejects(first, { name: 'WorkerError', message: 'HTTP status 404.' });
  assert.equal(theWorker().terminated, true);
});

test('a worker that is closed while it is made is not kept', async () => {
  const parser = new ParseWorker();
  const first = assert.rejects(parser.run('a'), WorkerError);
  parser.close();
  await first;
  await settled();
  assert.equal(theWorker().terminated, true);
});

test('closing breaks off a parse', async () => {
  const first = parser.run('a');
  await settled();
  theWorker().reply({ kind: 'ready' });
  await settled();
  parser.close();
  await assert.rejects(first, WorkerError);
  assert.equal(theWorker().terminated, true);
});

test('two share a worker, which does one after the other and ends with the last of them', async () => {
  const first = parser.run('a');
  const second = other.run('b');
  await settled();
  theWorker().reply({ kind: 'ready' });
  assert.deepEqual(theWorker().requests, ['a']);
  theWorker().reply(parsed('A'));
  assert.deepEqual(await first, parsed('A'));
  assert.deepEqual(theWorker().requests, ['a', 'b']);
  theWorker().reply(parsed('B'));
  assert.deepEqual(await second, parsed('B'));
  assert.equal(FakeWorker.made.length, 1);
  parser.close();
  assert.equal(theWorker().terminated, false);
  other.close();
  assert.equal(theWorker().terminated, true);
});

test('what waits behind a parse that takes too long is asked for again', async () => {
  const slow = parser.run('slow');
  const quick = other.run('quick');
  await settled();
  theWorker().reply({ kind: 'ready' });
  mock.timers.tick(PARSE_TIMEOUT_MS);
  assert.equal((await slow).kind, 'failed');
  await settled();
  assert.equal(FakeWorker.made.length, 2);
  theWorker().reply({ kind: 'ready' });
  theWorker().reply(parsed('QUICK'));
  assert.deepEqual(await quick, parsed('QUICK'));
  assert.deepEqual(theWorker().requests, ['quick']);
});

test('closing one leaves the other its parse', async () => {
  const closed = assert.rejects(parser.run('a'), WorkerError);
  const second = other.run('b');
  await settled();
  theWorker().reply({ kind: 'ready' });
  parser.close();
  await closed;
  theWorker().reply(parsed('A'));
  theWorker().reply(parsed('B'));
  assert.deepEqual(await second, parsed('B'));
});
