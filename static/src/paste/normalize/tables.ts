import type { Element, Root } from 'hast';
import {
  childrenOf,
  element,
  findElement,
  isBlank,
  isElement,
  replaceElements,
  setChildren,
  type Child,
} from './elements.js';

/** Makes text of tables that are only there to lay out a page, and gives the others a row of headings. */
export function tidyTables(root: Root): void {
  replaceElements(root, (node, parent) => {
    if (!isElement(node, 'table')) {
      return [node];
    }
    const rows = rowsOf(node);
    const cells = rows.flatMap(cellsOf);
    const isLayout =
      node.properties.role === 'presentation' ||
      cells.length === 1 ||
      rows.every(
        (row) => cellsOf(row).length <= 1 && !row.children.some((cell) => isElement(cell, 'th')),
      ) ||
      cells.some((cell) => findElement(cell, ({ tagName }) => tagName === 'table') !== undefined);
    if (isLayout) {
      const [only] = cells;
      const isText = cells.length === 1 && only !== undefined && !isElement(parent, 'td', 'th');
      return [
        ...captionsOf(node),
        ...(isText ? contentOf(only) : cells.map((cell) => element('div', childrenOf(cell)))),
      ];
    }
    const hasHeadings =
      findElement(node, ({ tagName }) => tagName === 'th' || tagName === 'thead') !== undefined;
    const [first] = rows;
    if (!hasHeadings && first !== undefined) {
      for (const cell of cellsOf(first)) {
        cell.tagName = 'th';
        plainHeading(cell);
      }
    }
    for (const cell of cells) {
      alignByStyle(cell);
    }
    return [...captionsOf(node), node];
  });
}

function captionsOf(table: Element): Element[] {
  return table.children
    .filter((child) => isElement(child, 'caption'))
    .map((caption) => element('div', childrenOf(caption)));
}

function contentOf(cell: Element): Child[] {
  return childrenOf(cell);
}

function rowsOf(table: Element): Element[] {
  return table.children.flatMap((child) =>
    isElement(child, 'tr')
      ? [child]
      : isElement(child, 'thead', 'tbody', 'tfoot')
        ? child.children.filter((row) => isElement(row, 'tr'))
        : [],
  );
}

function cellsOf(row: Element): Element[] {
  return row.children.filter((child) => isElement(child, 'td', 'th'));
}

/** Bold that a heading's cell has as a whole says no more than that it is one. */
function plainHeading(cell: Element): void {
  const [only, ...others] = cell.children.filter((child) => !isBlank(child));
  if (others.length > 0) {
    return;
  }
  if (isElement(only, 'strong')) {
    setChildren(cell, childrenOf(only));
  } else if (isElement(only, 'p', 'div')) {
    plainHeading(only);
  }
}

function alignByStyle(cell: Element): void {
  const { style } = cell.properties;
  const alignment =
    typeof style === 'string' ? /text-align:\s*(left|center|right)/i.exec(style)?.[1] : undefined;
  if (alignment !== undefined && cell.properties.align === undefined) {
    cell.properties.align = alignment.toLowerCase();
  }
}
