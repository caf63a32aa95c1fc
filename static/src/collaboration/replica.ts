// Over 400 lines, because the steps of a replica are read together: their order decides that all texts become equal.
import { ChangeSet, Text } from '@codemirror/state';
import { lineDifference } from './line-difference.js';
import type {
  ChangesJson,
  ChangesMessage,
  ChecksumMessage,
  LoggedChange,
  Push,
  RefusalReason,
  TextMessage,
} from './messages.js';

/** Changes that were sent, or are about to be. */
export interface Flight {
  seq: number;
  /** The version that `raw` applies to. */
  version: number;
  /** The changes as they are sent, again and again if necessary. */
  raw: ChangesJson;
  /** The changes as they apply to the text of the replica's version. */
  changes: ChangeSet;
  /** The number of edits in them. */
  count: number;
  /** The name and number under which they were sent before the client got another name. */
  former?: { readonly client: string; readonly seq: number } | undefined;
}

/** A replica's state as JSON, without the text of its version. */
export interface ReplicaState {
  readonly client: string;
  readonly version: number;
  readonly seq: number;
  readonly inflight:
    | {
        readonly seq: number;
        readonly version: number;
        readonly raw: ChangesJson;
        readonly changes: ChangesJson;
        readonly count: number;
        readonly former?: { readonly client: string; readonly seq: number } | undefined;
      }
    | undefined;
  readonly buffer: ChangesJson | undefined;
  readonly buffered: number;
}

/** Something that a step of a replica has found. */
export type Finding =
  /** A message was worked off. */
  | { readonly kind: 'done' }
  /** Changes are missing between the replica's version and those received: connect again. */
  | { readonly kind: 'gap' }
  /** The texts differ: fetch the server's. `text` is that of before. */
  | { readonly kind: 'diverged'; readonly text: Text }
  /** The server has stored an own change otherwise than it was sent. `text` is that of before. */
  | { readonly kind: 'replaced'; readonly text: Text }
  /** Own changes were merged with a text instead of changes. `text` is that of before. */
  | { readonly kind: 'merged'; readonly text: Text };

/** The answer to a refusal. */
export type Remedy =
  /** Send what is in flight again. */
  | 'again'
  /** Ask for the text first. */
  | 'text'
  /** Wait: the server does not take these changes. */
  | 'wait'
  /** The refusal is that of an earlier push. */
  | 'none';

type Incoming = ChangesMessage | TextMessage | ChecksumMessage;

const DONE: Finding = { kind: 'done' };

/**
 * A document of a server, and the changes to it that the server has not confirmed: first what is in flight,
 * then the buffer. It has no clock and no connection: it is given what the user edits and what the server
 * sends, and says what to send.
 *
 * Changes of others are mapped over the own ones, and those over them, one by one. Mapping over their
 * composition may lead to another order of insertions (see replica.test.ts), and the server maps one by one.
 * For the same reason, what is in flight is never composed with later edits.
 *
 * The user's text is the replica's text without the changes that `take` has not returned yet. So the server's
 * changes can wait until an input method or a frame is finished.
 */
export class Replica {
  #client: string;
  /** The text of the version, without own changes. */
  #base: Text;
  #version: number;
  #seq: number;
  #inflight: Flight | undefined;
  #buffer: ChangeSet | undefined;
  #buffered = 0;
  /** Changes of others that the user's text does not have yet, as they apply to it. */
  readonly #held = new Composition();
  readonly #incoming: Incoming[] = [];
  /** The entries of the first message that are worked off. */
  #worked = 0;
  /** The text of the first message, once it has been read. */
  #head: Text | undefined;
  /** The changes from the base to that text, behind the own changes that the text contains. */
  #difference: { readonly own: ChangeSet | undefined; readonly changes: ChangeSet } | undefined;
  /** The last own push that the server knew when it answered. */
  #known = 0;
  /** The version at which a push was last refused as too old. */
  #refusedAt: number | undefined;
  /** True if a push was refused as malformed, and none has been confirmed since. */
  #isSuspect = false;
  /** The changes of the base since `takeBaseChanges`. */
  #baseChanges: ChangeSet[] | undefined = undefined;

  constructor(client: string, version: number, base: Text) {
    this.#client = client;
    this.#version = version;
    this.#base = base;
    this.#seq = 0;
  }

