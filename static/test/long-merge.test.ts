import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangeSet, Text } from '@codemirror/state';
import type { LoggedChange } from '../src/collaboration/messages.js';
import { Replica } from '../src/collaboration/replica.js';
import { changesJson } from './collaboration-server.js';
import { Random } from './random.js';

const UNITS = 1_000_000;
const EDITS = 5000;

/** The time that a session works without a pause, in milliseconds; see session.ts. */
const SLICE_MS = 12;

const LINE = 'lorem ipsum dolor sit amet consectetur adipiscing elit sed do\n';
const TEXT = Text.of(LINE.repeat(UNITS / LINE.length).split('\n'));

/** Keys pressed in a number of places one after the other, as they change the text. */
function typed(random: Random, places: number, text: Text): ChangeSet[] {
  let { length } = text;
  let at = 0;
  return Array.from({ length: EDITS }, (_, i) => {
    if (i % Math.ceil(EDITS / places) === 0) {
      at = Math.floor(random.below(length));
    }
    const changes = ChangeSet.of({ from: at++, insert: 'x' }, length++);
    return changes;
  });
}

function offline(random: Random, places: number): { replica: Replica; text: Text } {
  const replica = new Replica('own', 0, TEXT);
  let text = TEXT;
  for (const changes of typed(random, places, TEXT)) {
    replica.edit(changes);
    text = changes.apply(text);
  }
  return { replica, text };
}

/** @returns how long it took, and its longest slice, in milliseconds */
function work(replica: Replica): { total: number; longest: number } {
  let total = 0;
  let longest = 0;
  while (replica.isBehind) {
    const begin = performance.now();
    while (performance.now() - begin < SLICE_MS && replica.step() !== undefined) {
      // The next one.
    }
    const duration = performance.now() - begin;
    total += duration;
    longest = Math.max(longest, duration);
  }
  return { total, longest };
}

// TWINMARK_PLACES=5000 is the long run.
for (const places of [Number(process.env['TWINMARK_PLACES'] ?? 500)]) {
  test(`${String(EDITS)} edits in ${String(places)} places merge with as many of others`, () => {
    const random = Random.fromEnvironment();
    const { replica, text } = offline(random, places);
    const others = typed(random, places, TEXT);
    const head = others.reduce((before, changes) => changes.apply(before), TEXT);
    const list = others.map((changes, i): LoggedChange => ({
      client: 'other',
      seq: i + 1,
      changes: changesJson(changes),
    }));
    replica.receive({ type: 'changes', from: 0, list });
    const { total, longest } = work(replica);
    console.log(
      `${String(places)} places: ${total.toFixed(0)} ms, longest slice ${longest.toFixed(0)} ms`,
    );
    assert.ok(replica.base.eq(head));
    assert.equal(replica.version, EDITS);
    assert.equal(replica.text.length, TEXT.length + 2 * EDITS);
    assert.ok(replica.take()?.apply(text).eq(replica.text));
  });
}

test(`${String(EDITS)} edits in 500 places merge with a text of which the changes are gone`, () => {
  const random = Random.fromEnvironment();
  const { replica, text } = offline(random, 500);
  const head = typed(random, 500, TEXT).reduce((before, changes) => changes.apply(before), TEXT);
  replica.receive({ type: 'text', version: 9000, text: head.toString() });
  const { total } = work(replica);
  console.log(`by the text: ${total.toFixed(0)} ms`);
  assert.ok(replica.base.eq(head));
  assert.equal(replica.text.length, TEXT.length + 2 * EDITS);
  assert.ok(replica.take()?.apply(text).eq(replica.text));
});

test('a text of which the changes are gone is merged in parts, between which the user edits', () => {
  const random = Random.fromEnvironment();
  const { replica, text } = offline(random, 500);
  const head = typed(random, 500, TEXT).reduce((before, changes) => changes.apply(before), TEXT);
  replica.receive({ type: 'text', version: 9000, text: head.toString() });
  let shown = text;
  let parts = 0;
  while (replica.isBehind) {
    // Until the last part, all is as before: the user's text, and nothing to show or to send.
    assert.equal(replica.version, 0);
    assert.equal(replica.hasHeld, false);
    assert.equal(replica.isMerging, true);
    const changes = ChangeSet.of({ from: 0, insert: `${String(parts)} ` }, shown.length);
    shown = changes.apply(shown);
    replica.edit(changes);
    replica.step();
    parts++;
  }
  // Reading, comparing and mapping, each proportional to the lengths.
  assert.equal(parts, 3);
  assert.equal(replica.version, 9000);
  assert.equal(replica.isMerging, false);
  assert.ok(replica.text.toString().startsWith('2 1 0 '));
  assert.ok(replica.take()?.apply(shown).eq(replica.text));
});
