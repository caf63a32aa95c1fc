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
      close: () => undefined,
      ...document,
    }),
  });
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

test('a text that the engine fails on leaves the preview outdated, and says why', async () => {
  const { live, log } = make({
    load: () =>
      engine({
        advance: () => {
          throw new RenderError('depth', 'too many quotes');
        },
      }),
  });
  live.open(() => 'text');
  assert.equal(await live.settled(), false);
  assert.match(log.at(-1) ?? '', /^say /);
});
