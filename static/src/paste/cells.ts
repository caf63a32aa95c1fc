import { joinLines } from '../util/join-lines.js';
import { formatTable } from '../formatting/table.js';

/**
 * The cells that a spreadsheet copies: rows of cells with tabs between them; those with a tab, a line end or
 * a quotation mark in them are quoted (as in CSV, RFC 4180).
 *
 * @returns undefined where it is no such text: of a single cell, or not of as many in each row
 */
export function cellsIn(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n?|\n|$)/gy;
  const source = text.replace(/(?:\r\n?|\n)$/, '');
  for (let match = cell.exec(source); match !== null; match = cell.exec(source)) {
    const [, quoted, plain = '', end = ''] = match;
    row.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end !== '\t') {
      rows.push(row);
      row = [];
    }
    if (end === '') {
      break;
    }
  }
  const columns = rows[0]?.length ?? 0;
  return columns > 1 && rows.every(({ length }) => length === columns) ? rows : undefined;
}

/** A table of such cells, the first row being the headings. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  return formatTable({
    rows: rows.map((row) => row.map(escaped)),
    alignments: (rows[0] ?? []).map(() => undefined),
  }).join('\n');
}

/** A cell is one line, and text: what would be markup in it is not meant so. */
function escaped(cell: string): string {
  return joinLines(cell.replace(/[\\`*_[\]<|~]/g, '\\$&'), '<br>');
}
