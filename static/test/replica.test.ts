import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangeSet, EditorState, Text } from '@codemirror/state';
import type { Push, ServerMessage } from '../src/collaboration/messages.js';
import { checksum, Replica, type ReplicaState } from '../src/collaboration/replica.js';
import { changesJson, FakeAuthority, json } from './collaboration-server.js';
import { Random } from './random.js';

/**
 * Documents in which clients write. TWINMARK_RUNS=15000 is the long run; with TWINMARK_CLIENTS=50
 * TWINMARK_STEPS=250000 TWINMARK_UNITS=1000000 each document has a megabyte and some 100,000 edits.
 */
const RUNS = Number(process.env['TWINMARK_RUNS'] ?? 300);

const CLIENTS = Number(process.env['TWINMARK_CLIENTS'] ?? 4);
const STEPS = Number(process.env['TWINMARK_STEPS'] ?? 200);

/** The shortest text that a document begins with. */
const FIRST_UNITS = Number(process.env['TWINMARK_UNITS'] ?? 10);

const UNITS = 'abcdefghij\n XYZ\ud83d\ude00\0';

class Chance {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  below(end: number): number {
    return Math.floor(this.#random.below(end));
  }

  string(length: number): string {
    return Array.from({ length }, () => UNITS[this.below(UNITS.length)] ?? '').join('');
  }

  change(length: number): ChangeSet {
    const from = this.below(length + 1);
    const kind = this.below(10);
    if (kind < 6) {
      return ChangeSet.of({ from, insert: this.string(1 + this.below(2)) }, length);
    }
    const to = Math.min(length, from + this.below(6));
    const insert = kind === 9 ? this.string(1 + this.below(4)) : '';
    return ChangeSet.of({ from, to, insert }, length);
  }
}

/** A tab: an editor's state, its replica, and a connection that loses, delays and repeats messages. */
class Tab {
  state: EditorState;
  replica: Replica;
  findings: string[] = [];
  readonly toServer: Push[] = [];
  readonly #client: string;
  readonly #authority: FakeAuthority;
  readonly #late: { client: string; push: Push }[];
  readonly #chance: Chance;
  #toClient: ServerMessage[] = [];
  #seen: number;
  #isOnline = true;
  /** The version that `welcome` told: before it is reached, nothing is sent again. */
  #caughtUpAt = 0;
  #isSent = false;

  constructor(
    client: string,
    authority: FakeAuthority,
    late: { client: string; push: Push }[],
    chance: Chance,
  ) {
    this.#client = client;
    this.#authority = authority;
    this.#late = late;
    this.#chance = chance;
    this.#seen = authority.head;
    this.replica = new Replica(client, authority.head, authority.text);
    this.state = EditorState.create({ doc: authority.text });
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  type(): void {
    const { changes, state } = this.state.update({
      changes: this.#chance.change(this.state.doc.length),
    });
    this.state = state;
    this.replica.edit(changes);
  }

  flush(): void {
    this.replica.depart();
    this.#send();
  }

  /** The server works off the next push. */
  arrive(): void {
    const push = this.toServer.shift();
    if (push !== undefined) {
      const answer = this.#authority.push(this.#client, json(push));
      if (answer !== undefined) {
        this.#toClient.push(answer);
      }
    }
  }

  /** Some messages come from the server, and are worked off in part. */
  deliver(messages: number, steps: number): void {
    for (const message of this.#authority.since(this.#seen)) {
      this.#toClient.push(message);
    }
    this.#seen = this.#authority.head;
    for (const message of this.#toClient.splice(0, messages)) {
      // A text is immutable, and too long to be copied for each client.
      this.#receive(message.type === 'text' ? message : json(message));
    }
    this.work(steps);
  }

  work(steps: number): void {
    for (let i = 0; i < steps && this.#isOnline; i++) {
      const finding = this.replica.step();
      if (finding === undefined) {
        break;
      }
      if (finding.kind !== 'done') {
        this.findings.push(finding.kind);
      }
      if (finding.kind === 'gap') {
        this.reconnect();
      } else if (finding.kind === 'diverged') {
        this.reconnect(null);
      } else {
        this.#sendAgain();
      }
    }
  }

  /** The editor shows what the replica holds for it. */
  show(): void {
    const changes = this.replica.take();
    if (changes !== undefined) {
      this.state = this.state.update({ changes }).state;
    }
    // Texts share most of their parts, and strings of a megabyte would take most of the time of a long run.
    if (!this.state.doc.eq(this.replica.text)) {
      assert.equal(this.state.doc.toString(), this.replica.text.toString());
    }
  }

  drop(): void {
    this.#isOnline = false;
    this.#toClient = [];
    for (const push of this.toServer.splice(0)) {
      if (this.#chance.below(2) === 0) {
        this.#late.push({ client: this.#client, push });
      }
    }
  }

  reconnect(version: number | null = this.replica.version): void {
    this.drop();
    this.#isOnline = true;
    this.#toClient = this.#authority.greet({
      type: 'hello',
      protocol: 1,
      client: this.#client,
      version,
      name: '',
    });
    this.#seen = this.#authority.head;
  }

