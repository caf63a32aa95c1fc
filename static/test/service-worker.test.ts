import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { newPicture, openPictures } from '../src/app/pictures/open-pictures.js';
import { png } from './picture-files.js';

const PAGE = 'https://host.example/notes/';
const SCRIPT = '/assets/app-AAAAAAAA.js';
const OWN_CACHE = 'twinmark-abc@/notes/';

interface WorkerEvent {
  request?: unknown;
  data?: unknown;
  ports?: readonly MessagePort[];
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

/** The caches of an origin, in the order of their creation. */
class FakeCaches {
  private readonly all = new Map<string, Map<string, Response>>();

  open(name: string): Promise<unknown> {
    const files = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, files);
    const url = (request: string | { url: string }): string =>
      new URL(typeof request === 'string' ? request : request.url, PAGE).href;
    return Promise.resolve({
      match: (request: string) => Promise.resolve(files.get(url(request))?.clone()),
      put: (request: string, response: Response) => {
        files.set(url(request), response);
        return Promise.resolve();
      },
      addAll: (paths: string[]) => {
        paths.forEach((path) => files.set(url(path), new Response('kept')));
        return Promise.resolve();
      },
    });
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }
}

const listeners = new Map<string, (event: WorkerEvent) => void>();
let caches: FakeCaches;
let openPages: number;
let network: () => Promise<Response>;

Object.assign(globalThis, {
  PRECACHE: [SCRIPT],
  BUILD: 'abc',
  PAGE_SCRIPT: SCRIPT,
  location: new URL('service-worker.js', PAGE),
  fetch: () => network(),
  self: {
    addEventListener: (type: string, listener: (event: WorkerEvent) => void) =>
      listeners.set(type, listener),
    clients: {
      matchAll: () => Promise.resolve(Array.from({ length: openPages }, () => ({}))),
      claim: () => Promise.resolve(),
    },
    skipWaiting: () => Promise.resolve(),
  },
});
Object.defineProperty(globalThis, 'caches', { get: () => caches });

await import('../src/service-worker.js');

/** Sends an event, waits for all work that it starts, and returns the text of its response. */
async function send(type: string, request?: unknown): Promise<string | undefined> {
  return (await respond(type, request))?.text();
}

async function respond(type: string, request?: unknown): Promise<Response | undefined> {
  const work: Promise<unknown>[] = [];
  let response: Promise<Response> | undefined;
  listeners.get(type)?.({
    request,
    waitUntil: (more) => {
      work.push(more);
    },
    respondWith: (answer) => {
      response = answer;
    },
  });
  const answer = await response;
  while (work.length > 0) {
    await work.pop();
  }
  return answer;
}

function navigate(): Promise<string | undefined> {
  return send('fetch', { method: 'GET', mode: 'navigate', url: PAGE });
}

function page(text: string): Response {
  return new Response(`${text} "/notes${SCRIPT}"`);
}

beforeEach(async () => {
  caches = new FakeCaches();
  openPages = 0;
  network = () => Promise.resolve(page('installed'));
  await send('install');
  await send('activate');
});

test('the page comes from the network, and is kept', async () => {
  network = () => Promise.resolve(page('newer'));
  assert.match((await navigate()) ?? '', /^newer/);
  network = () => Promise.reject(new TypeError('offline'));
  assert.match((await navigate()) ?? '', /^newer/);
});

for (const status of [502, 503, 504]) {
  test(`the kept page is shown instead of a ${status.toString()}`, async () => {
    network = () => Promise.resolve(new Response('Bad Gateway', { status }));
    assert.match((await navigate()) ?? '', /^installed/);
    assert.equal(
      await send('fetch', { method: 'GET', mode: 'cors', url: `${PAGE}favicon.ico` }),
      'kept',
    );
  });
}

for (const status of [403, 404, 429, 500]) {
  test(`a ${status.toString()} is shown, and not kept`, async () => {
    network = () => Promise.resolve(new Response('refused', { status }));
    assert.equal(await navigate(), 'refused');
    network = () => Promise.reject(new TypeError('offline'));
    assert.match((await navigate()) ?? '', /^installed/);
  });
}

test("another build's page is shown, and not kept", async () => {
  network = () => Promise.resolve(new Response('other build'));
  assert.equal(await navigate(), 'other build');
  network = () => Promise.reject(new TypeError('offline'));
  assert.match((await navigate()) ?? '', /^installed/);
});

test('caches of earlier builds go, but for the last one while pages are open', async () => {
  const others = ['twinmark-abc', 'twinmark-0@/other/', 'something-else'];
  caches = new FakeCaches();
  for (const name of [...others, 'twinmark-1@/notes/', 'twinmark-2@/notes/']) {
    await caches.open(name);
  }
  openPages = 2;
  await send('install');
  await send('activate');
  assert.deepEqual(await caches.keys(), [...others, 'twinmark-2@/notes/', OWN_CACHE]);
  await navigate();
  assert.deepEqual(await caches.keys(), [...others, 'twinmark-2@/notes/', OWN_CACHE]);
  openPages = 0;
  await navigate();
  assert.deepEqual(await caches.keys(), [...others, OWN_CACHE]);
});

test('the cache of a newer build that waits stays', async () => {
  await caches.open('twinmark-3@/notes/');
  await navigate();
  assert.deepEqual(await caches.keys(), [OWN_CACHE, 'twinmark-3@/notes/']);
});

test('pictures of this browser are shown, of which nothing runs', async () => {
  network = () => Promise.reject(new TypeError('offline'));
  const picture = await newPicture(png());
  const request = { method: 'GET', mode: 'no-cors', url: `${PAGE}pictures/${picture.name}` };
  assert.equal((await respond('fetch', request))?.status, 404);
  await (await openPictures()).add(picture);
  const response = (await respond('fetch', request)) ?? assert.fail('There is no response.');
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), picture.content);
  assert.deepEqual(
    ['Content-Type', 'X-Content-Type-Options', 'Content-Security-Policy'].map((header) =>
      response.headers.get(header),
    ),
    ['image/png', 'nosniff', "default-src 'none'; sandbox"],
  );
  const other = { ...request, url: `${PAGE}pictures/${picture.name.slice(1)}` };
  assert.equal(await respond('fetch', other), undefined);
});

test('a page learns that its pictures are shown once it is under control', async () => {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      resolve(data);
    };
  });
  listeners.get('message')?.({
    data: 'show pictures',
    ports: [port2],
    waitUntil: () => undefined,
    respondWith: () => undefined,
  });
  assert.equal(await answer, 'show pictures');
  port1.close();
});
