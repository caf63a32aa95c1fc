import assert from 'node:assert/strict';
import test from 'node:test';
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import {
  breakInCell,
  cellsOf,
  editTable,
  formatTable,
  type TableEdit,
} from '../src/formatting/table.js';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowBelow,
  align,
  nextCell,
  nextRow,
  previousCell,
  removeColumn,
  removeRow,
  tidy,
} from '../src/formatting/table-edits.js';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { widthOf } from '../src/formatting/text-width.js';
import { Random } from './random.js';

/** The text with `^` as the caret, and where the selection is after an edit, `^` at both its ends. */
function edited(marked: string, edit: TableEdit): string | undefined {
  const state = EditorState.create({
    doc: marked.replace('^', ''),
    selection: EditorSelection.cursor(marked.indexOf('^')),
    extensions: [markdownHighlighting()],
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
  [
    'cells beyond the headings stay',
    tidy,
    '| a^ |\n|---|\n| b | c | d |',
    '| ^a^   |\n| --- |\n| b   | c | d |',
  ],
  ['next row', nextRow, '| a^ |\n|---|\n| b |', '| a   |\n| --- |\n| ^b^   |'],
  [
    'a row below the last row',
    nextRow,
    '| a |\n|---|\n| b^ |',
    '| a   |\n| --- |\n| b   |\n| ^    |',
  ],
  ['a row below the delimiters', nextRow, '| a |\n|---|^', '| a   |\n| --- |\n| ^    |'],
  [
    'an empty last row is left',
    nextRow,
    '> | a |\n> |---|\n> | ^ |\n\ny',
    '> | a   |\n> | --- |\n>\n> ^\n\ny',
  ],
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

for (const [text, width] of [
  ['abc', 3],
  ['ラーメン', 8],
  ['、「」', 6],
  ['ｶﾞ', 2],
  ['🇩🇪', 2],
  ['👩‍👩‍👧', 2],
  ['👍🏽', 2],
  ['❤️', 2],
  ['❤', 1],
  ['1️⃣', 2],
  ['e\u0301', 1],
  ['a\u200bb', 2],
  ['한국', 4],
  ['한', 2],
  ['⚡', 2],
  ['“x”', 3],
] as const) {
  test(`the width of ${text}`, () => {
    assert.equal(widthOf(text), width);
  });
}

test('a line breaks within a cell', () => {
  const state = (head: number) =>
    EditorState.create({
      doc: '| a |\n|---|\n| b |',
      selection: EditorSelection.cursor(head),
      extensions: [markdownHighlighting()],
    });
  assert.equal(markedAfter(state(15), breakInCell), '| a |\n|---|\n| b<br>^ |');
  assert.equal(markedAfter(state(8), breakInCell), undefined);
});

/** The cells of the table, row by row, and the row and column of the caret. */
function shapeOf(state: EditorState): { rows: string[][]; cell: string } {
  const rows: string[][] = [];
  const { head } = state.selection.main;
  let cell = '';
  syntaxTree(state).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'TableHeader' || name === 'TableRow') {
        const { text } = state.doc.lineAt(from);
        rows.push(cellsOf(text.slice(text.indexOf('|'))));
        const line = state.doc.lineAt(from);
        if (head >= line.from && head <= Math.max(to, line.to)) {
          const pipes = state.sliceDoc(from, head).replace(/\\\|/g, '').split('|').length - 2;
          cell = `${String(rows.length - 1)}:${String(pipes)}`;
        }
      }
    },
  });
  return { rows, cell };
}

function after(state: EditorState, edit: TableEdit): EditorState {
  let result = state;
  editTable(edit)({
    state,
    dispatch: (transaction) => {
      result = transaction.state;
    },
  });
  return result;
}

test('edits keep the texts of all cells and the shape that they promise', () => {
  const random = Random.fromEnvironment();
  const below = (end: number) => Math.floor(random.below(end));
  const parts = ['a', 'bc d', '\\|', '`x`', '', '漢', '**z**', '👩‍👩‍👧'] as const;
  const edits = new Map<TableEdit, readonly [rows: number, columns: number]>([
    [tidy, [0, 0]],
    [addRowBelow, [1, 0]],
    [addColumnAfter, [0, 1]],
    [addColumnBefore, [0, 1]],
    [align('center'), [0, 0]],
    [previousCell, [0, 0]],
  ]);
  for (let i = 0; i < 200; i++) {
    const columns = 1 + below(4);
    const prefix = random.pick(['', '> ', '- ', '> - ', '1. > '] as const);
    const rest = prefix.replace(/[^>\s]/g, ' ');
    const row = (count: number) =>
      `|${Array.from({ length: count }, () => ` ${random.pick(parts)}${random.pick(parts)} |`).join('')}`;
    const lines = [
      row(columns),
      `|${'---|'.repeat(columns)}`,
      ...Array.from({ length: below(4) }, () => row(1 + below(5))),
    ];
    const doc = prefix + lines.join(`\n${rest}`);
    const place = below(lines.length);
    const line = [prefix, rest][Math.min(place, 1)] ?? '';
    const start = lines
      .slice(0, place)
      .reduce((sum, { length }) => sum + length + 1 + prefix.length, 0);
    const head = start + line.length + 1 + below((lines[place] ?? '').length);
    const before = EditorState.create({
      doc,
      selection: EditorSelection.cursor(head),
      extensions: [markdownHighlighting()],
    });
    const { rows } = shapeOf(before);
    const seed = `seed ${String(random.seed)}, ${JSON.stringify(doc)} at ${String(head)}`;
    const texts = (cells: readonly string[][]) =>
      cells
        .flat()
        .filter((cell) => cell !== '')
        .sort();
    for (const [edit, [moreRows, moreColumns]] of edits) {
      const edited = after(before, edit);
      const shape = shapeOf(edited);
      const what = `${seed} ${JSON.stringify(edited.doc.toString())}`;
      assert.equal(shape.rows.length, rows.length + moreRows, what);
      assert.equal(
        edited.doc.lineAt(edited.doc.line(2).to).text.split(/-\s*:?\s*\|/).length - 1,
        columns + moreColumns,
        what,
      );
      assert.deepEqual(texts(shape.rows), texts(rows), what);
    }
    const tidied = after(before, tidy);
    assert.equal(after(tidied, tidy).doc.toString(), tidied.doc.toString(), seed);
    const next = after(tidied, nextCell);
    if (next.doc.eq(tidied.doc)) {
      assert.equal(shapeOf(after(next, previousCell)).cell, shapeOf(tidied).cell, seed);
    }
    const down = after(tidied, nextRow);
    if (down.doc.lines >= tidied.doc.lines && down.doc.toString().endsWith('|')) {
      const [fromRow, fromColumn] = shapeOf(tidied).cell.split(':');
      assert.equal(shapeOf(down).cell, `${String(Number(fromRow) + 1)}:${fromColumn ?? ''}`, seed);
    }
  }
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