  /** The page is loaded again, with what it had stored. */
  reload(): void {
    this.drop();
    const base = Text.of(this.replica.base.toString().split('\n'));
    this.replica = Replica.from(json<ReplicaState>(this.replica.state), base);
    this.state = EditorState.create({ doc: this.replica.text });
  }

  #send(): void {
    const { push } = this.replica;
    if (push !== undefined && this.#isOnline && this.replica.version >= this.#caughtUpAt) {
      this.toServer.push(json(push));
      this.#isSent = true;
    }
  }

  #sendAgain(): void {
    if (!this.#isSent && this.replica.version >= this.#caughtUpAt) {
      this.#send();
    }
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.replica.welcome(message.seq);
        this.#caughtUpAt = message.version;
        this.#isSent = false;
        this.#sendAgain();
        break;
      case 'refused': {
        this.findings.push(`refused ${message.reason}`);
        const remedy = this.replica.refuse(message.seq, message.reason);
        if (remedy === 'again') {
          this.#send();
        } else if (remedy === 'text') {
          this.reconnect(null);
        }
        break;
      }
      case 'text':
      case 'changes':
      case 'checksum':
        this.replica.receive(message);
        break;
      default:
        assert.fail(message.type);
    }
  }
}

test(`${String(RUNS)} documents converge through cuts, repeats, reloads, pruning and late pushes`, () => {
  const { seed } = Random.fromEnvironment();
  const found = new Map<string, number>();
  for (let run = 0; run < RUNS; run++) {
    const chance = new Chance(new Random((seed + run) | 0));
    const authority = new FakeAuthority(chance.string(FIRST_UNITS + chance.below(30)));
    const late: { client: string; push: Push }[] = [];
    const tabs = Array.from(
      { length: CLIENTS },
      (_, i) => new Tab(`c${String(i)}`, authority, late, chance),
    );
    const about = `TWINMARK_SEED=${String(seed + run)} TWINMARK_RUNS=1`;
    for (let i = 0; i < STEPS; i++) {
      act(chance.below(CLIENTS), tabs, authority, late, chance);
    }
    let isSettled = false;
    for (let round = 0; round < 20 && !isSettled; round++) {
      const { head } = authority;
      for (const tab of tabs) {
        tab.reconnect();
        tab.deliver(Infinity, Infinity);
        tab.flush();
        while (tab.toServer.length > 0) {
          tab.arrive();
        }
        tab.deliver(Infinity, Infinity);
        tab.show();
      }
      isSettled = head === authority.head && tabs.every(({ replica }) => replica.pending === 0);
    }
    const text = authority.text.toString();
    for (const tab of tabs) {
      assert.equal(tab.state.doc.toString(), text, about);
      assert.equal(tab.replica.pending, 0, about);
      assert.equal(checksum(tab.replica.base), checksum(authority.text), about);
      for (const kind of tab.findings) {
        assert.notEqual(kind, 'diverged', about);
        found.set(kind, (found.get(kind) ?? 0) + 1);
      }
    }
    const stored = new Set(authority.log.map(({ client, seq }) => `${client}/${String(seq)}`));
    assert.equal(stored.size, authority.log.length, about);
  }
  // Otherwise the faults would not have been simulated.
  if (RUNS >= 300) {
    for (const kind of ['merged', 'refused old']) {
      assert.ok((found.get(kind) ?? 0) > 0, kind);
    }
  }
});

