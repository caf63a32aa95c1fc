import assert from 'node:assert/strict';
import test from 'node:test';
import { history, undo } from '@codemirror/commands';
import { EditorSelection, EditorState, type TransactionSpec } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { telling } from '../src/codemirror/tell.js';
import { toggleStyle } from '../src/formatting/inline-style.js';
import { CODE } from '../src/formatting/styles.js';
import { noLongerThan } from '../src/writing/limits.js';
import { typedOver } from '../src/writing/typing-over.js';

function limited(doc: string, limit: number, said: string[] = []): EditorState {
  return EditorState.create({
    doc,
    selection: EditorSelection.single(0, doc.length),
    extensions: [
      markdownHighlighting(),
      history(),
      noLongerThan(limit),
      telling((text) => said.push(text)),
    ],
  });
}

function textAfter(state: EditorState, spec: TransactionSpec): string {
  return state.update(spec).state.doc.toString();
}

test('typed and plainly pasted text is cut at the limit', () => {
  for (const userEvent of ['input', 'input.type', 'input.paste']) {
    const spec = { changes: { from: 4, insert: '12345' }, userEvent };
    assert.equal(textAfter(limited('text', 6), spec), 'text12', userEvent);
  }
  const emoji = { changes: { from: 4, insert: '1😀' }, userEvent: 'input.type' };
  assert.equal(textAfter(limited('text', 6), emoji), 'text1');
});

test('commands are done whole or not at all, with a message', async () => {
  const events = ['input.format', 'input.paste.converted', 'input.drop', 'move.line', 'input.task'];
  for (const userEvent of events) {
    const said: string[] = [];
    const spec = { changes: { from: 0, to: 4, insert: '| a longer one |' }, userEvent };
    assert.equal(textAfter(limited('text', 6, said), spec), 'text', userEvent);
    await Promise.resolve();
    assert.equal(said.length, 1, userEvent);
  }
});

test('a style that fits is put on, one that does not fit is not', () => {
  const docOf = (limit: number) => {
    let state = limited('word', limit);
    toggleStyle(CODE)({ state, dispatch: (transaction) => (state = transaction.state) });
    return state.doc.toString();
  };
  assert.equal(docOf(5), 'word');
  assert.equal(docOf(6), '`word`');
});

test('marks typed over a selection go around it, as often as they are typed', () => {
  const pairs = ['**', '__', '``', '~~', '()', '[]', '{}', '""'];
  for (const [open = '', close = ''] of pairs) {
    let state = limited('two\nlines', 100);
    state = state.update(typedOver(state, open)).state;
    assert.equal(state.doc.toString(), `${open}two\nlines${close}`);
    const { from, to } = state.selection.main;
    assert.equal(state.sliceDoc(from, to), 'two\nlines');
    state = state.update(typedOver(state, open)).state;
    assert.equal(state.doc.toString(), `${open}${open}two\nlines${close}${close}`);
    undo({ state, dispatch: (transaction) => (state = transaction.state) });
    assert.equal(state.doc.toString(), `${open}two\nlines${close}`);
  }
});

test('letters replace a selection, and so do marks in code', () => {
  assert.equal(textAfter(limited('text', 9), typedOver(limited('text', 9), 'a')), 'a');
  const code = limited('```\ncode\n```', 99);
  const state = code.update({ selection: { anchor: 4, head: 8 } }).state;
  assert.equal(textAfter(state, typedOver(state, '*')), '```\n*\n```');
  assert.equal(textAfter(state, typedOver(state, '(')), '```\n(code)\n```');
});
