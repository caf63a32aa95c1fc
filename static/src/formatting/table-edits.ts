import type { Alignment, Table, TableEdit } from './table.js';

/** Nothing but the tidying that comes with each edit. */
export const tidy: TableEdit = (table, cell) => ({ table, cell });

/** A row below that of the caret. */
export const addRowBelow: TableEdit = (table, { row }) => ({
  table: withRow(table, row + 1),
  cell: { row: row + 1, column: 0 },
});

/** A row above that of the caret; above the headings there can be none. */
export const addRowAbove: TableEdit = (table, { row }) =>
  row === 0 ? undefined : { table: withRow(table, row), cell: { row, column: 0 } };

/** Without the row of the caret; the headings stay. */
export const removeRow: TableEdit = (table, { row, column }) =>
  row === 0
    ? undefined
    : {
        table: { ...table, rows: without(table.rows, row) },
        cell: { row: Math.min(row, table.rows.length - 2), column },
      };

export const addColumnBefore: TableEdit = (table, { row, column }) => ({
  table: withColumn(table, column),
  cell: { row, column },
});

export const addColumnAfter: TableEdit = (table, { row, column }) => ({
  table: withColumn(table, column + 1),
  cell: { row, column: column + 1 },
});

/** Without the column of the caret; the last one stays. */
export const removeColumn: TableEdit = (table, { row, column }) =>
  table.alignments.length === 1
    ? undefined
    : {
        table: {
          rows: table.rows.map((cells) => without(cells, column)),
          alignments: without(table.alignments, column),
        },
        cell: { row, column: Math.min(column, table.alignments.length - 2) },
      };

/** Aligns the column of the caret; what is aligned so is no longer. */
export function align(alignment: Alignment): TableEdit {
  return (table, cell) => ({
    table: {
      ...table,
      alignments: table.alignments.map((old, column) =>
        column !== cell.column ? old : old === alignment ? undefined : alignment,
      ),
    },
    cell,
  });
}

/** On to the next cell; behind the last one there is a new row. */
export const nextCell: TableEdit = (table, { row, column }) => {
  if (column + 1 < table.alignments.length) {
    return { table, cell: { row, column: column + 1 } };
  }
  return row + 1 < table.rows.length
    ? { table, cell: { row: row + 1, column: 0 } }
    : { table: withRow(table, row + 1), cell: { row: row + 1, column: 0 } };
};

/** Back to the cell before; from the first one, nowhere. */
export const previousCell: TableEdit = (table, { row, column }) => {
  if (column > 0) {
    return { table, cell: { row, column: column - 1 } };
  }
  const last = table.alignments.length - 1;
  return { table, cell: row > 0 ? { row: row - 1, column: last } : { row, column } };
};

/**
 * Down to the same column of the next row; below the last one there is a new row. From an empty last row,
 * which it removes, the caret leaves the table.
 */
export const nextRow: TableEdit = (table, { row, column }) => {
  const below = { row: row + 1, column };
  if (row + 1 < table.rows.length) {
    return { table, cell: below };
  }
  return row > 0 && table.rows[row]?.every((cell) => cell === '') === true
    ? { table: { ...table, rows: without(table.rows, row) }, cell: 'below' }
    : { table: withRow(table, row + 1), cell: below };
};

function withRow(table: Table, row: number): Table {
  return {
    ...table,
    rows: withItem(
      table.rows,
      row,
      table.alignments.map(() => ''),
    ),
  };
}

function withColumn(table: Table, column: number): Table {
  return {
    rows: table.rows.map((cells) => withItem(cells, column, '')),
    alignments: withItem(table.alignments, column, undefined),
  };
}

function withItem<Item>(list: readonly Item[], index: number, item: Item): Item[] {
  return [...list.slice(0, index), item, ...list.slice(index)];
}

function without<Item>(list: readonly Item[], index: number): Item[] {
  return [...list.slice(0, index), ...list.slice(index + 1)];
}