function act(
  index: number,
  tabs: readonly Tab[],
  authority: FakeAuthority,
  late: { client: string; push: Push }[],
  chance: Chance,
): void {
  const tab = tabs[index];
  assert.ok(tab !== undefined);
  const kind = chance.below(100);
  if (kind < 42) {
    tab.type();
  } else if (kind < 55) {
    tab.flush();
  } else if (kind < 68) {
    tab.arrive();
  } else if (kind < 82) {
    if (tab.isOnline) {
      tab.deliver(1 + chance.below(4), chance.below(6));
    }
  } else if (kind < 86) {
    tab.show();
  } else if (kind < 89) {
    tab.drop();
  } else if (kind < 93) {
    tab.reconnect();
  } else if (kind < 95) {
    tab.reload();
  } else if (kind < 97) {
    const [one] = late.splice(chance.below(late.length), 1);
    if (one !== undefined) {
      authority.push(one.client, json(one.push));
    }
  } else if (kind < 98) {
    authority.prune(chance.below(authority.head + 1));
  } else {
    // The server is killed between its commit and its answer.
    tab.arrive();
    for (const each of tabs) {
      each.drop();
    }
  }
}

// @codemirror/collab 6.1.1 maps over the composition of each batch that it has received.
test('mapping over a composition diverges from mapping one by one, which the replica does', () => {
  const doc = Text.of(['0123456789']);
  const deletion = ChangeSet.of({ from: 5, to: 7 }, 10);
  const insertion = ChangeSet.of({ from: 5, insert: 'z' }, 8);
  const own = ChangeSet.of({ from: 5, insert: 'C' }, 10);
  const stored = deletion.compose(insertion);
  const oneByOne = own.map(deletion).map(insertion);
  const composed = own.map(stored);
  assert.equal(oneByOne.apply(stored.apply(doc)).toString(), '01234zC789');
  assert.equal(composed.apply(stored.apply(doc)).toString(), '01234Cz789');

  const replica = new Replica('own', 0, doc);
  replica.edit(own);
  replica.receive({
    type: 'changes',
    from: 0,
    list: [
      { client: 'a', seq: 1, changes: changesJson(deletion) },
      { client: 'b', seq: 1, changes: changesJson(insertion) },
    ],
  });
  work(replica);
  assert.equal(replica.text.toString(), '01234zC789');
});

test('an edit between two steps is mapped over what the editor does not show yet', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  let shown = replica.text;
  replica.receive({
    type: 'changes',
    from: 0,
    list: [
      { client: 'a', seq: 1, changes: [[0, 'x'], 3] },
      { client: 'a', seq: 2, changes: [4, [0, 'y']] },
    ],
  });
  replica.step();
  const edit = ChangeSet.of({ from: 1, insert: '-' }, 3);
  replica.edit(edit);
  shown = edit.apply(shown);
  work(replica);
  shown = replica.take()?.apply(shown) ?? shown;
  assert.equal(shown.toString(), 'xa-bcy');
  assert.equal(replica.text.toString(), 'xa-bcy');
});

test('an own change that returns otherwise than expected is replaced', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.edit(ChangeSet.of({ from: 3, insert: '!' }, 3));
  replica.depart();
  replica.edit(ChangeSet.of({ from: 0, insert: '>' }, 4));
  replica.receive({
    type: 'changes',
    from: 0,
    list: [{ client: 'own', seq: 1, changes: [[0, '?'], 3] }],
  });
  const finding = replica.step();
  assert.equal(finding?.kind, 'replaced');
  assert.equal(finding.text.toString(), '>abc!');
  assert.equal(replica.text.toString(), '?>abc');
  assert.equal(replica.pending, 1);
});

test('a checksum of another text is a divergence', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.receive({ type: 'checksum', version: 0, hash: checksum(Text.of(['abc'])) });
  assert.equal(replica.step()?.kind, 'done');
  replica.receive({ type: 'checksum', version: 0, hash: checksum(Text.of(['abd'])) });
  assert.equal(replica.step()?.kind, 'diverged');
});

