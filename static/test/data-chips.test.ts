import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { chips, labelOf } from '../src/writing/data-chips.js';
import { dataGuards } from '../src/writing/data-guards.lazy.js';

const ADDRESS = `data:image/png;base64,${'Ab+/'.repeat(1500)}`;
const FROM = 'Begin ![p]('.length;
const TO = FROM + ADDRESS.length;

function stateAt(anchor: number): EditorState {
  return EditorState.create({
    doc: `Begin ![p](${ADDRESS}) end`,
    selection: { anchor },
    extensions: [history(), markdownHighlighting(), chips, dataGuards],
  });
}

function typed(state: EditorState, text: string): EditorState {
  return state.update(state.replaceSelection(text), { userEvent: 'input.type' }).state;
}

for (const [head, units, label] of [
  ['data:image/jpeg;base64,', 23 + (212 * 1024 * 4) / 3, 'JPEG, 212 KB'],
  ['data:image/png;base64,', 22 + (2.5 * 1024 * 1024 * 4) / 3, 'PNG, 2.5 MB'],
  ['data:image/svg+xml;charset=utf-8,', 1000, 'SVG, 1 KB'],
  ['DATA:image/x-icon;base64,', 1000, 'ICON, 1 KB'],
  ['data:,', 1000, 'TEXT, 1 KB'],
  ['data:;base64,', 1000, 'TEXT, 1 KB'],
  ['data:without a comma', 1000, 'TEXT, 1 KB'],
] as const) {
  test(`the label of ${head}`, () => {
    assert.equal(labelOf(`${head}AAAA`, units), label);
  });
}

test('text typed beside an address does not become part of it', () => {
  for (const [at, text, isTaken] of [
    [FROM, 'x', false],
    [FROM, '<', true],
    [TO, 'x', false],
    [TO, ' ', true],
    [TO, ')', true],
    [FROM - 1, 'x', true],
    [TO + 1, 'x', true],
  ] as const) {
    const state = stateAt(at);
    assert.equal(typed(state, text).doc.eq(state.doc), !isTaken, `${String(at - FROM)}: ${text}`);
  }
});

test('a caret in an address is put beside it', () => {
  for (const [anchor, head] of [
    [FROM + 3, FROM],
    [TO - 3, TO],
    [FROM, FROM],
  ] as const) {
    const { selection } = stateAt(0).update({ selection: { anchor } }).state;
    assert.equal(selection.main.head, head);
  }
});

test('an address that is removed comes back by itself', () => {
  let state = stateAt(TO + 1);
  for (const [from, to] of [
    [TO, TO + 1],
    [FROM, TO],
    [FROM - 1, FROM],
  ] as const) {
    state = state.update({ changes: { from, to }, userEvent: 'delete.backward' }).state;
  }
  assert.equal(state.doc.toString(), 'Begin ![p] end');
  const steps: string[] = [];
  const dispatch = (transaction: { state: EditorState }) => {
    ({ state } = transaction);
    steps.push(state.doc.toString().replace(ADDRESS, '…'));
  };
  while (undo({ state, dispatch }));
  assert.deepEqual(steps, ['Begin ![p]( end', 'Begin ![p](… end', 'Begin ![p](…) end']);
});
