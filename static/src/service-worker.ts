// Keeps the page and its assets, so that it opens without a network. Each build has a cache of its own:
// a page is only ever served with the files that it was built with.

import { openPictures } from './app/pictures/open-pictures.js';
import { isPictureName, PICTURE_FOLDER, pictureTypeOf } from './app/pictures/picture-name.js';

/** The assets' paths below the base path, and what tells this build from others; see build/service-worker.mjs. */
declare const PRECACHE: readonly string[];
declare const BUILD: string;
/** The path below the base path of the script that the page of this build, and of no other, names. */
declare const PAGE_SCRIPT: string;

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface ServiceWorkerScope {
  readonly clients: { matchAll(): Promise<readonly unknown[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(
    type: 'message',
    listener: (event: ExtendableEvent & MessageEvent) => void,
  ): void;
}

const scope = self as unknown as ServiceWorkerScope;

/** The base path: the folder of this script, such as `/` or `/notes/`. */
const PAGE = new URL('.', location.href).pathname;

/** Caches belong to the origin, which may have another server of ours below another path. */
const OWNER = PAGE === '/' ? '' : `@${PAGE}`;
const BUILD_CACHE = /^twinmark-[0-9a-f]+/;
const CACHE = `twinmark-${BUILD}${OWNER}`;

/** Their names stay the same from build to build, so the network is asked first. */
const NAMED_FILES: readonly string[] = ['/manifest.webmanifest', '/favicon.ico'].map(belowBase);

const PICTURES = PAGE + PICTURE_FOLDER;

/** The answers of a proxy whose server is down or being updated, and of a server that is too busy. */
const UNAVAILABLE: readonly number[] = [502, 503, 504];

/** The time that the network may take for the page before the cache answers, in milliseconds. */
const NETWORK_TIMEOUT_MS = 3000;

scope.addEventListener('install', (event) => {
  event.waitUntil(precache());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

scope.addEventListener('message', (event) => {
  if (event.data === 'take over') {
    void scope.skipWaiting();
  } else if (event.data === 'show pictures') {
    event.waitUntil(showPictures(event));
  }
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) {
    return;
  }
  if (request.mode === 'navigate' && pathname === PAGE) {
    event.respondWith(page(request, event));
  } else if (NAMED_FILES.includes(pathname)) {
    event.respondWith(namedFile(request));
  } else if (pathname.startsWith(belowBase('/assets/'))) {
    event.respondWith(asset(request));
  } else if (pathname.startsWith(PICTURES) && isPictureName(pathname.slice(PICTURES.length))) {
    event.respondWith(picture(pathname.slice(PICTURES.length)));
  }
});

function belowBase(path: string): string {
  return PAGE + path.slice(1);
}

async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...PRECACHE.map(belowBase), ...NAMED_FILES]);
  const response = await fetch(PAGE, { cache: 'no-store' });
  if (!(await keepIfOurs(response))) {
    // The server has gone on to another build meanwhile, which brings its own worker.
    throw new Error(`The page is not that of build ${BUILD}.`);
  }
}

async function takeOver(): Promise<void> {
  await forgetOlderBuilds();
  await scope.clients.claim();
}

/**
 * Deletes the caches of earlier builds. While pages are open, the build before this one stays: they may be its
 * pages, and may yet ask for its files.
 */
async function forgetOlderBuilds(): Promise<void> {
  const clients = await scope.clients.matchAll();
  const names = await caches.keys();
  // In the order of their creation: those behind this build's are of a newer one that waits.
  const older = names
    .slice(0, Math.max(0, names.indexOf(CACHE)))
    .filter((name) => name.replace(BUILD_CACHE, '') === OWNER);
  const forgotten = clients.length === 0 ? older : older.slice(0, -1);
  await Promise.all(forgotten.map((name) => caches.delete(name)));
}

async function page(request: Request, event: ExtendableEvent): Promise<Response> {
  event.waitUntil(forgetOlderBuilds());
  const cached = await (await caches.open(CACHE)).match(PAGE);
  if (cached === undefined) {
    return fetch(request);
  }
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(NETWORK_TIMEOUT_MS) });
    if (UNAVAILABLE.includes(response.status)) {
      return cached;
    }
    if (response.ok) {
      event.waitUntil(keepIfOurs(response.clone()));
    }
    return response;
  } catch {
    // No network, or a slow one: that is what the cache is for.
    return cached;
  }
}

/** Another build's page would ask for files that are not in this build's cache. */
async function keepIfOurs(response: Response): Promise<boolean> {
  const copy = response.clone();
  if (!response.ok || !(await response.text()).includes(`"${belowBase(PAGE_SCRIPT)}"`)) {
    return false;
  }
  await (await caches.open(CACHE)).put(PAGE, copy);
  return true;
}

async function namedFile(request: Request): Promise<Response> {
  const cached = await (await caches.open(CACHE)).match(request);
  if (cached === undefined) {
    return fetch(request);
  }
  try {
    const response = await fetch(request);
    return UNAVAILABLE.includes(response.status) ? cached : response;
  } catch {
    return cached;
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Confirms to a page that its pictures are shown. One that was reloaded past the cache is under no control. */
async function showPictures({ data, ports: [port] }: MessageEvent): Promise<void> {
  await scope.clients.claim();
  port?.postMessage(data);
}

/** Returns a picture that this browser keeps, of which nothing runs, even if it is opened as a page. */
async function picture(name: string): Promise<Response> {
  const content = await (await openPictures()).content(name);
  if (content === undefined) {
    return new Response(null, { status: 404 });
  }
  return new Response(content, {
    headers: {
      'Content-Type': pictureTypeOf(name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  });
}
