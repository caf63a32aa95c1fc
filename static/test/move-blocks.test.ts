import assert from 'node:assert/strict';
import test from 'node:test';
import type { EditorState, StateCommand } from '@codemirror/state';
import { moveDown, moveUp } from '../src/formatting/move-blocks.js';
import { renderAll } from './engine.js';
import {
  ListDocuments,
  marked,
  markedState,
  pathsOf,
  run,
  stateWith,
  textOf,
} from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1500);

const cases: readonly (readonly [string, StateCommand, string, string])[] = [
  ['item up', moveUp, '- a\n- b|\n- c', '- b|\n- a\n- c'],
  ['item down', moveDown, '- a\n- b|\n- c', '- a\n- c\n- b|'],
  ['with its children', moveUp, '- a\n- b|\n  - c\n\n    d', '- b|\n  - c\n\n    d\n- a'],
  ['before an item with children', moveUp, '- a\n  - x\n- b|', '- b|\n- a\n  - x'],
  ['numbers stay', moveUp, '1. a\n2. b|', '1. b|\n2. a'],
  ['wider number', moveDown, '9. a|\n\n   x\n10. b', '9. b\n10. a|\n\n    x'],
  ['narrower number', moveUp, '9. a\n10. b|\n    - x', '9. b|\n   - x\n10. a'],
  ['one number for all', moveUp, '1. a\n1. b|', '1. b|\n1. a'],
  ['selected items', moveUp, '- a\n- |b\n- c|\n- d', '- |b\n- c|\n- a\n- d'],
  ['lines selected whole', moveUp, '- a\n|- b\n|- c', '|- b\n|- a\n- c'],
  ['in a quote', moveDown, '> - a|\n> - b', '> - b\n> - a|'],
  ['loose list', moveDown, '- a|\n\n- b\n\nx', '- b\n\n- a|\n\nx'],
  ['on its parent’s line', moveDown, '- - a|\n  - b', '- - b\n  - a|'],
  ['nothing before', moveUp, '- a\n  - b|', '- a\n  - b|'],
  ['nothing behind', moveDown, '- a\n  - b|\n- c', '- a\n  - b|\n- c'],
  ['empty item', moveUp, '- a\n- |', '- |\n- a'],
  ['not into the text above', moveUp, 'x\n- a\n- |', 'x\n- a\n- |'],
  ['not glued to the text below', moveDown, '- a|\n- # b\nx', '- a|\n- # b\nx'],
  ['line of a paragraph', moveUp, 'a\nb|\nc', 'b|\na\nc'],
  ['first line of a paragraph', moveUp, 'x\n\na|\nb', 'x\n\na|\nb'],
  ['line of a quote', moveUp, '> a\nb|', '> b|\na'],
  ['line that would be a list', moveUp, 'a\n- |', 'a\n- |'],
  ['line of code', moveDown, '```\na|\n\nb\n```', '```\n\na|\nb\n```'],
  ['last line of code', moveDown, '```\na|\n```\n\nx', '```\na|\n```\n\nx'],
  ['line of code in an item', moveUp, '- ```\n\n  a|\n  ```', '- ```\n  a|\n\n  ```'],
  ['fence', moveUp, 'x\n\n```|\na\n```', '```|\na\n```\n\nx'],
  ['heading', moveDown, '# a|\n\nx\ny\n\nz', 'x\ny\n\n# a|\n\nz'],
  ['paragraph selected whole', moveDown, '|a\nb|\n\nc', 'c\n\n|a\nb|'],
  ['paragraph beside a list', moveDown, 'x|\n- a', '- a\n\nx|'],
  ['heading without blank lines', moveUp, 'a\n# b|\nc', '# b|\na\n\nc'],
  ['rule', moveDown, '---|\na\nb', 'a\nb\n\n---|'],
  ['quote with its only block', moveUp, 'x\n\n> a|', '> a|\n\nx'],
  ['block of a quote', moveDown, '> a|\n>\n> b\n\nx', '> b\n>\n> a|\n\nx'],
  ['last block of a quote', moveDown, '> a\n>\n> b|\n\nx', '> a\n>\n> b|\n\nx'],
  ['quote in an item', moveUp, '- x\n- > a|', '- > a|\n- x'],
  ['between two lists', moveUp, '- a\n\nx|\n\n- b', '- a\n\nx|\n\n- b'],
  ['blank line', moveUp, 'a\n|\nb', 'a\n|\nb'],
  ['no end of the text', moveUp, 'a\n\n# b|', '# b|\n\na'],
];
for (const [name, command, before, after] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    const state = run(markedState(before), command);
    assert.equal(state && marked(state), after);
  });
}

