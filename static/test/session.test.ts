import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentStore } from '../src/app/documents/document-store.js';
import type { Resolution } from '../src/app/documents/session.js';
import type { OpenStore } from '../src/app/documents/store-connection.js';
import { storageProblem } from '../src/app/documents/storage-problem.js';
import { type Browser, inBrowser, openIndexedDb, until, type Window } from './session-windows.js';

/** Longer than any delay after which a failed save or a kept text is tried again, in milliseconds. */
const RETRY_MS = 6000;

/** Opens the store with some methods replaced. */
function withStore(replaced: (store: DocumentStore) => Partial<DocumentStore>): OpenStore {
  return async (writer, lost) => {
    const store = await openIndexedDb(writer, lost);
    const methods = replaced(store);
    return new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
  };
}

/** Has a page closed whose store takes too long for its last text, `# Last words`. */
async function closeUnsaved(browser: Browser, id: string): Promise<Window> {
  const closing = await browser.open(
    id,
    withStore(() => ({ update: never })),
  );
  closing.editor.type('# Last words');
  closing.page.events?.closing();
  return closing;
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function full(): Promise<never> {
  return Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'));
}

/** Two windows with one document, `# Base`, that have both changed it, and the second knows. */
async function conflict(browser: Browser): Promise<{ first: Window; second: Window }> {
  const first = await browser.open();
  await first.write('# Base');
  const second = await browser.open(first.id);
  assert.equal(second.editor.value, '# Base');
  second.editor.type('# Second');
  await first.write('# First');
  await second.save();
  await until(() => second.log.includes('conflict'));
  return { first, second };
}

test('the first edit creates a document that the address names', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    assert.equal(window.title, undefined);
    await window.write('# One');
    assert.equal(window.page.addressed(), window.id);
    assert.equal(window.title, 'One');
    assert.equal(window.page.persisted, 1);
    await window.write('# Two');
    assert.equal(window.page.persisted, 1);
    assert.deepEqual(await browser.texts(), ['# Two']);
  }));

test('an edit is shown by another window that has the document open', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    const second = await browser.open();
    assert.equal(second.id, first.id);
    await first.write('# Two');
    await until(() => second.editor.value === '# Two');
    await second.write('# Three');
    await until(() => first.editor.value === '# Three');
    assert.deepEqual(await browser.texts(), ['# Three']);
  }));

test('two windows that change a document have both texts', () =>
  inBrowser(async (browser) => {
    const { second } = await conflict(browser);
    assert.deepEqual(await browser.texts(), ['# First', '# Second']);
    await second.write('# Second, more');
    assert.deepEqual(await browser.texts(), ['# First', '# Second, more']);
  }));

const OUTCOMES: Readonly<Record<Resolution, { texts: readonly string[]; shown: string }>> = {
  mine: { texts: ['# Second'], shown: '# Second' },
  theirs: { texts: ['# First'], shown: '# First' },
  both: { texts: ['# First', '# Second'], shown: '# First' },
};

for (const resolution of ['mine', 'theirs', 'both'] as const) {
  test(`a conflict is resolved by '${resolution}'`, () =>
    inBrowser(async (browser) => {
      const { first, second } = await conflict(browser);
      await second.session.resolve(resolution);
      assert.deepEqual(await browser.texts(), OUTCOMES[resolution].texts);
      assert.equal(second.editor.value, OUTCOMES[resolution].shown);
      assert.equal(second.id, first.id);
      await until(() => first.editor.value === second.editor.value);
      if (resolution === 'mine') {
        const snapshots = (await second.session.store?.snapshots(first.id)) ?? [];
        assert.ok(snapshots.some(({ text }) => text === '# First'));
      }
    }));

  test(`a conflict is resolved by '${resolution}' while the other window writes`, () =>
    inBrowser(async (browser) => {
      const { first, second } = await conflict(browser);
      await first.write('# First, again');
      await second.session.resolve(resolution);
      const texts = OUTCOMES[resolution].texts.map((text) => text.replace('First', 'First, again'));
      assert.deepEqual(await browser.texts(), texts);
      await until(() => first.editor.value === second.editor.value);
    }));

  test(`a conflict is resolved by '${resolution}' after the other window removed the document`, () =>
    inBrowser(async (browser) => {
      const { first, second } = await conflict(browser);
      const { id } = first;
      await first.session.store?.remove(id, 1);
      await first.session.touched(id);
      await second.session.resolve(resolution);
      assert.deepEqual(await browser.texts(), ['# Second']);
      assert.equal(second.editor.value, '# Second');
      assert.notEqual(second.id, id);
      assert.equal(second.page.addressed(), second.id);
    }));
}