  /** @throws RangeError if the state is not that of the text */
  static from(state: ReplicaState, base: Text): Replica {
    const replica = new Replica(state.client, state.version, base);
    const { inflight, buffer } = state;
    let length = base.length;
    if (inflight !== undefined) {
      const changes = ChangeSet.fromJSON(inflight.changes);
      checkLength(changes, length);
      length = changes.newLength;
      replica.#inflight = { ...inflight, changes };
    }
    if (buffer !== undefined) {
      replica.#buffer = ChangeSet.fromJSON(buffer);
      checkLength(replica.#buffer, length);
    }
    replica.#buffered = state.buffered;
    replica.#seq = Math.max(state.seq, inflight?.seq ?? 0);
    return replica;
  }

  /** The name of the client, which the server knows its pushes by. */
  get client(): string {
    return this.#client;
  }

  get version(): number {
    return this.#version;
  }

  /** The text of the version, without own changes. */
  get base(): Text {
    return this.#base;
  }

  /** The text with own changes. */
  get text(): Text {
    const sent = this.#inflight?.changes.apply(this.#base) ?? this.#base;
    return this.#buffer?.apply(sent) ?? sent;
  }

  /** The number of edits that the server has not confirmed. */
  get pending(): number {
    return (this.#inflight?.count ?? 0) + this.#buffered;
  }

  /** True if there are messages to work off. */
  get isBehind(): boolean {
    return this.#incoming.length > 0;
  }

  /** True if a text of the server is to be merged: until then, nothing may be sent. */
  get isMerging(): boolean {
    return this.#incoming.some(({ type }) => type === 'text');
  }

  /** True if `take` has something to return. */
  get hasHeld(): boolean {
    return this.#held.total !== undefined;
  }

  /** The push to send; undefined if nothing is in flight. */
  get push(): Push | undefined {
    const inflight = this.#inflight;
    return (
      inflight && {
        type: 'push',
        seq: inflight.seq,
        version: inflight.version,
        changes: inflight.raw,
      }
    );
  }

  get state(): ReplicaState {
    const inflight = this.#inflight;
    return {
      client: this.#client,
      version: this.#version,
      seq: this.#seq,
      inflight: inflight && { ...inflight, changes: inflight.changes.toJSON() as ChangesJson },
      buffer: this.#buffer?.toJSON() as ChangesJson | undefined,
      buffered: this.#buffered,
    };
  }

  /**
   * Returns the changes of the base since the last call, in order; undefined if it is another text, or at
   * the first call.
   */
  takeBaseChanges(): readonly ChangeSet[] | undefined {
    const changes = this.#baseChanges;
    this.#baseChanges = [];
    return changes;
  }

  /** Makes `takeBaseChanges` return undefined next: the text has to be stored again. */
  forgetBaseChanges(): void {
    this.#baseChanges = undefined;
  }

  /** Adds a change by the user or a script, as it applies to the user's text. */
  edit(changes: ChangeSet): void {
    if (changes.empty) {
      return;
    }
    let own = changes;
    const held = this.#held.total;
    if (held !== undefined) {
      own = changes.map(held);
      this.#held.total = held.map(changes, true);
    }
    this.#buffer = this.#buffer?.compose(own) ?? own;
    this.#buffered++;
    // Typed and deleted again.
    if (this.#buffer.empty) {
      this.#buffer = undefined;
      this.#buffered = 0;
    }
  }

  /** Returns the changes of others since the last call, as they apply to the user's text. */
  take(): ChangeSet | undefined {
    const held = this.#held.total;
    this.#held.total = undefined;
    return held;
  }

  /** Maps a position in the text of the server's version, as in others' cursors, to the user's text. */
  mapPosition(position: number): number {
    let at = Math.min(position, this.#base.length);
    at = this.#inflight?.changes.mapPos(at) ?? at;
    at = this.#buffer?.mapPos(at) ?? at;
    return this.#held.total?.invertedDesc.mapPos(at) ?? at;
  }

  /** Maps a position in the user's text to the text of the server's version. */
  unmapPosition(position: number): number {
    let at = this.#held.total?.mapPos(position) ?? position;
    at = this.#buffer?.invertedDesc.mapPos(at) ?? at;
    return this.#inflight?.changes.invertedDesc.mapPos(at) ?? at;
  }

  /** Puts the buffer in flight if nothing is. Store the state before `push` is sent. */
  depart(): boolean {
    if (this.#inflight !== undefined || this.#buffer === undefined) {
      return false;
    }
    this.#inflight = {
      seq: ++this.#seq,
      version: this.#version,
      raw: this.#buffer.toJSON() as ChangesJson,
      changes: this.#buffer,
      count: this.#buffered,
    };
    this.#buffer = undefined;
    this.#buffered = 0;
    return true;
  }

  /**
   * Composes what is in flight with the buffer, under the same number. Only after the server has refused it,
   * because then it has not been stored.
   */
  departAnew(): void {
    const inflight = this.#inflight;
    if (inflight === undefined) {
      return;
    }
    if (this.#buffer !== undefined) {
      inflight.changes = inflight.changes.compose(this.#buffer);
      inflight.count += this.#buffered;
      this.#buffer = undefined;
      this.#buffered = 0;
    }
    this.#sendAtVersion(inflight);
  }

  /** Gives the client another name, because the server does not let it use the old one. */
  rename(client: string): void {
    const inflight = this.#inflight;
    if (inflight !== undefined) {
      inflight.former ??= { client: this.#client, seq: inflight.seq };
      inflight.seq = 1;
    }
    this.#client = client;
    this.#seq = inflight === undefined ? 0 : 1;
    this.#known = 0;
  }

  /** To be called with the number of `welcome`: the last own push that the server knows. */
  welcome(seq: number): void {
    this.#known = seq;
    this.#drop();
    this.#refusedAt = undefined;
    if (this.#inflight === undefined) {
      // A page that could not store its state has sent it.
      this.#seq = Math.max(this.#seq, seq);
    }
  }

  /** Adds a message, which `step` works off. */
  receive(message: Incoming): void {
    this.#incoming.push(message);
  }

  /** Processes one change, or one part of the work for a text. Between steps the user may edit. */
  step(): Finding | undefined {
    const message = this.#incoming[0];
    if (message === undefined) {
      return undefined;
    }
    if (message.type === 'changes') {
      const index = this.#worked++;
      if (this.#worked >= message.list.length) {
        this.#next();
      }
      const logged = message.list[index];
      return logged === undefined ? DONE : this.#receive(logged, message.from + index);
    }
    if (message.type === 'text') {
      return this.#resynchronize(message);
    }
    this.#next();
    return this.#check(message);
  }

  /** @returns what to do about a push that the server has not stored */
  refuse(seq: number, reason: RefusalReason): Remedy {
    const inflight = this.#inflight;
    if (inflight?.seq !== seq) {
      return 'none';
    }
    switch (reason) {
      case 'old': {
        const isStuck = inflight.version === this.#version && this.#refusedAt === this.#version;
        this.#refusedAt = this.#version;
        if (isStuck) {
          return 'text';
        }
        // Under the same number: a late original and this one exclude each other.
        this.#sendAtVersion(inflight);
        return 'again';
      }
      case 'malformed':
      case 'length':
        if (this.#isSuspect) {
          return 'wait';
        }
        this.#isSuspect = true;
        return 'text';
      default:
        return 'wait';
    }
  }

  #next(): void {
    this.#incoming.shift();
    this.#begin();
  }

  #drop(): void {
    this.#incoming.length = 0;
    this.#begin();
  }

  #begin(): void {
    this.#worked = 0;
    this.#head = undefined;
    this.#difference = undefined;
  }

  #receive({ client, seq, changes: json }: LoggedChange, version: number): Finding {
    if (version < this.#version) {
      // Known already.
      return DONE;
    }
    if (version > this.#version) {
      this.#drop();
      return { kind: 'gap' };
    }
    const changes = ChangeSet.fromJSON(json);
    const base = this.#base;
    const inflight = this.#inflight;
    if (changes.length !== base.length) {
      this.#drop();
      return { kind: 'diverged', text: this.text };
    }
    const isOwn = inflight !== undefined && isNumbered(inflight, this.#client, client, seq);
    this.#base = changes.apply(base);
    this.#baseChanges?.push(changes);
    this.#version++;
    if (!isOwn) {
      this.#over(changes);
      return DONE;
    }
    this.#inflight = undefined;
    this.#isSuspect = false;
    const expected = inflight.changes;
    if (JSON.stringify(expected) === JSON.stringify(changes)) {
      return DONE;
    }
    const sent = expected.apply(base);
    const text = this.#buffer?.apply(sent) ?? sent;
    this.#over(expected.invert(base).compose(changes));
    return sent.eq(this.#base) ? DONE : { kind: 'replaced', text };
  }

  /** Applies a change of others. */
  #over(changes: ChangeSet): void {
    let others = changes;
    if (this.#inflight !== undefined) {
      const own = this.#inflight.changes;
      this.#inflight.changes = own.map(others);
      others = others.map(own, true);
    }
    if (this.#buffer !== undefined) {
      const own = this.#buffer;
      this.#buffer = own.map(others);
      others = others.map(own, true);
    }
    if (!others.empty) {
      this.#held.add(others);
    }
  }

  /** Reads a text, compares it with the base, and maps own changes: a step for each, as texts may be long. */
  #resynchronize({ version, text, seq = this.#known }: TextMessage): Finding {
    if (this.#head === undefined) {
      this.#head = Text.of(text.split('\n'));
      return DONE;
    }
    const head = this.#head;
    const inflight = this.#inflight;
    const isStored = inflight !== undefined && inflight.seq <= seq;
    const own = isStored ? inflight.changes : undefined;
    if (this.#difference?.own !== own || this.#difference === undefined) {
      const changes = lineDifference(own?.apply(this.#base) ?? this.#base, head);
      this.#difference = { own, changes };
      return DONE;
    }
    const { changes } = this.#difference;
    const before = this.pending > 0 ? this.text : undefined;
    this.#next();
    if (isStored) {
      this.#inflight = undefined;
      this.#isSuspect = false;
    }
    this.#over(changes);
    this.#base = head;
    this.#baseChanges = undefined;
    this.#version = version;
    this.#seq = Math.max(this.#seq, this.#inflight === undefined ? seq : 0);
    if (this.#inflight !== undefined) {
      this.#sendAtVersion(this.#inflight);
    }
    return before === undefined ? DONE : { kind: 'merged', text: before };
  }

  #sendAtVersion(inflight: Flight): void {
    inflight.version = this.#version;
    inflight.raw = inflight.changes.toJSON() as ChangesJson;
  }

  #check({ version, hash }: ChecksumMessage): Finding {
    if (version !== this.#version || checksum(this.#base) === hash) {
      return DONE;
    }
    this.#drop();
    return { kind: 'diverged', text: this.text };
  }
}

