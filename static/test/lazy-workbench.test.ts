import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  LazyWorkbench,
  type Loaded,
  type LoadingTools,
  provideWorkbench,
} from '../src/editor/lazy-workbench.js';
import type { Parts } from '../src/editor/parts.js';
import type { Workbench, WorkbenchHost } from '../src/editor/workbench.js';
import { FakeElement, FakeTextArea } from './fake-element.js';

/** An element whose workbench is loaded lazily, with a text area and a status line. */
class FakeHost extends FakeElement {
  /** The language of the messages. */
  readonly lang = 'en';
  readonly source = new FakeTextArea();
  readonly status = { textContent: '' };
  /** Calls, in order. */
  readonly log: string[] = [];
  readonly connection = new AbortController();
  readonly lazy: LazyWorkbench;
  comesIntoView: () => void = () => undefined;

  constructor(load: LoadingTools['load'] = () => Promise.resolve(this.loaded)) {
    super();
    this.lazy = new LazyWorkbench(
      this as unknown as WorkbenchHost,
      {
        ready: () => undefined,
        edited: () => undefined,
        changed: () => undefined,
        opened: () => this.log.push('opened'),
      },
      {
        load: () => {
          this.log.push('load');
          return load();
        },
        whenInView: (_, then) => {
          this.comesIntoView = then;
        },
        stopWaiting: () => {
          this.comesIntoView = () => undefined;
        },
      },
    );
    this.lazy.watchCompositions(this.source.asTextArea());
  }

  get parts(): Parts {
    const { source, status } = this;
    return { widget: {}, source, status } as unknown as Parts;
  }

  get loaded(): Loaded {
    const { log } = this;
    class FakeWorkbench {
      begin(): void {
        log.push('begin');
      }
      sayDraftIsLost(): void {
        log.push('draft lost');
      }
    }
    return {
      Workbench: FakeWorkbench as unknown as typeof Workbench,
      applyWidgetStyles: () => log.push('styles'),
    };
  }

  wait(): void {
    this.lazy.wait(this.parts, this.connection.signal);
  }
}

const OPENED = ['load', 'styles', 'begin', 'opened'];

/** Lets every promise that can be settled be so. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

function silenceWarnings(t: TestContext): void {
  t.mock.method(console, 'warn', () => undefined);
}

test('nothing is loaded before the element comes into view', async () => {
  const host = new FakeHost();
  host.wait();
  await settled();
  assert.deepEqual(host.log, []);
  host.comesIntoView();
  await settled();
  assert.deepEqual(host.log, OPENED);
  assert.notEqual(host.lazy.opened, undefined);
});

test('an element that is focused out of view is loaded', async () => {
  const host = new FakeHost();
  host.wait();
  host.dispatchEvent(new Event('focusin'));
  await settled();
  assert.deepEqual(host.log, OPENED);
});

test('a text area that has the focus already is loaded at once', async () => {
  const host = new FakeHost();
  host.source.states.add(':focus');
  host.wait();
  await settled();
  assert.deepEqual(host.log, OPENED);
});

test('the files are loaded once, whatever asks for them', async () => {
  const host = new FakeHost();
  host.wait();
  host.comesIntoView();
  host.dispatchEvent(new Event('focusin'));
  await Promise.all([host.lazy.load(host.parts), host.lazy.load(host.parts)]);
  await host.lazy.load(host.parts);
  assert.deepEqual(host.log, OPENED);
});

test('a failure is shown, and the next attempt clears it', async (t) => {
  silenceWarnings(t);
  const attempts = [() => Promise.reject(new Error('no network')), () => host.loaded];
  const host: FakeHost = new FakeHost(async () => (await attempts.shift()?.()) ?? host.loaded);
  await host.lazy.load(host.parts);
  assert.match(host.status.textContent, /could not be loaded/);
  assert.equal(host.lazy.opened, undefined);
  await host.lazy.load(host.parts);
  assert.equal(host.status.textContent, '');
  assert.deepEqual(host.log, ['load', ...OPENED]);
});

test('a workbench that fails to begin is not replaced by another one', async (t) => {
  silenceWarnings(t);
  let begun = 0;
  class Failing {
    begin(): void {
      begun++;
      throw new Error('defect');
    }
  }
  const host = new FakeHost(() =>
    Promise.resolve({ Workbench: Failing as unknown as typeof Workbench }),
  );
  await host.lazy.load(host.parts);
  await host.lazy.load(host.parts);
  assert.equal(begun, 1);
  assert.match(host.status.textContent, /could not be loaded/);
});

test('an unfinished composition is not interrupted', async () => {
  const host = new FakeHost();
  host.source.dispatchEvent(new Event('compositionstart'));
  const loaded = host.lazy.load(host.parts);
  await settled();
  assert.deepEqual(host.log, ['load']);
  host.source.dispatchEvent(new Event('compositionend'));
  await loaded;
  assert.deepEqual(host.log, OPENED);
});

test('an element removed meanwhile stays as it is, and opens when it is back', async () => {
  const host = new FakeHost();
  const loaded = host.lazy.load(host.parts);
  host.isConnected = false;
  await loaded;
  assert.deepEqual(host.log, ['load']);
  host.isConnected = true;
  host.wait();
  host.comesIntoView();
  await settled();
  assert.deepEqual(host.log, ['load', ...OPENED]);
});

test('a disconnected element is loaded by neither view nor focus', async () => {
  const host = new FakeHost();
  host.wait();
  host.connection.abort();
  host.lazy.stopWaiting();
  host.comesIntoView();
  host.dispatchEvent(new Event('focusin'));
  await settled();
  assert.deepEqual(host.log, []);
});

test('calls wait for the workbench, and come when it has begun', async () => {
  const host = new FakeHost();
  const call = () => {
    host.lazy.whenOpened((workbench) => {
      workbench.sayDraftIsLost();
    });
  };
  call();
  await host.lazy.load(host.parts);
  assert.deepEqual(host.log, ['load', 'styles', 'begin', 'draft lost', 'opened']);
  call();
  assert.equal(host.log.at(-1), 'draft lost');
});

// The last test, because it provides a workbench for the rest of the page's life.
test('a provided workbench opens at once where a server has rendered the parts', () => {
  const host = new FakeHost();
  provideWorkbench(host.loaded.Workbench);
  host.wait();
  assert.deepEqual(host.log, [], 'widgets still wait');
  host.lazy.wait({ ...host.parts, widget: undefined }, host.connection.signal);
  assert.deepEqual(host.log, ['begin', 'opened']);
});
