// Over 400 lines, because the states of a connection, of a push and of the record are read together. What stands
// alone is in replica.ts, connection.ts and recorder.ts.
import { type ChangeSet, Text } from '@codemirror/state';
import type { Role, TwinmarkKeptDetail, TwinmarkLiveDetail } from '../api/live.js';
import type { CancelCallback, Clock } from '../schedule/render-schedule.js';
import { randomName } from '../util/random-name.js';
import type { Claims } from './claims.js';
import { Connection, type Ways } from './connection.js';
import type { LastCopies } from './last-copies.js';
import { CLOSED, type Hello } from './links.js';
import {
  type ClientMessage,
  type CursorMessage,
  isPassing,
  type Person,
  PROTOCOL,
  type Ranges,
  type RefusalReason,
  type ServerMessage,
  type TextMessage,
  type WelcomeMessage,
} from './messages.js';
import { Peers } from './peers.js';
import { Recorder } from './recorder.js';
import type { RecordStore } from './records.js';
import { type Finding, Replica } from './replica.js';

/** The least time between two pushes. */
const PUSH_INTERVAL_MS = 50;

/** The least time between two messages about the caret. */
const CARET_INTERVAL_MS = 100;

/** The time after which a caret that has not moved is sent again: the others forget it after 30 s. */
const CARET_REPEAT_MS = 20_000;

/** The time that messages of the server are worked off without a pause; the rest of 50 ms is the editor's. */
const SLICE_MS = 12;

/** The time after which changes of others are shown although more of them wait. */
const LONGEST_HOLD_MS = 250;

/** The delay before a push is tried again that may be stored then. */
const PASSING_DELAY_MS = 2000;

/** The most selections that are sent. */
const MOST_RANGES = 8;

/** The page of a session, as far as it needs it; a test has its own. */
export interface SessionTools {
  readonly ways: Ways;
  readonly records: RecordStore;
  readonly copies: LastCopies;
  readonly claims: Claims;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** At least 0 and below 1. */
  random(): number;
}

export interface SessionEvents {
  /** There is a text: of the record or of the server, for the first time or instead of the one before. */
  opened(text: Text): void;
  /** `take` has changes of others. */
  deliverable(): void;
  /** The caret of another has moved; without ranges it is gone. Offsets are those of the user's text. */
  moved(client: string, ranges: Ranges): void;
  /** `detail` may be another. */
  changed(): void;
  /** A text with changes that may not be in the document was kept. */
  kept(detail: TwinmarkKeptDetail): void;
}

/** The part of a state that `TwinmarkLiveDetail` has. */
export type SessionDetail = Omit<TwinmarkLiveDetail, 'people'> & {
  readonly people: readonly Person[];
};

/** A record that a session begins with. */
export interface Beginning {
  readonly replica: Replica;
  readonly role: Role;
  readonly revision: number;
  /** Gives the name of the client back; undefined: it is not claimed yet. */
  readonly release: (() => void) | undefined;
}

/** A document of a server as one page has it: a replica, its record and its connection. */
export class Session {
  readonly #url: string;
  readonly #owner: string;
  readonly #tools: SessionTools;
  readonly #events: SessionEvents;
  readonly #connection: Connection;
  readonly #peers: Peers;
  #name: string;
  #client: string;
  readonly #isClaimed: boolean;
  #release: () => void = () => undefined;
  #replica: Replica | undefined;
  #recorder: Recorder;
  #role: Role | undefined;
  #pushUnits = Infinity;
  /** The length of the shortest push that was too large for a proxy. */
  #refusedUnits = Infinity;
  /** The version of the last `welcome`; undefined while there is no connection. */
  #headAtWelcome: number | undefined;
  #needsText = false;
  #hasFailed = false;
  #isGone = false;
  /** True if the server asks the user to sign in. */
  #isSignedOut = false;
  #isOutdated = false;
  /** The reason for which the server does not take what is in flight. */
  #blocked: RefusalReason | undefined;
  #isSent = false;
  /** The number of the last push that was stored before it was sent. */
  #storedSeq = 0;
  #pushedAt = -Infinity;
  #cancelPush: CancelCallback | undefined;
  #cancelWork: CancelCallback | undefined;
  #heldSince: number | undefined;
  #cursors: CursorMessage[] = [];
  #caret: Ranges = [];
  #caretAt = -Infinity;
  /** True if the text does not have the focus. */
  #hasLeft = false;
  #cancelCaret: CancelCallback | undefined;
  #isClosed = false;

