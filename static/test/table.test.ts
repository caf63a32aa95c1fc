import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { cellsOf, editTable, formatTable, type TableEdit } from '../src/formatting/table.js';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowBelow,
  align,
  nextCell,
  previousCell,
  removeColumn,
  removeRow,
  tidy,
} from '../src/formatting/table-edits.js';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { Random } from './random.js';

/** The text with `^` as the caret, and where the selection is after an edit, `^` at both its ends. */
function edited(marked: string, edit: TableEdit): string | undefined {
  const state = EditorState.create({
    doc: marked.replace('^', ''),
    selection: EditorSelection.cursor(marked.indexOf('^')),
    extensions: [markdownHighlighting],
  });
  return markedAfter(state, editTable(edit));
}

function markedAfter(state: EditorState, command: StateCommand): string | undefined {
  let after: EditorState | undefined;
  command({
    state,
    dispatch: (transaction) => {
      after = transaction.state;
    },
  });
  if (after === undefined) {
    return undefined;
  }
  const { from, to } = after.selection.main;
  const text = after.doc.toString();
  return `${text.slice(0, from)}^${text.slice(from, to)}${from === to ? '' : '^'}${text.slice(to)}`;
}

const TABLE = 'x\n\n| a | b |\n|---|:-:|\n| c^ | d |\n\ny';
const cases: readonly (readonly [string, TableEdit, string, string | undefined])[] = [
  ['tidy', tidy, TABLE, 'x\n\n| a   |  b  |\n| --- | :-: |\n| ^c^   |  d  |\n\ny'],
  ['next cell', nextCell, TABLE, 'x\n\n| a   |  b  |\n| --- | :-: |\n| c   |  ^d^  |\n\ny'],
  ['previous cell', previousCell, TABLE, 'x\n\n| a   |  ^b^  |\n| --- | :-: |\n| c   |  d  |\n\ny'],
  [
    'a row behind the last cell',
    nextCell,
    '| a |\n|---|\n| b^ |',
    '| a   |\n| --- |\n| b   |\n| ^    |',
  ],
  ['row below', addRowBelow, '| a^ |\n|---|\n| b |', '| a   |\n| --- |\n| ^    |\n| b   |'],
  ['row above', addRowAbove, '| a |\n|---|\n| b^ |', '| a   |\n| --- |\n| ^    |\n| b   |'],
  ['no row above the headings', addRowAbove, '| a^ |\n|---|', undefined],
  ['row removed', removeRow, '| a |\n|---|\n| b^ |\n| c |', '| a   |\n| --- |\n| ^c^   |'],
  ['column after', addColumnAfter, '| a^ |\n|---|', '| a   | ^    |\n| --- | --- |'],
  ['column before', addColumnBefore, '| a^ |\n|---|', '| ^    | a   |\n| --- | --- |'],
  ['column removed', removeColumn, '| a^ | b |\n|---|---|', '| ^b^   |\n| --- |'],
  ['the last column stays', removeColumn, '| a^ |\n|---|', undefined],
  ['align', align('right'), '| a^ |\n|---|', '|   ^a^ |\n| --: |'],
  ['align no more', align('right'), '| a^ |\n|--:|', '| ^a^   |\n| --- |'],
  ['in a quote', tidy, '> | a |\n> |---|\n> | bc^ |', '> | a   |\n> | --- |\n> | ^bc^  |'],
  [
    'no pipes outside',
    tidy,
    'a | b\n--|--\nc^ | d',
    '| a   | b   |\n| --- | --- |\n| ^c^   | d   |',
  ],
  ['outside of tables', nextCell, 'a^b', undefined],
];
for (const [name, edit, before, after] of cases) {
  test(name, () => {
    assert.equal(edited(before, edit), after);
  });
}

test('wide characters take two columns', () => {
  assert.deepEqual(formatTable({ rows: [['漢字'], ['abcd']], alignments: [undefined] }), [
    '| 漢字 |',
    '| ---- |',
    '| abcd |',
  ]);
});

test('tidying keeps every cell, and a second time changes nothing', () => {
  const random = Random.fromEnvironment();
  const parts = ['a', 'bc d', '\\|', '`x`', '', '漢', '**z**'] as const;
  const alignments = [undefined, 'left', 'center', 'right'] as const;
  for (let i = 0; i < 300; i++) {
    const columns = 1 + Math.floor(random.below(4));
    const cells = () =>
      Array.from({ length: columns }, () => `${random.pick(parts)}${random.pick(parts)}`.trim());
    const table = {
      rows: Array.from({ length: 1 + Math.floor(random.below(4)) }, cells),
      alignments: Array.from({ length: columns }, () => random.pick(alignments)),
    };
    const lines = formatTable(table);
    const seed = `seed ${String(random.seed)}, ${lines.join('\n')}`;
    assert.deepEqual(
      [lines[0], ...lines.slice(2)].map((line) => {
        const found = cellsOf(line ?? '');
        return [...found, ...Array.from({ length: columns - found.length }, () => '')];
      }),
      table.rows,
      seed,
    );
    const text = lines.join('\n');
    assert.equal(edited(`|^${text.slice(1)}`, tidy)?.replaceAll('^', ''), text, seed);
  }
});