test('text that is typed while a conflict is resolved is stored', () =>
  inBrowser(async (browser) => {
    const { second } = await conflict(browser);
    const resolved = second.session.resolve('mine');
    second.editor.type('# Second, typed meanwhile');
    await resolved;
    await second.save();
    assert.deepEqual(await browser.texts(), ['# Second, typed meanwhile']);
  }));

test('a text that a closing page keeps is stored by the next one', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# Base');
    const { id } = first;
    await closeUnsaved(browser, id);
    assert.equal(Object.keys(browser.storage).length, 1);
    const next = await browser.open(id);
    assert.equal(next.editor.value, '# Last words');
    assert.deepEqual(await browser.texts(), ['# Last words']);
    assert.equal(Object.keys(browser.storage).length, 0);
  }));

test('a text in no store that a closing page keeps becomes a document', () =>
  inBrowser(async (browser) => {
    const closing = await browser.open(
      undefined,
      withStore(() => ({ create: never })),
    );
    closing.editor.type('# New');
    closing.page.events?.closing();
    const next = await browser.open();
    assert.equal(next.editor.value, '# New');
    assert.deepEqual(await browser.texts(), ['# New']);
  }));

test('of two closing pages with one document, neither loses its text', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# Base');
    const stuck = withStore(() => ({ update: never }));
    const closing = [await browser.open(first.id, stuck), await browser.open(first.id, stuck)];
    for (const [index, { editor, page }] of closing.entries()) {
      editor.type(`# ${String(index)}`);
      page.events?.closing();
    }
    await browser.open(first.id);
    assert.deepEqual(await browser.texts(), ['# 0', '# 1']);
    assert.equal(Object.keys(browser.storage).length, 0);
  }));

test('a text that another page keeps is stored after it had time to do so itself', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# Base');
    await closeUnsaved(browser, first.id);
    first.page.events?.rescued();
    await first.clock.pass(900);
    assert.equal(Object.keys(browser.storage).length, 1);
    await first.clock.pass(200);
    await until(() => first.editor.value === '# Last words');
    await until(() => Object.keys(browser.storage).length === 0);
  }));

test('a page that is shown again forgets the text that it kept once it is stored', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    window.editor.type('# One');
    window.page.events?.closing();
    await window.save();
    assert.equal(Object.keys(browser.storage).length, 0);
    assert.deepEqual(await browser.texts(), ['# One']);
  }));

test('a kept text that cannot be read is reported and stays', () =>
  inBrowser(async (browser) => {
    browser.storage.setItem('twinmark.rescue.broken', '{"text": 1}');
    const window = await browser.open();
    assert.ok(window.log.includes('set aside twinmark.rescue.broken'));
    assert.equal(Object.keys(browser.storage).length, 1);
  }));

test('the back button opens the document before', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    await window.write('# One');
    const { id } = window;
    assert.ok(await window.session.openNew('# Two'));
    assert.equal(window.editor.value, '# Two');
    window.page.back();
    await until(() => window.editor.value === '# One');
    assert.equal(window.id, id);
  }));

test('the back button stores the text first, and leaves one that cannot be stored', () =>
  inBrowser(async (browser) => {
    let fails = false;
    const openStore = withStore((store) => ({
      update: (...given) => (fails ? full() : store.update(...given)),
    }));
    const window = await browser.open(undefined, openStore);
    await window.write('# One');
    await window.session.openNew('# Two');
    const { id } = window;
    fails = true;
    window.editor.type('# Two, more');
    window.page.back();
    await until(() => window.log.includes('mayDiscard') && window.page.addressed() === id);
    assert.equal(window.editor.value, '# Two, more');
    fails = false;
    window.page.back();
    await until(() => window.editor.value === '# One');
    assert.deepEqual(await browser.texts(), ['# One', '# Two, more']);
  }));

test('a text in no store is replaced only if the user agrees', () =>
  inBrowser(async (browser) => {
    const window = await browser.open(
      undefined,
      withStore(() => ({ create: full })),
    );
    window.editor.type('# Only here');
    assert.equal(await window.session.openNew(), false);
    assert.equal(window.editor.value, '# Only here');
    assert.equal(window.page.events?.mustAsk(), true);
    window.mayDiscard = true;
    assert.equal(await window.session.openNew(), true);
    assert.equal(window.editor.value, '');
    assert.equal(window.page.events.mustAsk(), false);
  }));

