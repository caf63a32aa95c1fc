import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ChangeSet } from '@codemirror/state';
import {
  ContentSecurityPolicyError,
  type LiveDocument,
  type Markdown,
  type Patch,
  RenderError,
  UnsupportedBrowserError,
} from '../src/engine/api.js';
import { LivePreview, type LiveTools } from '../src/live/live-preview.js';
import { WorkerError } from '../src/live/parse-worker.js';
import type { ServerResult } from '../src/live/server-renderer.js';
import type { ParseResult } from '../src/live/worker-messages.js';
import { FakeClock } from './fake-clock.js';

const COMPLETE: Patch = { splices: [], complete: true };
const INCOMPLETE: Patch = { splices: [], complete: false };

interface Made {
  readonly live: LivePreview;
  readonly clock: FakeClock;
  /** The blocks shown and the messages said, in order. */
  readonly log: string[];
}

function make(tools: Partial<LiveTools>): Made {
  const log: string[] = [];
  const clock = new FakeClock();
  const live = new LivePreview(
    {
      describe: () => undefined,
      apply: ({ complete }) => log.push(complete ? 'complete' : 'incomplete'),
      show: (html) => log.push(`show ${html}`),
      restart: () => log.push('restart'),
      seenBlock: 0,
      atLine: () => undefined,
      containing: () => undefined,
    },
    {
      updated: () => log.push('updated'),
      say: (text) => log.push(`say ${text}`),
    },
    {
      clock,
      load: () => Promise.reject(new Error('no network')),
      loadShortening: () => Promise.resolve(undefined),
      worker: {
        run: () => Promise.reject(new WorkerError('no worker')),
        close: () => undefined,
      },
      server: {
        minimumDelay: 400,
        render: (source) => Promise.resolve({ kind: 'rendered', html: source }),
        close: () => undefined,
      },
      ...tools,
    },
  );
  return { live, clock, log };
}

function engine(document: Partial<LiveDocument>, detached = () => 'answer'): Promise<Markdown> {
  return Promise.resolve({
    renderMarkdown: () => '',
    runDetachedParse: detached,
    openDocument: () => ({
      edit: () => COMPLETE,
      advance: () => COMPLETE,
      outstandingParse: () => undefined,
      adopt: () => COMPLETE,
      html: () => '',
      properties: () => ({ title: '', language: '', direction: '' }),
      close: () => undefined,
      ...document,
    }),
  });
}

function server(render: LiveTools['server']['render']): LiveTools['server'] {
  return { minimumDelay: 400, render, close: () => undefined };
}

function worker(run: LiveTools['worker']['run']): LiveTools['worker'] {
  return { run, close: () => undefined };
}

const typed = ChangeSet.of({ from: 0, insert: 'x' }, 0, '\n');

test('the engine renders in the page where it can', async () => {
  const { live, log } = make({ load: () => engine({}) });
  live.open(() => 'text');
  assert.equal(await live.settled(), true);
  await live.ready;
  assert.deepEqual(log, ['restart', 'complete', 'updated']);
});

test('the server renders where the browser is too old, and the engine is not tried again', async () => {
  let tries = 0;
  const { live, clock, log } = make({
    load: () => {
      tries++;
      return Promise.reject(new UnsupportedBrowserError());
    },
  });
  live.open(() => 'text');
  assert.equal(await live.settled(), true);
  assert.ok(log.includes('show text'));
  live.edit(typed);
  await clock.pass(1000);
  assert.equal(await live.settled(), true);
  assert.equal(tries, 1);
});

test('an engine that could not be fetched is tried again at the next edit', async () => {
  const warn = mock.method(console, 'warn', () => undefined);
  const engines = [Promise.reject<Markdown>(new Error('no network')), engine({})];
  const { live, clock, log } = make({ load: () => engines.shift() ?? engine({}) });
  live.open(() => 'text');
  assert.equal(await live.settled(), true);
  live.edit(typed);
  await clock.pass(1000);
  assert.equal(await live.settled(), true);
  assert.deepEqual(log.slice(-4), ['restart', 'complete', 'say ', 'updated']);
  warn.mock.restore();
});

test('a page whose policy forbids the engine is told so, and no server is asked', async () => {
  const error = mock.method(console, 'error', () => undefined);
  const { live, log } = make({
    load: () => Promise.reject(new ContentSecurityPolicyError('connect-src', 'https://a.example')),
  });
  live.open(() => 'text');
  assert.equal(await live.settled(), false);
  assert.equal(log.length, 1);
  assert.match(log[0] ?? '', /connect-src/);
  error.mock.restore();
});

test('a block too long for a slice is parsed in the page where there is no worker', async () => {
  const { live, clock, log } = make({
    load: () => engine({ advance: () => INCOMPLETE, outstandingParse: () => 'request' }),
  });
  live.open(() => 'text');
  const settled = live.settled();
  await clock.pass(1);
  assert.equal(await settled, true);
  assert.deepEqual(log, ['restart', 'incomplete', 'complete', 'updated']);
});

