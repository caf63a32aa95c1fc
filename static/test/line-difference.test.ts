import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { lineDifference } from '../src/collaboration/line-difference.js';
import { Random } from './random.js';

const RUNS = 2000;

test('the difference of random texts turns one into the other', () => {
  const random = Random.fromEnvironment();
  const lines = ['', '', 'a', 'b', 'ab', 'a b', '# c', '\ud83d\ude00', '\ud83d\ude01'] as const;
  for (let run = 0; run < RUNS; run++) {
    const before = Array.from({ length: 1 + random.below(12) }, () => random.pick(lines));
    const after = [...before];
    for (let edits = random.below(6); edits > 0; edits--) {
      const at = Math.floor(random.below(after.length));
      const deleted = Math.floor(random.below(3));
      const inserted = Array.from({ length: random.below(3) }, () => random.pick(lines));
      after.splice(at, deleted, ...inserted);
    }
    const [from, to] = [before, after].map((each) => Text.of(each.length > 0 ? each : ['']));
    assert.ok(from !== undefined && to !== undefined);
    assert.equal(lineDifference(from, to).apply(from).toString(), to.toString());
  }
});

test('edits in several places are several changes', () => {
  const before = Array.from({ length: 100 }, (_, i) => `line ${String(i)}`);
  const after = [...before];
  after[10] = 'line ten';
  after.splice(50, 1);
  after.splice(80, 0, 'new', '', 'new');
  const changes = lineDifference(Text.of(before), Text.of(after));
  const places: [number, number, string][] = [];
  changes.iterChanges((from, to, _from, _to, inserted) => {
    places.push([from, to, inserted.toString()]);
  });
  assert.equal(changes.apply(Text.of(before)).toString(), after.join('\n'));
  assert.equal(places.length, 3);
  assert.ok(places.every(([from, to, inserted]) => to - from < 10 && inserted.length < 10));
});

test('equal texts have no difference', () => {
  const text = Text.of(['a', 'b']);
  assert.ok(lineDifference(text, Text.of(['a', 'b'])).empty);
});