test('a store that cannot be opened is reported once, and opened when it can be', () =>
  inBrowser(async (browser) => {
    let isBlocked = true;
    const window = await browser.open(undefined, (writer, lost) =>
      isBlocked ? full() : openIndexedDb(writer, lost),
    );
    await window.write('# One');
    assert.equal(window.state, 'failed');
    assert.deepEqual(
      window.log.filter((entry) => entry === 'unavailable'),
      ['unavailable'],
    );
    isBlocked = false;
    await window.clock.pass(RETRY_MS);
    await until(() => window.state === 'saved');
    assert.deepEqual(await browser.texts(), ['# One']);
  }));

test('a store that the browser closes is opened again', () =>
  inBrowser(async (browser) => {
    let close: () => void = () => undefined;
    let opened = 0;
    const window = await browser.open(undefined, (writer, lost) => {
      close = lost;
      opened++;
      return openIndexedDb(writer, lost);
    });
    await window.write('# One');
    close();
    assert.equal(window.session.store, undefined);
    await window.write('# Two');
    assert.equal(opened, 2);
    assert.deepEqual(await browser.texts(), ['# Two']);
  }));

test('a document with the same text as the one before begins anew', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    await window.write('# Same');
    const { id } = window;
    await window.session.openNew('# Same');
    const { opened } = window.editor;
    await window.session.open(id);
    assert.equal(window.editor.opened, opened + 1);
    // Its own undo steps stay.
    await window.session.open(id);
    assert.equal(window.editor.opened, opened + 1);
  }));

test('a new document tells that it began, unless it has a text', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    const began = () => window.log.filter((entry) => entry === 'began').length;
    await window.session.openNew('# Copy');
    assert.equal(began(), 0);
    await window.session.openNew();
    assert.equal(began(), 1);
  }));

test('the state names the failure, and another kind of failure is reported, too', () =>
  inBrowser(async (browser) => {
    let name = 'VersionError';
    const window = await browser.open(undefined, () =>
      Promise.reject(new DOMException('no store', name)),
    );
    const reported = () => window.log.filter((entry) => entry === 'unavailable').length;
    await window.write('# One');
    assert.equal(storageProblem(window.failure), 'newer');
    assert.equal(reported(), 1);
    name = 'QuotaExceededError';
    await window.write('# Two');
    assert.equal(storageProblem(window.failure), 'full');
    assert.equal(reported(), 2);
  }));

test('a full disk is reported, and the text stored when there is room', () =>
  inBrowser(async (browser) => {
    let isFull = false;
    const openStore = withStore((store) => ({
      update: (...given) => (isFull ? full() : store.update(...given)),
    }));
    const window = await browser.open(undefined, openStore);
    await window.write('# One');
    isFull = true;
    await window.write('# Two');
    assert.equal(window.state, 'failed');
    assert.ok(window.log.includes('unavailable'));
    isFull = false;
    await window.clock.pass(RETRY_MS);
    await until(() => window.state === 'saved');
    assert.deepEqual(await browser.texts(), ['# Two']);
  }));

test('a changed document whose store has been closed stays open', () =>
  inBrowser(async (browser) => {
    let close: () => void = () => undefined;
    const window = await browser.open(undefined, (writer, lost) => {
      close = lost;
      return openIndexedDb(writer, lost);
    });
    await window.write('# One');
    window.editor.type('# One, more');
    close();
    await window.session.touched(window.id);
    assert.equal(window.editor.value, '# One, more');
    await window.save();
    assert.deepEqual(await browser.texts(), ['# One, more']);
  }));

test('edits of a document that is opened while a removed one is looked up are stored', () =>
  inBrowser(async (browser) => {
    let proceed: () => void = () => undefined;
    const pause = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    const openStore = withStore((store) => ({
      read: async (id) => {
        await pause;
        return store.read(id);
      },
    }));
    const window = await browser.open(undefined, openStore);
    await window.write('# One');
    const { id } = window;
    await window.session.store?.remove(id, 1);
    const touched = window.session.touched(id);
    await window.session.openNew('# Two');
    window.editor.type('# Two, more');
    proceed();
    await touched;
    assert.equal(window.editor.value, '# Two, more');
    await window.save();
    assert.deepEqual(await browser.texts(), ['# Two, more']);
  }));

