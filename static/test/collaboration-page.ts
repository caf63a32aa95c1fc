import { ChangeSet, Text } from '@codemirror/state';
import type { TwinmarkKeptDetail } from '../src/api/live.js';
import type { Claims } from '../src/collaboration/claims.js';
import { LastCopies } from '../src/collaboration/last-copies.js';
import type { Hello, Link, LinkEvents } from '../src/collaboration/links.js';
import type { ClientMessage, Ranges, ServerMessage } from '../src/collaboration/messages.js';
import { openSession } from '../src/collaboration/open-session.js';
import {
  type LiveRecord,
  type RecordStore,
  type StoredRecord,
  TakenError,
} from '../src/collaboration/records.js';
import type { Session, SessionTools } from '../src/collaboration/session.js';
import type { CancelCallback } from '../src/schedule/render-schedule.js';
import type { FakeAuthority } from './collaboration-server.js';
import { json } from './collaboration-server.js';
import type { FakeClock } from './fake-clock.js';

const URL_OF_DOCUMENT = 'http://localhost/api/documents/1/live';

/** Keeps records as a database does: in transactions, and as copies. */
export class MemoryRecords implements RecordStore {
  readonly records = new Map<string, LiveRecord>();
  readonly texts = new Map<string, string>();
  readonly kept: TwinmarkKeptDetail[] = [];

  async list(url: string): Promise<LiveRecord[]> {
    await Promise.resolve();
    return structuredClone([...this.records.values()].filter((record) => record.url === url));
  }

  async take(url: string, client: string, owner: string): Promise<StoredRecord | undefined> {
    const stored = await this.read(url, client);
    if (stored !== undefined) {
      this.records.set(client, { ...stored.record, owner });
    }
    return stored;
  }

  async read(_url: string, client: string): Promise<StoredRecord | undefined> {
    await Promise.resolve();
    const record = this.records.get(client);
    const text = this.texts.get(client);
    return record && text !== undefined ? structuredClone({ record, text }) : undefined;
  }

  async put(record: LiveRecord, text: string | undefined): Promise<void> {
    await Promise.resolve();
    const { client } = record.state;
    const stored = this.records.get(client);
    if (stored !== undefined && stored.owner !== record.owner) {
      throw new TakenError('taken');
    }
    this.records.set(client, structuredClone(record));
    if (text !== undefined) {
      this.texts.set(client, text);
    }
  }

  async remove(_url: string, client: string, owner: string): Promise<void> {
    await Promise.resolve();
    if (this.records.get(client)?.owner === owner) {
      this.records.delete(client);
      this.texts.delete(client);
    }
  }

  async keep(_url: string, kept: TwinmarkKeptDetail): Promise<void> {
    await Promise.resolve();
    this.kept.push(kept);
  }
}

/** Locks of a browser: they end with their page. */
class Locks {
  readonly #held = new Set<string>();

  ofPage(): Claims & { end(): void } {
    const own = new Set<string>();
    return {
      claim: async (name) => {
        await Promise.resolve();
        if (this.#held.has(name)) {
          return undefined;
        }
        this.#held.add(name);
        own.add(name);
        return () => {
          own.delete(name);
          this.#held.delete(name);
        };
      },
      end: () => {
        for (const name of own) {
          this.#held.delete(name);
        }
      },
    };
  }
}

/** The time between two messages of the server that only tell that it is there. */
const BEAT_MS = 25_000;

interface Line {
  readonly client: string;
  readonly events: LinkEvents;
  /** The version that was sent. */
  sent: number;
  /** The time at which the last message arrives: none overtakes another. */
  arrival: number;
  isOpen: boolean;
}

/** A server and the network before it. */
export class FakeNetwork {
  isUp = true;
  role: 'read' | 'write' | 'own' = 'write';
  /** The time that a message takes, in milliseconds. */
  latency: () => number = () => 5;
  /** True if the server asks the user to sign in. */
  isSignedOut = false;
  readonly authority: FakeAuthority;
  /** All messages of clients. */
  readonly received: ClientMessage[] = [];
  readonly #clock: FakeClock;
  readonly #lines = new Set<Line>();

  constructor(authority: FakeAuthority, clock: FakeClock) {
    this.authority = authority;
    this.#clock = clock;
  }

  get lines(): number {
    return this.#lines.size;
  }

