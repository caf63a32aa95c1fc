import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workOffline } from '../src/app/offline/service-worker-client.js';

class FakeWorker extends EventTarget {
  state = 'installing';

  install(): void {
    this.state = 'installed';
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;

  find(): FakeWorker {
    this.installing = new FakeWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }
}

/** A visit of the page, and what its notice shows. */
async function visit(
  container: { controller: FakeWorker | null },
  registration: FakeRegistration,
): Promise<() => string> {
  let shown = '';
  const define = (name: string, value: unknown): unknown =>
    Object.defineProperty(globalThis, name, { configurable: true, value });
  define('location', new URL('https://host.example/'));
  define('document', { createElement: () => ({ addEventListener: () => undefined }) });
  define('navigator', {
    serviceWorker: Object.assign(container, { register: () => Promise.resolve(registration) }),
  });
  const notice = {
    replaceChildren: (text: string) => {
      shown = text;
    },
  };
  await workOffline(notice as unknown as HTMLElement, () => Promise.resolve(true));
  return () => shown;
}

test('the first worker is no newer version', async () => {
  const registration = new FakeRegistration();
  const shown = await visit({ controller: null }, registration);
  registration.find().install();
  assert.equal(shown(), '');
});

test('the first worker is none when it is in control before it is said to be installed', async () => {
  const container: { controller: FakeWorker | null } = { controller: null };
  const registration = new FakeRegistration();
  const shown = await visit(container, registration);
  const worker = registration.find();
  container.controller = worker;
  worker.install();
  assert.equal(shown(), '');
});

test('a worker beside the one in control is a newer version', async () => {
  const registration = new FakeRegistration();
  const shown = await visit({ controller: new FakeWorker() }, registration);
  registration.find().install();
  assert.match(shown(), /new version/);
});

test('a worker that waits since an earlier visit is a newer version', async () => {
  const registration = new FakeRegistration();
  registration.waiting = new FakeWorker();
  const shown = await visit({ controller: new FakeWorker() }, registration);
  assert.match(shown(), /new version/);
});
