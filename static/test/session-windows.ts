import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { IDBFactory } from 'fake-indexeddb';
import { IndexedDbStore } from '../src/app/documents/indexed-db-store.js';
import { Session } from '../src/app/documents/session.js';
import type { PageEvents, SessionPage } from '../src/app/documents/session-page.js';
import type { SessionEditor } from '../src/app/documents/session-surroundings.js';
import type { OpenStore } from '../src/app/documents/store-connection.js';
import { FakeClock } from './fake-clock.js';
import { fakeStorage } from './fake-storage.js';

/** Longer than any delay before a text is stored, in milliseconds. */
const SAVE_MS = 500;

/** Turns of Node's event loop that a test waits for a condition. */
const MAX_TURNS = 20_000;

class Editor extends EventTarget implements SessionEditor {
  value = '';
  live = '';
  /** The last value of `live-version`. */
  version: string | undefined;
  /** The documents opened so far, each without the undo steps of the one before. */
  opened = 0;

  open(text: string): void {
    this.value = text;
    this.opened++;
  }

  focus(): void {
    // There is nothing to focus.
  }

  setAttribute(_name: string, version: string): void {
    this.version = version;
  }

  /** Replaces the text as the user does. */
  type(text: string): void {
    this.value = text;
    this.dispatchEvent(new Event('input'));
  }
}

class Page implements SessionPage {
  events: PageEvents | undefined;
  readonly #storage: Storage;
  readonly #history: (string | undefined)[] = [undefined];
  #at = 0;
  persisted = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  listen(events: PageEvents): void {
    this.events = events;
  }

  addressed(): string | undefined {
    return this.#history[this.#at];
  }

  address(id: string | undefined, how: 'push' | 'replace'): void {
    if (how === 'push' && id !== this.addressed()) {
      this.#at++;
      this.#history.length = this.#at;
    }
    this.#history[this.#at] = id;
  }

  back(): void {
    this.#at--;
    this.events?.navigated();
  }

  storage(): Storage {
    return this.#storage;
  }

  persist(): void {
    this.persisted++;
  }
}

/** A window with a session, whose clock stands until it is told to go on. */
export class Window {
  readonly editor = new Editor();
  readonly clock = new FakeClock();
  readonly page: Page;
  readonly session: Session;
  readonly channel: BroadcastChannel;
  /** The names of the events, in order; those of a state have it behind a space. */
  readonly log: string[] = [];
  mayDiscard = false;
  /** The reason of the last state; undefined unless it is `failed`. */
  failure: unknown;

  constructor(name: string, storage: Storage, openStore: OpenStore) {
    this.page = new Page(storage);
    this.channel = new BroadcastChannel(name);
    const log = (entry: string) => () => {
      this.log.push(entry);
    };
    this.session = new Session(
      this.editor,
      {
        opened: log('opened'),
        named: log('named'),
        missing: (id) => {
          this.log.push(`missing ${id}`);
        },
        began: log('began'),
        state: (state, error) => {
          this.log.push(`state ${state}`);
          this.failure = error;
        },
        unavailable: log('unavailable'),
        conflict: log('conflict'),
        mayDiscard: () => {
          this.log.push('mayDiscard');
          return Promise.resolve(this.mayDiscard);
        },
        changed: log('changed'),
        stored: () => undefined,
        setAside: (values) => {
          this.log.push(...values.map(({ place }) => `set aside ${place}`));
        },
      },
      { clock: this.clock, page: this.page, channel: this.channel, openStore },
    );
  }

  get id(): string {
    return this.session.entry?.id ?? assert.fail('The document is in no store.');
  }

  get title(): string | undefined {
    return this.session.entry?.title;
  }

  get state(): string | undefined {
    const states = this.log.filter((entry) => entry.startsWith('state '));
    return states.at(-1)?.slice('state '.length);
  }

  /** Lets the time pass in which an edit is stored. */
  async save(): Promise<void> {
    await this.clock.pass(SAVE_MS);
    await until(() => this.state === 'saved' || this.state === 'failed');
  }

  /** Types a text and lets it be stored. */
  async write(text: string): Promise<void> {
    this.editor.type(text);
    await this.save();
  }
}

/** A browser with windows that share its stores. */
export class Browser {
  readonly storage = fakeStorage();
  readonly #name = crypto.randomUUID();
  readonly #windows: Window[] = [];

  constructor() {
    globalThis.indexedDB = new IDBFactory();
  }

  /** @param document the document in the address */
  async open(document?: string, openStore: OpenStore = openIndexedDb): Promise<Window> {
    const window = new Window(this.#name, this.storage, openStore);
    this.#windows.push(window);
    window.page.address(document, 'replace');
    await window.session.start('greeting');
    return window;
  }

  /** All stored texts, in the order of the alphabet. */
  async texts(): Promise<string[]> {
    const store = await IndexedDbStore.open();
    const texts: string[] = [];
    for (const { id } of await store.list()) {
      texts.push((await store.read(id))?.text ?? '');
    }
    return texts.sort();
  }

  close(): void {
    for (const { channel } of this.#windows) {
      channel.close();
    }
  }
}

export const openIndexedDb: OpenStore = (writer, lost) => IndexedDbStore.open(writer, lost);

/** Waits until a condition holds, at most for a number of turns of the event loop. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    if (await condition()) {
      return;
    }
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  assert.fail(`Not within ${String(MAX_TURNS)} turns: ${condition.toString()}`);
}

/** Runs a test in a browser of its own. */
export async function inBrowser(use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = new Browser();
  try {
    await use(browser);
  } finally {
    browser.close();
  }
}