  connect(hello: Hello, events: LinkEvents): Link {
    const line: Line = { client: hello.client, events, sent: 0, arrival: 0, isOpen: true };
    if (!this.isUp || this.isSignedOut) {
      const code = this.isUp ? 4401 : 1006;
      this.#clock.after(1, () => {
        this.#close(line, code);
      });
      return { send: () => undefined, close: () => (line.isOpen = false) };
    }
    this.#lines.add(line);
    this.#beat(line);
    let arrival = 0;
    const arrive = (message: ClientMessage) => {
      const sent = json(message);
      arrival = Math.max(arrival, this.#clock.now() + this.latency());
      this.#clock.after(arrival - this.#clock.now(), () => {
        // Messages that were sent may arrive although the connection is cut since.
        this.#received(line, sent);
      });
    };
    arrive(hello);
    return {
      send: arrive,
      close: () => {
        line.isOpen = false;
        this.#lines.delete(line);
      },
    };
  }

  /** Ends the connections, of one client or of all. */
  cut(client?: string, code = 1006): void {
    for (const line of this.#lines) {
      if (client === undefined || line.client === client) {
        this.#close(line, code);
      }
    }
  }

  /** Sends a message to all pages. */
  tell(message: ServerMessage): void {
    for (const line of this.#lines) {
      this.#send(line, message);
    }
  }

  #beat(line: Line): void {
    this.#clock.after(BEAT_MS, () => {
      if (line.isOpen) {
        if (this.isUp) {
          this.#send(line, { type: 'beat' });
        }
        this.#beat(line);
      }
    });
  }

  #received(line: Line, message: ClientMessage): void {
    this.received.push(message);
    if (message.type === 'hello') {
      for (const answer of this.authority.greet(message)) {
        this.#send(line, answer.type === 'welcome' ? { ...answer, role: this.role } : answer);
      }
      line.sent = this.authority.head;
    } else if (message.type === 'push') {
      const answer =
        this.role === 'read'
          ? ({ type: 'refused', seq: message.seq, reason: 'rights' } as const)
          : this.authority.push(line.client, message);
      if (answer !== undefined) {
        this.#send(line, answer);
      }
      for (const each of this.#lines) {
        for (const change of this.authority.since(each.sent)) {
          this.#send(each, change);
        }
        each.sent = this.authority.head;
      }
    }
  }

  #send(line: Line, message: ServerMessage): void {
    line.arrival = Math.max(line.arrival, this.#clock.now() + this.latency());
    const sent = JSON.stringify(message);
    this.#clock.after(line.arrival - this.#clock.now(), () => {
      if (line.isOpen) {
        line.events.received(sent);
      }
    });
  }

  #close(line: Line, code: number): void {
    this.#lines.delete(line);
    if (line.isOpen) {
      line.isOpen = false;
      line.events.closed(code);
    }
  }
}

/** The browser of a user: its storage and locks, which outlast its pages. */
export class Browser {
  readonly records = new MemoryRecords();
  readonly locks = new Locks();
  readonly copies: LastCopies;

  constructor(storage: Storage) {
    this.copies = new LastCopies(() => storage);
  }
}

/** A page with a document, as its editor shows it. */
export class Page {
  text = Text.of(['']);
  isOpened = false;
  readonly kept: TwinmarkKeptDetail[] = [];
  readonly carets = new Map<string, Ranges>();
  /** The time that changes of others wait to be shown. */
  hold: () => number = () => 16;
  readonly #session: Session;
  readonly #end: () => void;

  private constructor(session: Session, end: () => void) {
    this.#session = session;
    this.#end = end;
  }

  static async open(
    network: FakeNetwork,
    browser: Browser,
    clock: FakeClock,
    random: () => number,
    known?: { text: Text; version: number },
  ): Promise<Page> {
    let isAlive = true;
    const claims = browser.locks.ofPage();
    const alive: Pick<FakeClock, 'now' | 'after'> = {
      now: () => clock.now(),
      after: (delay, callback): CancelCallback =>
        clock.after(delay, () => {
          if (isAlive) {
            callback();
          }
        }),
    };
    const connect = (hello: Hello, events: LinkEvents): Link => {
      const link = network.connect(hello, {
        received: (message) => {
          if (isAlive) {
            events.received(message);
          }
        },
        closed: (code) => {
          if (isAlive) {
            events.closed(code);
          }
        },
      });
      return link;
    };
    const tools: SessionTools = {
      ways: { socket: connect, stream: connect },
      records: browser.records,
      copies: browser.copies,
      claims,
      clock: alive,
      random,
    };
    // The events come only after `start`.
    const page: { current: Page | undefined } = { current: undefined };
    const { session, finishing } = await openSession(URL_OF_DOCUMENT, 'Ada', known, tools, {
      opened: (text) => {
        page.current?.opened(text);
      },
      deliverable: () => {
        const { current } = page;
        alive.after(current?.hold() ?? 0, () => {
          current?.deliver();
        });
      },
      moved: (client, ranges) => {
        page.current?.carets.set(client, ranges);
      },
      changed: () => undefined,
      kept: (detail) => {
        page.current?.kept.push(detail);
      },
    });
    page.current = new Page(session, () => {
      isAlive = false;
      claims.end();
    });
    for (const each of [session, ...finishing]) {
      each.start();
    }
    return page.current;
  }

  get session(): Session {
    return this.#session;
  }

  get detail(): Session['detail'] {
    return this.#session.detail;
  }

  opened(text: Text): void {
    this.text = text;
    this.isOpened = true;
  }

  deliver(): void {
    this.text = this.#session.take()?.apply(this.text) ?? this.text;
  }

  insert(at: number, inserted: string): void {
    this.replace(at, at, inserted);
  }

  replace(from: number, to: number, inserted: string): void {
    const changes = ChangeSet.of({ from, to, insert: inserted }, this.text.length);
    this.text = changes.apply(this.text);
    this.#session.edit(changes);
  }

  /** The page is closed, and has the time for a synchronous copy. */
  close(): void {
    this.#session.keep();
    this.crash();
  }

  /** The page ends at once. */
  crash(): void {
    this.#end();
  }
}