  /**
   * @param url of HTTP
   * @param name the user's, which the others see
   * @param beginning undefined: the server's text
   */
  constructor(
    url: string,
    owner: string,
    name: string,
    beginning: Beginning | undefined,
    tools: SessionTools,
    events: SessionEvents,
  ) {
    this.#url = url;
    this.#owner = owner;
    this.#name = name;
    this.#tools = tools;
    this.#events = events;
    this.#client = beginning?.replica.client ?? randomName();
    this.#replica = beginning?.replica;
    this.#role = beginning?.role;
    this.#isClaimed = beginning?.release !== undefined;
    this.#release = beginning?.release ?? this.#release;
    this.#storedSeq = this.#replica?.push?.seq ?? 0;
    this.#recorder = this.#createRecorder(beginning?.revision ?? 0);
    this.#peers = new Peers(
      () => this.#client,
      (client, ranges) => {
        events.moved(client, ranges);
      },
      tools.clock,
    );
    this.#connection = new Connection(
      tools.ways,
      () => this.#hello(),
      {
        received: (message) => {
          this.#received(message);
        },
        closed: (code) => {
          this.#closed(code);
        },
      },
      tools.clock,
      () => tools.random(),
    );
  }

  /** The user's text, if there is one: with the changes of others that `take` has still to return. */
  get text(): Text | undefined {
    return this.#replica?.text;
  }

  /** True if the user may edit the text. */
  get isWritable(): boolean {
    return (
      this.#replica !== undefined &&
      !this.#isGone &&
      (this.#role === 'write' || this.#role === 'own') &&
      (this.#blocked === undefined || isPassing(this.#blocked))
    );
  }

  get detail(): SessionDetail {
    const pending = this.#replica?.pending ?? 0;
    const [state, detail] = this.#state(pending);
    return {
      state,
      pending,
      stored: this.#recorder.isStored,
      role: this.#role,
      version: this.#replica?.version,
      people: this.#peers.people,
      detail,
    };
  }

  set name(name: string) {
    if (name !== this.#name) {
      this.#name = name;
      this.#reconnect();
    }
  }

  start(): void {
    if (!this.#isClaimed) {
      this.#claim();
    }
    if (this.#replica !== undefined) {
      this.#events.opened(this.#replica.text);
      // The replica may come from the last copy, or be new.
      this.#recorder.changed();
    }
    this.#connection.start();
    this.#events.changed();
  }

  /** Ends the connection until `wake`: the others see at once that the user has gone. */
  pause(): void {
    this.#headAtWelcome = undefined;
    this.#peers.people = [];
    this.#connection.pause();
    this.#events.changed();
  }

  /** Connects at once: the network, or the page, is back. */
  wake(): void {
    this.#connection.wake();
  }

  /** Tests the connection: the browser says that the network is gone. */
  suspect(): void {
    this.#reconnect();
    this.#events.changed();
  }

  /** Adds a change of the user's text. */
  edit(changes: ChangeSet): void {
    const replica = this.#replica;
    if (replica === undefined) {
      return;
    }
    replica.edit(changes);
    this.#recorder.edited();
    this.#planPush();
    this.#events.changed();
  }

  /** Returns the changes of others since the last call, as they apply to the user's text. */
  take(): ChangeSet | undefined {
    this.#heldSince = undefined;
    return this.#replica?.take();
  }

  /** Tells the others what the user has selected, and again until the user leaves the text. */
  select(ranges: Ranges): void {
    this.#hasLeft = false;
    this.#caret = ranges.slice(0, MOST_RANGES);
    this.#planCaret(CARET_INTERVAL_MS);
  }

  /** The text has lost the focus: the others see the caret a while longer. */
  leave(): void {
    this.#hasLeft = true;
  }

  /** Stores what is not stored yet: the page may be about to be closed. */
  keep(): void {
    this.#recorder.keep();
  }

  /** Ends it; resolves when the record is stored. */
  async close(): Promise<void> {
    this.#stop();
    await this.#recorder.flush();
    this.#recorder.stop();
    this.#release();
  }

  /** Ends it, and removes the record, for which nothing is pending. */
  async discard(): Promise<void> {
    this.#stop();
    this.#recorder.stop();
    await this.#tools.records.remove(this.#url, this.#client, this.#owner);
    this.#tools.copies.remove(this.#client, Infinity);
    this.#release();
  }

  #stop(): void {
    this.#isClosed = true;
    this.#connection.stop();
    this.#cancelPush?.();
    this.#cancelWork?.();
    this.#cancelCaret?.();
    this.#peers.people = [];
  }

  #state(pending: number): [SessionDetail['state'], string | undefined] {
    if (this.#isGone) {
      return ['gone', undefined];
    }
    if (this.#isOutdated) {
      return ['refused', 'reload'];
    }
    if (this.#role === 'none' || (this.#role === 'read' && pending > 0)) {
      return ['refused', 'rights'];
    }
    if (this.#blocked !== undefined) {
      return ['refused', this.#blocked];
    }
    if (this.#isSignedOut) {
      return ['offline', 'signIn'];
    }
    if (!this.#isConnected) {
      return [this.#hasFailed ? 'offline' : 'connecting', undefined];
    }
    return [pending > 0 ? 'sending' : 'saved', undefined];
  }

  /** True if the replica has reached the server's version at the time of `welcome`. */
  get #isConnected(): boolean {
    return (
      this.#headAtWelcome !== undefined &&
      !this.#needsText &&
      this.#replica?.isMerging === false &&
      this.#replica.version >= this.#headAtWelcome
    );
  }

  #hello(): Hello {
    return {
      type: 'hello',
      protocol: PROTOCOL,
      client: this.#client,
      version: this.#needsText ? null : (this.#replica?.version ?? null),
      name: this.#name,
    };
  }

  #send(message: ClientMessage): void {
    this.#connection.send(message);
  }

  #received(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.#welcome(message);
        break;
      case 'text':
        this.#needsText = false;
        if (this.#replica === undefined) {
          this.#open(message);
          break;
        }
        this.#replica.receive(message);
        this.#work();
        break;
      case 'changes':
      case 'checksum':
        this.#replica?.receive(message);
        this.#work();
        break;
      case 'refused':
        this.#refused(message.seq, message.reason);
        break;
      case 'cursor':
        this.#cursors.push(message);
        this.#showCursors();
        break;
      case 'people':
        this.#peers.people = message.list;
        if (this.#peers.people.length > 0) {
          this.#planCaret(CARET_INTERVAL_MS);
        }
        break;
      case 'role':
        this.#changeRole(message.role);
        break;
      case 'gone':
        this.#end();
        break;
      case 'reload':
        this.#isOutdated = true;
        this.#connection.stop();
        break;
      case 'busy':
      case 'beat':
        break;
    }
    this.#events.changed();
  }

  #welcome({ role, version, seq, limits }: WelcomeMessage): void {
    this.#isSignedOut = false;
    this.#headAtWelcome = version;
    this.#seqAtWelcome = seq;
    this.#pushUnits = limits.pushBytes;
    this.#refusedUnits = Infinity;
    this.#isSent = false;
    this.#cursors = [];
    this.#replica?.welcome(seq);
    this.#changeRole(role);
    this.#goOn();
  }

  #seqAtWelcome = 0;

  #open({ version, text, seq = this.#seqAtWelcome }: TextMessage): void {
    const replica = new Replica(this.#client, version, Text.of(text.split('\n')));
    replica.welcome(seq);
    this.#replica = replica;
    this.#recorder.changed();
    this.#events.opened(replica.text);
    this.#goOn();
  }

  /** Works off the messages, with pauses for the user's input. */
  #work(): void {
    const replica = this.#replica;
    if (replica === undefined || this.#cancelWork !== undefined || this.#isClosed) {
      return;
    }
    const { clock } = this.#tools;
    const begin = clock.now();
    while (replica === this.#replica && replica.isBehind) {
      const finding = replica.step();
      if (finding !== undefined && finding.kind !== 'done') {
        this.#found(finding);
      }
      if (clock.now() - begin >= SLICE_MS) {
        break;
      }
    }
    this.#recorder.changed();
    this.#heldSince ??= begin;
    const isFinished = !replica.isBehind;
    if (replica.hasHeld && (isFinished || begin - this.#heldSince >= LONGEST_HOLD_MS)) {
      this.#events.deliverable();
    }
    if (isFinished) {
      this.#goOn();
    } else {
      this.#cancelWork = clock.after(0, () => {
        this.#cancelWork = undefined;
        this.#work();
        this.#events.changed();
      });
    }
  }

  #found(finding: Exclude<Finding, { readonly kind: 'done' }>): void {
    switch (finding.kind) {
      case 'gap':
        this.#reconnect();
        break;
      case 'diverged':
        this.#keep('diverged', finding.text);
        this.#fetchText();
        break;
      case 'merged':
      case 'replaced':
        this.#keep(finding.kind, finding.text);
        break;
    }
  }

  #fetchText(): void {
    this.#needsText = true;
    this.#reconnect();
  }

  #reconnect(): void {
    this.#headAtWelcome = undefined;
    this.#connection.restart();
  }

  /** Sends what there is to send, if everything of the server is worked off. */
  #goOn(): void {
    if (!this.#isConnected) {
      return;
    }
    this.#showCursors();
    if (this.#replica?.push === undefined) {
      // Confirmed, perhaps.
      this.#blocked = undefined;
      this.#planPush();
    } else if (!this.#isSent && !isPassing(this.#blocked)) {
      this.#sendPush();
    }
  }

  #planPush(delay = this.#pushedAt + PUSH_INTERVAL_MS - this.#tools.clock.now()): void {
    if (this.#isConnected && this.#cancelPush === undefined) {
      this.#cancelPush = this.#tools.clock.after(Math.max(delay, 0), () => {
        this.#cancelPush = undefined;
        void this.#push();
      });
    }
  }

  async #push(): Promise<void> {
    const replica = this.#replica;
    if (replica === undefined || !this.#isConnected || !this.isWritable) {
      return;
    }
    if (isPassing(this.#blocked)) {
      replica.departAnew();
    } else if (!replica.depart()) {
      return;
    }
    this.#isSent = false;
    this.#pushedAt = this.#tools.clock.now();
    this.#recorder.changed();
    const { push } = replica;
    // A page that is loaded again has to know what it has sent under which number.
    await this.#recorder.flush();
    if (replica === this.#replica && push?.seq === replica.push?.seq) {
      this.#storedSeq = push?.seq ?? 0;
      this.#sendPush();
    }
  }

  #sendPush(): void {
    const push = this.#replica?.push;
    if (
      push === undefined ||
      push.seq > this.#storedSeq ||
      this.#isSent ||
      !this.#isConnected ||
      !(this.#role === 'write' || this.#role === 'own')
    ) {
      return;
    }
    const units = JSON.stringify(push).length;
    if (units > this.#pushUnits || units >= this.#refusedUnits) {
      this.#wait(units > this.#pushUnits ? 'limit' : 'size');
      return;
    }
    this.#isSent = true;
    this.#send(push);
  }

  #refused(seq: number, reason: RefusalReason): void {
    const replica = this.#replica;
    if (replica === undefined) {
      return;
    }
    switch (replica.refuse(seq, reason)) {
      case 'again':
        this.#isSent = false;
        this.#recorder.changed();
        this.#sendPush();
        break;
      case 'text':
        this.#keep('refused', replica.text);
        this.#fetchText();
        break;
      case 'wait':
        if (reason === 'size') {
          this.#refusedUnits = JSON.stringify(replica.push).length;
        }
        this.#wait(reason);
        break;
      case 'none':
        break;
    }
  }

  /** Does not send what is in flight, or not yet. */
  #wait(reason: RefusalReason): void {
    const isNew = this.#blocked !== reason;
    this.#blocked = reason;
    if (isPassing(reason)) {
      this.#cancelPush?.();
      this.#cancelPush = undefined;
      this.#planPush(PASSING_DELAY_MS);
    } else if (isNew && this.#replica !== undefined) {
      this.#keep('refused', this.#replica.text);
    }
  }

  #changeRole(role: Role): void {
    const before = this.#role;
    this.#role = role;
    if (role === 'write' || role === 'own') {
      if (this.#blocked === 'rights') {
        this.#blocked = undefined;
      }
    } else if (role !== before && this.#replica !== undefined && this.#replica.pending > 0) {
      this.#keep('refused', this.#replica.text);
    }
    if (role !== before) {
      this.#recorder.changed();
      this.#goOn();
    }
  }

  #closed(code: number): void {
    this.#headAtWelcome = undefined;
    this.#hasFailed = true;
    this.#peers.people = [];
    switch (code) {
      case CLOSED.reload:
        this.#isOutdated = true;
        this.#connection.stop();
        break;
      case CLOSED.signedOut:
        this.#isSignedOut = true;
        break;
      case CLOSED.rights:
        this.#isSignedOut = false;
        this.#changeRole('none');
        break;
      case CLOSED.gone:
        this.#end();
        break;
      case CLOSED.foreign:
        this.#rename();
        break;
      case CLOSED.taken:
        this.#startAnew();
        break;
    }
    this.#events.changed();
  }

  /** The document was deleted. */
  #end(): void {
    if (!this.#isGone && this.#replica !== undefined && this.#replica.pending > 0) {
      this.#keep('refused', this.#replica.text);
    }
    this.#isGone = true;
    this.#connection.stop();
  }

  /** Goes on under another name, because the server knows the old one as another account's. */
  #rename(): void {
    const former = { client: this.#client, release: this.#release };
    const replica = this.#replica;
    this.#recorder.stop();
    this.#client = randomName();
    this.#claim();
    this.#recorder = this.#createRecorder(0);
    this.#storedSeq = 0;
    if (replica === undefined) {
      former.release();
      return;
    }
    replica.rename(this.#client);
    // The record of the new name has no text yet.
    replica.forgetBaseChanges();
    this.#recorder.edited();
    void this.#recorder.flush().then(() => {
      if (this.#recorder.isStored) {
        this.#tools.records.remove(this.#url, former.client, this.#owner).catch(warn);
      }
      former.release();
      this.#storedSeq = replica.push?.seq ?? 0;
      this.#goOn();
    });
  }

  /** Begins again with the server's text, because another page has gone on with the record. */
  #startAnew(): void {
    const replica = this.#replica;
    if (this.#isClosed) {
      return;
    }
    if (replica !== undefined && replica.pending > 0) {
      this.#keep('taken', replica.text);
    }
    this.#recorder.stop();
    this.#release();
    this.#cancelWork?.();
    this.#cancelWork = undefined;
    this.#replica = undefined;
    this.#blocked = undefined;
    this.#client = randomName();
    this.#claim();
    this.#recorder = this.#createRecorder(0);
    this.#storedSeq = 0;
    this.#reconnect();
  }

  #createRecorder(revision: number): Recorder {
    return new Recorder(
      this.#url,
      this.#owner,
      revision,
      this.#tools,
      () =>
        this.#replica && {
          replica: this.#replica,
          role: this.#role ?? 'none',
        },
      {
        changed: () => {
          this.#events.changed();
        },
        taken: () => {
          this.#startAnew();
        },
      },
      this.#tools.clock,
    );
  }

  /** Claims the name of the client, which no other page knows yet. */
  #claim(): void {
    this.#release = () => undefined;
    const client = this.#client;
    this.#tools.claims.claim(client).then(
      (release) => {
        if (client === this.#client && !this.#isClosed) {
          this.#release = release ?? this.#release;
        } else {
          release?.();
        }
      },
      // Without the claim, the owner in the record decides.
      warn,
    );
  }

  #keep(reason: TwinmarkKeptDetail['reason'], text: Text): void {
    const kept = { reason, text: text.toString() };
    // The page still has the event.
    this.#tools.records.keep(this.#url, kept).catch(warn);
    this.#events.kept(kept);
  }

  #showCursors(): void {
    const replica = this.#replica;
    if (replica === undefined || replica.isBehind) {
      return;
    }
    for (const { client, ranges } of this.#cursors.splice(0)) {
      this.#peers.receive(
        client,
        ranges.map(([anchor, head]) => [replica.mapPosition(anchor), replica.mapPosition(head)]),
      );
    }
  }

  #planCaret(delay: number): void {
    this.#cancelCaret?.();
    const due = Math.max(this.#caretAt + delay - this.#tools.clock.now(), 0);
    this.#cancelCaret = this.#tools.clock.after(due, () => {
      this.#sendCaret();
    });
  }

  #sendCaret(): void {
    const replica = this.#replica;
    if (replica === undefined || !this.#isConnected || this.#peers.people.length === 0) {
      return;
    }
    this.#caretAt = this.#tools.clock.now();
    this.#send({
      type: 'cursor',
      version: replica.version,
      ranges: this.#caret.map(([anchor, head]) => [
        replica.unmapPosition(anchor),
        replica.unmapPosition(head),
      ]),
    });
    if (this.#caret.length > 0 && !this.#hasLeft) {
      this.#planCaret(CARET_REPEAT_MS);
    }
  }
}

function warn(error: unknown): void {
  console.warn('The browser does not store the document.', error);
}
