import { ChangeSet, Text } from '@codemirror/state';
import type {
  ChangesJson,
  ClientMessage,
  LoggedChange,
  Push,
  RefusalReason,
  ServerMessage,
} from '../src/collaboration/messages.js';
import { checksum } from '../src/collaboration/replica.js';

/** The gap from which on a client gets the text instead of changes. */
const LONGEST_GAP = 8;

/** A document's authority as the protocol has it: the changes in their order, some of them pruned. */
export class FakeAuthority {
  readonly log: LoggedChange[] = [];
  /** The version before which changes are pruned. */
  start = 0;
  pushes = 0;
  known = 0;
  readonly #seqs = new Map<string, number>();
  readonly #maximumUnits: number;
  #text: Text;
  /** What is made of the whole text, until it changes. */
  #made: { readonly string: string; readonly hash: number } | undefined;

  /** The reason for which a longer text is refused. */
  limitReason: RefusalReason = 'limit';

  constructor(text: string, maximumUnits = Infinity) {
    this.#text = Text.of(text.split('\n'));
    this.#maximumUnits = maximumUnits;
  }

  get text(): Text {
    return this.#text;
  }

  set text(text: Text) {
    this.#text = text;
    this.#made = undefined;
  }

  get head(): number {
    return this.log.length;
  }

  seqOf(client: string): number {
    return this.#seqs.get(client) ?? 0;
  }

  /** Stores a push, unless it is known. @returns the refusal */
  push(client: string, { seq, version, changes }: Push): ServerMessage | undefined {
    this.pushes++;
    if (this.seqOf(client) >= seq) {
      this.known++;
      return undefined;
    }
    if (version < this.start) {
      return { type: 'refused', seq, reason: 'old' };
    }
    let mapped = ChangeSet.fromJSON(changes);
    for (const logged of this.log.slice(version)) {
      // One by one: see replica.ts.
      mapped = mapped.map(ChangeSet.fromJSON(logged.changes));
    }
    if (mapped.newLength > this.#maximumUnits && mapped.newLength > mapped.length) {
      return { type: 'refused', seq, reason: this.limitReason };
    }
    this.text = mapped.apply(this.text);
    this.log.push({ client, seq, changes: changesJson(mapped) });
    this.#seqs.set(client, seq);
    return undefined;
  }

  prune(version: number): void {
    this.start = Math.max(this.start, version);
  }

  /** The answers to `hello`. */
  greet({ client, version }: Extract<ClientMessage, { type: 'hello' }>): ServerMessage[] {
    const welcome: ServerMessage = {
      type: 'welcome',
      role: 'write',
      version: this.head,
      seq: this.seqOf(client),
      limits: { pushBytes: 1_000_000 },
    };
    return version === null || version < this.start || this.head - version > LONGEST_GAP
      ? [welcome, { type: 'text', version: this.head, text: this.#whole.string }]
      : [welcome, ...this.since(version)];
  }

  get #whole(): { readonly string: string; readonly hash: number } {
    this.#made ??= { string: this.#text.toString(), hash: checksum(this.#text) };
    return this.#made;
  }

  /** The changes since a version, and a checksum now and then. */
  since(version: number): ServerMessage[] {
    return version === this.head
      ? []
      : [
          { type: 'changes', from: version, list: this.log.slice(version) },
          { type: 'checksum', version: this.head, hash: this.#whole.hash },
        ];
  }
}

/** A deep copy, as if it had been sent. */
export function json<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

export function changesJson(changes: ChangeSet): ChangesJson {
  return changes.toJSON() as ChangesJson;
}
