import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EditorState } from '@codemirror/state';
import {
  rangeTextChange,
  selectionBetween,
  taskToggle,
  valueChange,
} from '../src/writing/text-area-edits.js';
import { markedState } from './list-documents.js';

/** The text with `|` at both ends of the selection. */
function visible({ doc, selection: { main } }: EditorState): string {
  const text = doc.toString();
  return `${text.slice(0, main.from)}|${text.slice(main.from, main.to)}|${text.slice(main.to)}`;
}

// https://html.spec.whatwg.org/#dom-textarea/input-setrangetext
for (const [mode, expected] of [
  ['select', 'one |2| three'],
  ['start', 'one ||2 three'],
  ['end', 'one 2|| three'],
] as const) {
  test(`setRangeText selects by the mode ${mode}`, () => {
    const state = markedState('|o|ne two three');
    assert.equal(visible(state.update(rangeTextChange(state, '2', 4, 7, mode)).state), expected);
  });
}

for (const [before, expected] of [
  ['|one| two three', '|one| 2 three'],
  ['one two |three|', 'one 2 |three|'],
  ['one t|wo th|ree', 'one |2 th|ree'],
  ['on|e tw|o three', 'on|e 2| three'],
] as const) {
  test(`setRangeText preserves the selection in ${before}`, () => {
    const state = markedState(before);
    const { state: after } = state.update(rangeTextChange(state, '2', 4, 7, 'preserve'));
    assert.equal(visible(after), expected);
  });
}

test('setRangeText refuses a start behind the end, and ends at the end of the text', () => {
  const state = markedState('one||');
  assert.throws(() => rangeTextChange(state, '', 2, 1, 'end'), { name: 'IndexSizeError' });
  assert.equal(
    visible(state.update(rangeTextChange(state, '\r\n', 9, 99, 'end')).state),
    'one\n||',
  );
});

test('a selection past the end means the end, and a start behind the end the end', () => {
  const state = markedState('one||');
  assert.deepEqual(selectionBetween(state, 1, 99), { anchor: 1, head: 3 });
  assert.deepEqual(selectionBetween(state, 3, 1), { anchor: 1, head: 1 });
  assert.deepEqual(selectionBetween(state, 1, 2, 'backward'), { anchor: 2, head: 1 });
});

test('setting the value replaces what differs alone', () => {
  const state = markedState('one two three||');
  assert.deepEqual(valueChange(state, 'one 2 three')?.changes, { from: 4, to: 7, insert: '2' });
  assert.equal(valueChange(state, 'one two three'), undefined);
  assert.equal(valueChange(markedState('one\ntwo||'), 'one\r\ntwo'), undefined);
});

test('a task is toggled unless its block has another number of tasks', () => {
  const state = markedState('- [ ] one\n- [x] two||');
  const toggled = (index: number, count: number) => {
    const change = taskToggle(state, 0, 2, index, count);
    return change && state.update(change).state.doc.toString();
  };
  assert.equal(toggled(0, 2), '- [x] one\n- [x] two');
  assert.equal(toggled(1, 2), '- [ ] one\n- [ ] two');
  assert.equal(toggled(0, 1), undefined);
  assert.equal(toggled(2, 2), undefined);
});