test('a document that fails half-way is opened anew, once', async () => {
  const { live, clock, log } = make({
    load: () =>
      engine({
        edit: () => {
          throw new RenderError('defect', 'half a change');
        },
      }),
  });
  live.open(() => 'text');
  await live.settled();
  live.edit(typed);
  const settled = live.settled();
  await clock.pass(1000);
  assert.equal(await settled, true);
  assert.deepEqual(log.slice(-3), ['restart', 'complete', 'updated']);
});

test('a text that the engine fails on once is opened anew', async () => {
  const failing: Partial<LiveDocument>[] = [
    {
      advance: () => {
        throw new RenderError('depth', 'the stack of the caller');
      },
    },
    {
      advance: () => INCOMPLETE,
      outstandingParse: () => {
        throw new RenderError('defect', 'the instance is broken');
      },
    },
  ];
  const markdown = await engine({});
  for (const document of failing) {
    const documents = [document];
    const { live, clock, log } = make({
      load: () =>
        Promise.resolve({
          ...markdown,
          openDocument: (...all) => ({ ...markdown.openDocument(...all), ...documents.shift() }),
        }),
    });
    live.open(() => 'text');
    const settled = live.settled();
    await clock.pass(1000);
    assert.equal(await settled, true);
    assert.deepEqual(log.slice(-3), ['restart', 'complete', 'updated']);
  }
});

test('a text that the engine fails on twice leaves the preview outdated, and says why', async () => {
  let tries = 0;
  const { live, clock, log } = make({
    load: () =>
      engine({
        advance: () => {
          tries++;
          throw new RenderError('depth', 'too many quotes');
        },
      }),
  });
  live.open(() => 'text');
  const settled = live.settled();
  await clock.pass(1000);
  assert.equal(await settled, false);
  assert.equal(tries, 2);
  assert.match(log.at(-1) ?? '', /^say /);
  live.edit(typed);
  await clock.pass(1000);
  assert.equal(await live.settled(), false);
  assert.equal(tries, 4);
});

test('a server that answers with an error leaves the preview outdated, and its message is said', async () => {
  const { live, log } = make({
    load: () => Promise.reject(new UnsupportedBrowserError()),
    server: server(() => Promise.resolve({ kind: 'failed', message: 'The server is busy.' })),
  });
  live.open(() => 'text');
  assert.equal(await live.settled(), false);
  await live.ready;
  assert.equal(log.length, 1);
  assert.match(log[0] ?? '', /^say .* The server is busy\.$/);
});

test('a server that has failed is asked again at the next edit, and its message goes', async () => {
  const answers: ServerResult[] = [{ kind: 'failed', message: 'The server is busy.' }];
  const { live, clock, log } = make({
    load: () => Promise.reject(new UnsupportedBrowserError()),
    server: server((source) =>
      Promise.resolve(answers.shift() ?? { kind: 'rendered', html: source }),
    ),
  });
  live.open(() => 'text');
  assert.equal(await live.settled(), false);
  live.edit(typed);
  await clock.pass(1000);
  assert.equal(await live.settled(), true);
  assert.deepEqual(log.slice(-2), ['show text', 'updated']);
  assert.doesNotMatch(log.filter((each) => each.startsWith('say ')).at(-1) ?? '', /busy/);
});

test('the server is not asked at each key press', async () => {
  let requests = 0;
  const { live, clock } = make({
    load: () => Promise.reject(new UnsupportedBrowserError()),
    server: server((html) => {
      requests++;
      return Promise.resolve({ kind: 'rendered', html });
    }),
  });
  live.open(() => 'text');
  await live.settled();
  for (let i = 0; i < 10; i++) {
    live.edit(typed);
    await clock.pass(20);
  }
  assert.equal(requests, 1);
  await clock.pass(1000);
  assert.equal(requests, 2);
});

test("a server's answer for a document that has been replaced is ignored", async () => {
  const answers: ((result: ServerResult) => void)[] = [];
  const { live, clock, log } = make({
    load: () => Promise.reject(new UnsupportedBrowserError()),
    server: server(() => new Promise((resolve) => answers.push(resolve))),
  });
  live.open(() => 'first');
  await clock.pass(1000);
  live.open(() => 'second');
  const settled = live.settled();
  answers[0]?.({ kind: 'rendered', html: 'first' });
  await clock.pass(1000);
  answers[1]?.({ kind: 'rendered', html: 'second' });
  assert.equal(await settled, true);
  assert.deepEqual(
    log.filter((each) => each.startsWith('show')),
    ['show second'],
  );
});

test('a page whose policy forbids the engine is told once, and nothing is tried again', async () => {
  const error = mock.method(console, 'error', () => undefined);
  let tries = 0;
  const { live, clock, log } = make({
    load: () => {
      tries++;
      return Promise.reject(new ContentSecurityPolicyError('script-src', "'wasm-unsafe-eval'"));
    },
    server: server(() => assert.fail('the server was asked')),
  });
  live.open(() => 'text');
  await live.settled();
  live.edit(typed);
  await clock.pass(1000);
  assert.equal(await live.settled(), false);
  assert.equal(tries, 1);
  assert.equal(log.length, 1);
  error.mock.restore();
});

