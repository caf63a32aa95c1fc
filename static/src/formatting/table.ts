import {
  EditorSelection,
  type EditorState,
  type StateCommand,
  type TransactionSpec,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { widthOf } from './text-width.js';

export type Alignment = 'left' | 'center' | 'right' | undefined;

/** A table of the text: rows of cells, of which the first one is the headings. */
export interface Table {
  /** A row may have more cells than there are columns: GFM leaves those out, but they stay in the source. */
  readonly rows: readonly (readonly string[])[];
  readonly alignments: readonly Alignment[];
}

/** A cell's place in its table: the row of the headings is 0. */
interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Returns the changed table, and the cell that the caret moves to, or `below` for a paragraph below of the
 * table; undefined changes nothing.
 */
export type TableEdit = (
  table: Table,
  cell: Cell,
) => { readonly table: Table; readonly cell: Cell | 'below' } | undefined;

/** GFM, tables: a delimiter row's cells have at least one hyphen; three are customary. */
const NARROWEST = 3;

/** The cells of a row. A pipe with a backslash before it is a cell's own, in code as well (GFM). */
export function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '');
  const cells: string[] = [];
  let start = 0;
  for (const { 0: match, index } of inner.matchAll(/\\[^]|\|/g)) {
    if (match === '|') {
      cells.push(inner.slice(start, index).trim());
      start = index + 1;
    }
  }
  const rest = inner.slice(start).trim();
  return rest === '' ? cells : [...cells, rest];
}