const tableCases: readonly (readonly [string, StateCommand, string, string])[] = [
  ['row', moveUp, '| a |\n|---|\n| b |\n| c‸ |', '| a |\n|---|\n| c‸ |\n| b |'],
  [
    'row in an item',
    moveDown,
    '- | a |\n  |---|\n  | b‸ |\n  | c |',
    '- | a |\n  |---|\n  | c |\n  | b‸ |',
  ],
  ['first row', moveUp, '| a |\n|---|\n| b‸ |', '| a |\n|---|\n| b‸ |'],
  ['last row', moveDown, '| a |\n|---|\n| b‸ |\n\nx', '| a |\n|---|\n| b‸ |\n\nx'],
  ['table, by its headings', moveDown, '| a‸ |\n|---|\n| b |\n\nx', 'x\n\n| a‸ |\n|---|\n| b |'],
  ['table, by its delimiters', moveUp, 'x\n\n| a |\n|-‸-|\n| b |', '| a |\n|-‸-|\n| b |\n\nx'],
  ['text behind a table', moveUp, '# x\n\n| a |\n|---|\n\ny‸', '# x\n\ny‸\n\n| a |\n|---|'],
];
for (const [name, command, before, after] of tableCases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    const state = run(stateWith(before.replace('‸', ''), before.indexOf('‸')), command);
    const { head } = state?.selection.main ?? { head: 0 };
    const doc = state?.doc.toString() ?? '';
    assert.equal(`${doc.slice(0, head)}‸${doc.slice(head)}`, after);
  });
}

test('moves change the order only, and are inverses', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const moved: { state: EditorState; after: EditorState; where: string }[] = [];
  for (let tries = 0; moved.length < DOCUMENTS; tries++) {
    assert.ok(tries < 20 * DOCUMENTS, 'most commands do nothing');
    const state = withSelection(documents.next(), random);
    const [there, back] = random.below(2) < 1 ? [moveUp, moveDown] : [moveDown, moveUp];
    const after = run(state, there);
    if (after === undefined || after.doc.eq(state.doc)) {
      continue;
    }
    const where = `seed ${String(random.seed)}, ${there === moveUp ? 'up' : 'down'}: ${JSON.stringify(marked(state))} ${JSON.stringify(marked(after))}`;
    // Blank lines that were put between blocks stay.
    if (after.doc.lines === state.doc.lines) {
      const again = run(after, back);
      assert.equal(again?.doc.toString(), state.doc.toString(), where);
      const { main } = state.selection;
      const { from, to } = after.selection.main;
      // A selection that reaches beyond what moves becomes shorter; a caret may be within a number that is another.
      if (to - from === main.to - main.from && linesOf(after) === linesOf(state)) {
        assert.equal(marked(again), marked(state), where);
      }
    }
    moved.push({ state, after, where });
  }
  const html = renderAll(
    moved.flatMap(({ state, after }) => [state.doc.toString(), after.doc.toString()]),
  );
  moved.forEach(({ where }, i) => {
    const [before = '', now = ''] = html.slice(2 * i);
    assert.deepEqual(sorted(pathsOf(now)), sorted(pathsOf(before)), where);
    assert.equal(
      Array.from(textOf(now)).sort().join(''),
      Array.from(textOf(before)).sort().join(''),
      where,
    );
  });
});

function linesOf({ doc }: EditorState): string {
  return doc.toString().split('\n').sort().join('\n');
}

function sorted(paths: ReadonlyMap<string, readonly string[]>): string[] {
  return [...paths].map(([word, path]) => `${word}: ${path.join(' ')}`).sort();
}

function withSelection(doc: string, random: Random): EditorState {
  const anchor = Math.floor(random.below(doc.length + 1));
  const reach = random.below(3) < 1 ? 30 : 1;
  const head = Math.min(doc.length, anchor + Math.floor(random.below(reach)));
  return random.below(2) < 1 ? stateWith(doc, anchor, head) : stateWith(doc, head, anchor);
}