test('an engine that arrives after the editor was closed shows nothing', async () => {
  let arrive: (markdown: Markdown) => void = () => undefined;
  const { live, clock, log } = make({
    load: () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  });
  live.open(() => 'text');
  await clock.pass(1);
  live.close();
  arrive(await engine({}));
  await clock.pass(1000);
  assert.deepEqual(log, []);
});

test('an engine that fails after the editor was closed asks no server', async () => {
  let fail: (error: Error) => void = () => undefined;
  const { live, clock, log } = make({
    load: () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
    server: server(() => assert.fail('the server was asked')),
  });
  live.open(() => 'text');
  await clock.pass(1);
  live.close();
  fail(new UnsupportedBrowserError());
  await clock.pass(1000);
  assert.deepEqual(log, []);
});

/** A document whose only block is too long for a slice. */
const LONG: Partial<LiveDocument> = {
  advance: () => INCOMPLETE,
  outstandingParse: () => 'request',
};

test('a block too long for a slice is parsed by the worker', async () => {
  const { live, clock, log } = make({
    load: () => engine(LONG, () => assert.fail('it was parsed in the page')),
    worker: worker(() => Promise.resolve({ kind: 'parsed', answer: 'answer' })),
  });
  live.open(() => 'text');
  const settled = live.settled();
  await clock.pass(1);
  assert.equal(await settled, true);
  assert.deepEqual(log, ['restart', 'incomplete', 'complete', 'updated']);
});

test('a block that the worker cannot parse leaves the preview outdated, and the reason is said', async () => {
  for (const reason of ['depth', undefined] as const) {
    const { live, clock, log } = make({
      load: () => engine(LONG),
      worker: worker(() =>
        Promise.resolve({ kind: 'failed', reason, message: 'It took too long.' }),
      ),
    });
    live.open(() => 'text');
    const settled = live.settled();
    await clock.pass(1000);
    assert.equal(await settled, false);
    assert.match(log.at(-1) ?? '', reason === undefined ? /It took too long/ : /^say /);
    assert.equal(log.includes('updated'), false);
  }
});

test('a block that neither worker nor page can parse leaves the preview outdated', async () => {
  const { live, clock, log } = make({
    load: () =>
      engine(LONG, () => {
        throw new RenderError('depth', 'too deep');
      }),
  });
  live.open(() => 'text');
  const settled = live.settled();
  await clock.pass(1000);
  assert.equal(await settled, false);
  assert.match(log.at(-1) ?? '', /^say /);
});

test("the worker's answer for a text that has changed is ignored", async () => {
  const answers: ((result: ParseResult) => void)[] = [];
  const { live, clock, log } = make({
    load: () => engine(LONG),
    worker: worker(() => new Promise((resolve) => answers.push(resolve))),
  });
  live.open(() => 'text');
  await clock.pass(1);
  live.edit(typed);
  assert.equal(await live.settled(), true);
  const before = [...log];
  answers[0]?.({ kind: 'parsed', answer: 'stale' });
  await clock.pass(1000);
  assert.deepEqual(log, before);
});

test("the worker's failure for a text that has changed is not said", async () => {
  const failures: ((error: Error) => void)[] = [];
  const { live, clock, log } = make({
    load: () => engine(LONG, () => assert.fail('it was parsed in the page')),
    worker: worker(() => new Promise((_, reject) => failures.push(reject))),
  });
  live.open(() => 'text');
  await clock.pass(1);
  live.edit(typed);
  assert.equal(await live.settled(), true);
  const before = [...log];
  failures[0]?.(new WorkerError('terminated'));
  await clock.pass(1000);
  assert.deepEqual(log, before);
});

test('an answer that the document cannot adopt opens it anew after an edit', async () => {
  const documents: Partial<LiveDocument>[] = [
    {
      edit: () => INCOMPLETE,
      outstandingParse: () => 'request',
      adopt: () => {
        throw new RenderError('defect', 'not its answer');
      },
    },
    {},
  ];
  const markdown = await engine({});
  const { live, clock, log } = make({
    load: () =>
      Promise.resolve({
        ...markdown,
        openDocument: (...all) => ({ ...markdown.openDocument(...all), ...documents.shift() }),
      }),
    worker: worker(() => Promise.resolve({ kind: 'parsed', answer: 'answer' })),
  });
  live.open(() => 'text');
  await live.settled();
  live.edit(typed);
  const settled = live.settled();
  await clock.pass(1000);
  assert.equal(await settled, true);
  assert.deepEqual(log.slice(-4), ['incomplete', 'restart', 'complete', 'updated']);
});

test('an editor with a debounce shows edits after it, all at once', async () => {
  let edits = 0;
  const { live, clock } = make({
    load: () =>
      engine({
        edit: () => {
          edits++;
          return COMPLETE;
        },
      }),
  });
  live.debounce = 300;
  live.open(() => 'text');
  await live.settled();
  live.edit(typed);
  await clock.pass(200);
  live.edit(ChangeSet.of({ from: 1, insert: 'y' }, 1, '\n'));
  assert.equal(edits, 0);
  await clock.pass(1000);
  assert.equal(edits, 1);
});