test('the checksum is FNV-1a over UTF-16 code units', () => {
  assert.equal(checksum(Text.of([''])), 2166136261);
  assert.equal(checksum(Text.of(['a'])), 0xe40c292c);
  let hash = 2166136261;
  for (const unit of [0xd800, 0, 10, 0x61]) {
    hash = Math.imul(hash ^ unit, 16777619);
  }
  assert.equal(checksum(Text.of(['\ud800\0', 'a'])), hash >>> 0);
});

test('a hole in the changes is a gap', () => {
  const replica = new Replica('own', 3, Text.of(['abc']));
  replica.receive({ type: 'changes', from: 5, list: [{ client: 'a', seq: 1, changes: [3] }] });
  assert.equal(replica.step()?.kind, 'gap');
  assert.equal(replica.isBehind, false);
});

test('a push refused as too old is sent at the current version under the same number', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.edit(ChangeSet.of({ from: 3, insert: '!' }, 3));
  replica.depart();
  replica.receive({
    type: 'changes',
    from: 0,
    list: [{ client: 'a', seq: 9, changes: [[0, 'x'], 3] }],
  });
  work(replica);
  assert.equal(replica.push?.version, 0);
  assert.equal(replica.refuse(1, 'old'), 'again');
  assert.deepEqual(json(replica.push), {
    type: 'push',
    seq: 1,
    version: 1,
    changes: [4, [0, '!']],
  });
  // Refused at the current version: the server's log has been pruned beyond it.
  assert.equal(replica.refuse(1, 'old'), 'text');
});

test('a push over a limit waits, and is sent anew with what the user edits then', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.edit(ChangeSet.of({ from: 3, insert: '!!!' }, 3));
  replica.depart();
  assert.equal(replica.refuse(1, 'limit'), 'wait');
  replica.edit(ChangeSet.of({ from: 3, to: 6 }, 6));
  assert.equal(replica.depart(), false);
  replica.departAnew();
  assert.equal(replica.push?.seq, 1);
  assert.equal(replica.text.toString(), 'abc');
});

test('a push refused as malformed is made anew from the text once', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.edit(ChangeSet.of({ from: 3, insert: '!' }, 3));
  replica.depart();
  assert.equal(replica.refuse(1, 'length'), 'text');
  replica.welcome(0);
  replica.receive({ type: 'text', version: 7, text: 'abcd' });
  // Read, compared, merged.
  assert.deepEqual(
    [replica.step(), replica.step(), replica.step()].map((finding) => finding?.kind),
    ['done', 'done', 'merged'],
  );
  assert.equal(replica.push?.version, 7);
  assert.equal(replica.refuse(1, 'length'), 'wait');
});

test('a replica without a flight goes on after the last number that the server knows', () => {
  const replica = new Replica('own', 0, Text.of(['abc']));
  replica.welcome(4);
  replica.edit(ChangeSet.of({ from: 3, insert: '!' }, 3));
  replica.depart();
  assert.equal(replica.push?.seq, 5);
});

test('positions are mapped between the versions of the server and the editor', () => {
  const replica = new Replica('own', 0, Text.of(['abcdef']));
  replica.edit(ChangeSet.of({ from: 2, insert: '12' }, 6));
  replica.depart();
  replica.edit(ChangeSet.of({ from: 0, insert: '>' }, 8));
  assert.equal(replica.mapPosition(4), 7);
  assert.equal(replica.unmapPosition(7), 4);
  replica.receive({
    type: 'changes',
    from: 0,
    list: [{ client: 'a', seq: 9, changes: [[0, 'x'], 6] }],
  });
  work(replica);
  // The editor does not show it yet.
  assert.equal(replica.mapPosition(5), 7);
  assert.equal(replica.unmapPosition(7), 5);
  replica.take();
  assert.equal(replica.mapPosition(5), 8);
});

test('states that are not those of a text are refused', () => {
  const state = new Replica('own', 0, Text.of(['abc']));
  state.edit(ChangeSet.of({ from: 3, insert: '!' }, 3));
  assert.throws(() => Replica.from(state.state, Text.of(['abcd'])), RangeError);
});

function work(replica: Replica): void {
  while (replica.step() !== undefined) {
    // Until there is nothing left.
  }
}
