import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { UnsupportedBrowserError } from '../src/markdown.js';
import { ChoosingRenderer, PAGE_LIMIT } from '../src/renderer/choosing-renderer.js';
import { failed, rendered, type Renderer, type RenderResult } from '../src/renderer/renderer.js';

function renderer(render: (source: string) => Promise<RenderResult>, minimumDelay = 0) {
  return { minimumDelay, render: mock.fn(render), close: mock.fn() } satisfies Renderer;
}

const page = () => renderer(() => Promise.resolve(rendered('page')));
const worker = () => renderer(() => Promise.resolve(rendered('worker')));
const server = () => renderer(() => Promise.resolve(rendered('server')), 400);

test('short documents are rendered in the page, longer ones in the worker', async () => {
  const choosing = new ChoosingRenderer(page(), worker(), server());
  assert.deepEqual(await choosing.render('x'.repeat(PAGE_LIMIT)), rendered('page'));
  assert.deepEqual(await choosing.render('x'.repeat(PAGE_LIMIT + 1)), rendered('worker'));
  assert.equal(choosing.minimumDelay, 0);
});

test('a browser that cannot run the engine has the server render, from then on', async () => {
  const unsupported = renderer(() => Promise.reject(new UnsupportedBrowserError()));
  const choosing = new ChoosingRenderer(unsupported, worker(), server());
  for (let render = 0; render < 2; render++) {
    const result = await choosing.render('x');
    assert.equal(result.kind, 'rendered');
    assert.equal(result.html, 'server');
    assert.match(result.notice, /Chrome or Edge 137, Firefox 131, Safari 18\.4.*server renders/);
  }
  assert.equal(unsupported.render.mock.callCount(), 1);
  assert.equal(choosing.minimumDelay, 400);
});

test('a worker that fails is tried again at the next edit', async () => {
  let failures = 1;
  const failing = renderer(() =>
    failures-- > 0
      ? Promise.reject(new Error('No worker today.'))
      : Promise.resolve(rendered('worker')),
  );
  const choosing = new ChoosingRenderer(page(), failing, server());
  const long = 'x'.repeat(PAGE_LIMIT + 1);
  const first = await choosing.render(long);
  assert.equal(first.kind, 'rendered');
  assert.equal(first.html, 'server');
  assert.match(first.notice, /No worker today\./);
  assert.deepEqual(await choosing.render(long), rendered('worker'));
});

test('when the server fails, too, both reasons are told', async () => {
  const choosing = new ChoosingRenderer(
    renderer(() => Promise.reject(new Error('No engine.'))),
    worker(),
    renderer(() => Promise.resolve(failed('No server.'))),
  );
  const result = await choosing.render('x');
  assert.equal(result.kind, 'failed');
  assert.match(result.message, /No engine\..*No server\./);
});

test('a render that closing broke off does not go to the server', async () => {
  let breakOff: (error: Error) => void = () => undefined;
  const pending = new Promise<RenderResult>((_resolve, reject) => {
    breakOff = reject;
  });
  const lastResort = server();
  const choosing = new ChoosingRenderer(
    page(),
    renderer(() => pending),
    lastResort,
  );
  const result = choosing.render('x'.repeat(PAGE_LIMIT + 1));
  choosing.close();
  breakOff(new Error('closed'));
  assert.equal((await result).kind, 'failed');
  assert.equal(lastResort.render.mock.callCount(), 0);
});