/** The source of a table, its columns aligned for a monospaced font. */
export function formatTable({ rows, alignments }: Table): string[] {
  const widths = alignments.map((_, column) =>
    Math.max(NARROWEST, ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = rows.map((row) =>
    line([
      ...widths.map((width, column) => padded(row[column] ?? '', width, alignments[column])),
      ...row.slice(widths.length),
    ]),
  );
  const delimiters = line(
    widths.map((width, column) => {
      const alignment = alignments[column];
      const start = alignment === 'left' || alignment === 'center' ? ':' : '-';
      const end = alignment === 'right' || alignment === 'center' ? ':' : '-';
      return start + '-'.repeat(width - 2) + end;
    }),
  );
  return [...lines.slice(0, 1), delimiters, ...lines.slice(1)];
}

/** Returns whether the caret is in a table. */
export function isInTable(state: EditorState): boolean {
  return tableAt(state) !== undefined;
}

/** The cell with the caret, and the size of its table; rows and columns count from 1. */
export function cellPosition(
  state: EditorState,
): Readonly<Record<'row' | 'rows' | 'column' | 'columns', number>> | undefined {
  const place = placeOf(state);
  return (
    place && {
      row: place.cell.row + 1,
      rows: place.table.rows.length,
      column: place.cell.column + 1,
      columns: place.table.alignments.length,
    }
  );
}

/** Changes the table with the caret, in one step, and tidies its source. */
export function editTable(edit: TableEdit): StateCommand {
  return ({ state, dispatch }) => {
    const place = state.readOnly ? undefined : placeOf(state);
    const result = place && edit(place.table, place.cell);
    if (place === undefined || result === undefined) {
      return false;
    }
    const lines = formatTable(result.table);
    if (result.cell === 'below') {
      dispatch(state.update(leaving(place, lines)));
      return true;
    }
    const insert = lines.join(`\n${place.prefix}`);
    // The delimiters are the second line.
    const index = result.cell.row + (result.cell.row > 0 ? 1 : 0);
    const lineStart = lines
      .slice(0, index)
      .reduce((sum, { length }) => sum + length + 1 + place.prefix.length, place.from);
    const [start, end] = cellRange(lines[index] ?? '', result.cell.column);
    dispatch(
      state.update({
        ...(insert === state.sliceDoc(place.from, place.to)
          ? {}
          : { changes: { from: place.from, to: place.to, insert } }),
        selection: EditorSelection.range(lineStart + start, lineStart + end),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

/** Breaks the line within a cell: a line end would end the row. */
export const breakInCell: StateCommand = ({ state, dispatch }) => {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const place = state.readOnly || to > line.to ? undefined : placeOf(state);
  if (place === undefined || from <= place.from || isDelimiters(state, place, line.number)) {
    return false;
  }
  dispatch(
    state.update(state.replaceSelection('<br>'), { userEvent: 'input', scrollIntoView: true }),
  );
  return true;
};

/** Puts the caret below of a table, with a blank line between, without which the text would be a row. */
function leaving(place: Place, lines: readonly string[]): TransactionSpec {
  const table = lines.join(`\n${place.prefix}`);
  const insert = `${table}\n${place.prefix.trimEnd()}\n${place.prefix}`;
  return {
    changes: { from: place.from, to: place.to, insert },
    selection: EditorSelection.cursor(place.from + insert.length),
    userEvent: 'input',
    scrollIntoView: true,
  };
}

function isDelimiters(state: EditorState, place: Place, line: number): boolean {
  return line === state.doc.lineAt(place.from).number + 1;
}

interface Place {
  readonly from: number;
  readonly to: number;
  /** The characters that the table's container, such as a quote, puts before each of its lines. */
  readonly prefix: string;
  readonly table: Table;
  readonly cell: Cell;
}

function tableAt(state: EditorState): SyntaxNode | undefined {
  const { head } = state.selection.main;
  return enclosing(state, { from: head, to: head }, 'Table');
}

function placeOf(state: EditorState): Place | undefined {
  const { head } = state.selection.main;
  const node = tableAt(state);
  if (node === undefined) {
    return undefined;
  }
  const first = state.doc.lineAt(node.from);
  const last = state.doc.lineAt(node.to);
  // The marker of a list's item stands before its first line only.
  const prefix = first.text.slice(0, node.from - first.from).replace(/[^>\s]/g, ' ');
  const texts: string[] = [];
  for (let number = first.number; number <= last.number; number++) {
    const { text } = state.doc.line(number);
    texts.push(number === first.number ? text.slice(prefix.length) : text.replace(/^[ \t>]*/, ''));
  }
  const [headings = '', delimiters = '', ...others] = texts;
  const alignments = cellsOf(delimiters).map(alignmentOf);
  const row = (text: string) => {
    const cells = cellsOf(text);
    return [
      ...cells,
      ...Array.from({ length: Math.max(0, alignments.length - cells.length) }, () => ''),
    ];
  };
  const table = { rows: [row(headings), ...others.map(row)], alignments };
  const line = state.doc.lineAt(head);
  const start = line.number === first.number ? node.from : line.from;
  const before = state.sliceDoc(Math.min(start, head), head).replace(/^[ \t>]*\|?/, '');
  const pipes = before.replace(/\\[^]/g, '').split('|').length - 1;
  const number = line.number - first.number;
  return {
    from: node.from,
    to: last.to,
    prefix,
    table,
    cell: {
      row: Math.max(0, number - (number > 0 ? 1 : 0)),
      column: Math.min(pipes, alignments.length - 1),
    },
  };
}

function alignmentOf(delimiter: string): Alignment {
  const start = delimiter.startsWith(':');
  const end = delimiter.endsWith(':');
  return start && end ? 'center' : start ? 'left' : end ? 'right' : undefined;
}

function padded(text: string, width: number, alignment: Alignment): string {
  const room = width - widthOf(text);
  const before = alignment === 'right' ? room : alignment === 'center' ? Math.floor(room / 2) : 0;
  return ' '.repeat(before) + text + ' '.repeat(room - before);
}

/** The range of a cell's text in a tidy row. */
function cellRange(line: string, column: number): readonly [number, number] {
  const pipes = [...line.matchAll(/\\[^]|\|/g)].filter(([match]) => match === '|');
  const start = (pipes[column]?.index ?? 0) + 1;
  const end = pipes[column + 1]?.index ?? line.length;
  const text = line.slice(start, end);
  const from = text.trim() === '' ? start + 1 : start + text.length - text.trimStart().length;
  return [from, from + text.trim().length];
}