test('a newer text that a page keeps while an older one is taken stays kept', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# Base');
    const closing = await closeUnsaved(browser, first.id);
    const taking = await browser.open(
      first.id,
      withStore((store) => ({
        update: async (...given) => {
          const entry = await store.update(...given);
          closing.editor.type('# Very last words');
          closing.page.events?.closing();
          return entry;
        },
      })),
    );
    assert.equal(taking.editor.value, '# Last words');
    await browser.open(first.id);
    assert.deepEqual(await browser.texts(), ['# Very last words']);
    assert.equal(Object.keys(browser.storage).length, 0);
  }));

test('a text that is kept while an older one is stored stays kept', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# Base');
    let saves = 0;
    let proceed: () => void = () => undefined;
    const pause = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    const closing = await browser.open(
      first.id,
      withStore((store) => ({
        update: async (...given) => {
          saves++;
          await (saves === 1 ? pause : never());
          return store.update(...given);
        },
      })),
    );
    closing.editor.type('# Older');
    // The page asks before it is closed, and keeps the text, but stays.
    assert.equal(closing.page.events?.mustAsk(), false);
    await closing.clock.pass(RETRY_MS);
    assert.equal(saves, 1);
    closing.editor.type('# Newer');
    closing.page.events.closing();
    proceed();
    await until(() => saves === 2);
    await browser.open(first.id);
    assert.deepEqual(await browser.texts(), ['# Newer']);
  }));

test('a text that is kept twice while it is stored is forgotten', () =>
  inBrowser(async (browser) => {
    let proceed: () => void = () => undefined;
    const pause = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    const window = await browser.open(
      undefined,
      withStore((store) => ({
        create: async (...given) => {
          await pause;
          return store.create(...given);
        },
      })),
    );
    window.editor.type('# One');
    assert.equal(window.page.events?.mustAsk(), false);
    await window.clock.pass(RETRY_MS);
    window.page.events.closing();
    proceed();
    await until(() => window.state === 'saved');
    assert.equal(Object.keys(browser.storage).length, 0);
  }));

test('a change by another window that cannot be read is reported', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    let fails = false;
    const second = await browser.open(
      first.id,
      withStore((store) => ({ read: (id) => (fails ? full() : store.read(id)) })),
    );
    fails = true;
    await first.write('# Two');
    await until(() => second.log.includes('unavailable'));
    assert.equal(second.editor.value, '# One');
  }));

test('a message of another shape is ignored', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    const second = await browser.open();
    const changes = second.log.filter((entry) => entry === 'changed').length;
    for (const message of [undefined, 'text', {}, { id: 1 }]) {
      first.channel.postMessage(message);
    }
    // Messages arrive in order, so the others have arrived by then.
    first.channel.postMessage({ id: 'another' });
    await until(() => second.log.filter((entry) => entry === 'changed').length > changes);
    assert.equal(second.log.filter((entry) => entry === 'changed').length, changes + 1);
  }));

test('an address of a document that is not there shows no other text', () =>
  inBrowser(async (browser) => {
    const first = await browser.open();
    await first.write('# One');
    const second = await browser.open('not-here');
    assert.equal(second.editor.value, '');
    assert.ok(second.log.includes('missing not-here'));
    assert.equal(second.session.entry, undefined);
    assert.equal(second.page.addressed(), 'not-here');
    await second.write('# Two');
    assert.equal(second.page.addressed(), second.id);
    assert.deepEqual(await browser.texts(), ['# One', '# Two']);
  }));

test('going back to a removed document tells so', () =>
  inBrowser(async (browser) => {
    const window = await browser.open();
    await window.write('# One');
    const { id } = window;
    await window.session.openNew('# Two');
    await window.session.store?.remove(id, 1);
    window.page.back();
    await until(() => window.log.includes(`missing ${id}`));
    assert.equal(window.editor.value, '');
    await window.session.store?.restore(id);
    assert.ok(await window.session.open(id));
    assert.equal(window.editor.value, '# One');
  }));

test('a text is stored after the browser has closed the database without notice', () =>
  inBrowser(async (browser) => {
    let closed = false;
    const openStore: OpenStore = async (writer, lost) => {
      const isFirst = !closed;
      return withStore((store) => ({
        update: (...given) =>
          isFirst && closed
            ? Promise.reject(new DOMException('Closed.', 'InvalidStateError'))
            : store.update(...given),
      }))(writer, lost);
    };
    const window = await browser.open(undefined, openStore);
    await window.write('# One');
    closed = true;
    await window.write('# Two');
    assert.equal(window.state, 'saved');
    assert.ok(!window.log.includes('unavailable'));
    assert.deepEqual(await browser.texts(), ['# Two']);
  }));