/**
 * The composition of many changes. Composing each with all before it would take time proportional to their
 * number squared.
 */
class Composition {
  /** Each is of at least twice as many changes as the next. */
  #parts: { readonly changes: ChangeSet; readonly count: number }[] = [];

  add(changes: ChangeSet): void {
    let part = { changes, count: 1 };
    for (
      let last = this.#parts.at(-1);
      last !== undefined && last.count <= part.count;
      last = this.#parts.at(-1)
    ) {
      this.#parts.pop();
      part = { changes: last.changes.compose(part.changes), count: last.count + part.count };
    }
    this.#parts.push(part);
  }

  get total(): ChangeSet | undefined {
    const [total] = this.#parts
      .splice(0)
      .reduceRight<ChangeSet[]>(
        ([after], { changes }) => [after === undefined ? changes : changes.compose(after)],
        [],
      );
    this.total = total;
    return total;
  }

  set total(changes: ChangeSet | undefined) {
    this.#parts = changes === undefined ? [] : [{ changes, count: Number.MAX_SAFE_INTEGER }];
  }
}

function isNumbered(
  { seq: own, former }: Flight,
  self: string,
  client: string,
  seq: number,
): boolean {
  return (client === self && seq === own) || (client === former?.client && seq === former.seq);
}

function checkLength(changes: ChangeSet, length: number): void {
  if (changes.length !== length) {
    throw new RangeError('The changes do not apply to the text.');
  }
}

/** FNV-1a of 32 bits, over UTF-16 code units. */
export function checksum(text: Text): number {
  let hash = 2166136261;
  // A text iterates over its lines and the line feeds between them.
  for (const part of text) {
    for (let i = 0; i < part.length; i++) {
      hash = Math.imul(hash ^ part.charCodeAt(i), 16777619);
    }
  }
  return hash >>> 0;
}
