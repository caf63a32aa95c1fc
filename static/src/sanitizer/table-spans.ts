import { maxRowSpanCells } from './allow-list.js';

/**
 * Takes all row spans from each table in which they cover more cells than the allow-list says.
 *
 * Chromium lays out a cell that spans rows once for each row and column it covers: 500 cells of 500 rows
 * and 10 columns, in 18 KB, take 2 s, and no limit on a single span prevents that. Column spans alone
 * cost nothing to speak of.
 */
export function dropExcessiveRowSpans(root: ParentNode): void {
  const cellsOf = new Map<Element, Element[]>();
  for (const cell of root.querySelectorAll('[rowspan]')) {
    const table = cell.closest('table');
    if (table !== null) {
      const cells = cellsOf.get(table) ?? [];
      cells.push(cell);
      cellsOf.set(table, cells);
    }
  }
  for (const cells of cellsOf.values()) {
    if (cells.reduce((sum, cell) => sum + coveredBy(cell), 0) > maxRowSpanCells) {
      for (const cell of cells) {
        cell.removeAttribute('rowspan');
      }
    }
  }
}

/** Returns whether any of the nodes, or an element in them, has a row span. */
export function hasRowSpans(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      node.nodeType === Node.ELEMENT_NODE &&
      ((node as Element).hasAttribute('rowspan') ||
        (node as Element).querySelector('[rowspan]') !== null),
  );
}

/** Returns the number of cells that one covers which has a row span. */
export function coveredBy(cell: Pick<Element, 'getAttribute'>): number {
  return Number(cell.getAttribute('rowspan')) * Number(cell.getAttribute('colspan') ?? 1);
}
