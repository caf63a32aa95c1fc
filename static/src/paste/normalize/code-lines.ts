import type { Element, Root } from 'hast';
import {
  childrenOf,
  classesOf,
  element,
  findElement,
  isElement,
  replaceElements,
  textOf,
  type Child,
} from './elements.js';

/** The classes by which highlighters name cells and elements for the numbers of lines. */
const NUMBERS = /^(?:linenos?|linenodiv|line-numbers-rows)$/;
const NUMBERS_OF_ROWS = /^(?:gutter|rouge-gutter|blob-num|hljs-ln-numbers)$/;

/** The classes of cells that hold a line of code each. */
const LINE = /^(?:blob-code|hljs-ln-code)$/;

/** Makes code of tables that show it beside the numbers of its lines, which belong to no code. */
export function codeInTables(root: Root): void {
  replaceElements(root, (node, parent) => {
    const isCell = isElement(node, 'td', 'th');
    if (
      classesOf(node).some((name) => NUMBERS.test(name) || (isCell && NUMBERS_OF_ROWS.test(name)))
    ) {
      return [];
    }
    if (!isElement(node, 'table')) {
      return [node];
    }
    const code = codeOf(node);
    // Rouge puts the table into the code block itself.
    return code === undefined
      ? [node]
      : isElement(parent, 'code', 'pre')
        ? [{ type: 'text', value: code }]
        : [pre(code)];
  });
}

function pre(text: string): Element {
  return element('pre', [element('code', [{ type: 'text', value: text }])]);
}

/** Returns the code that a table is there for; undefined if it is a table of other content. */
function codeOf(table: Element): string | undefined {
  const cells = cellsIn(table);
  if (cells.length > 0 && cells.every((cell) => classesOf(cell).some((name) => LINE.test(name)))) {
    return cells.map((cell) => `${textOf(cell).replace(/\n$/, '')}\n`).join('');
  }
  const [only, ...others] = cells;
  const block = only && findElement(only, ({ tagName }) => tagName === 'pre');
  const isCode =
    only !== undefined && classesOf(only).some((name) => /^(?:code|rouge-code)$/.test(name));
  return others.length === 0 && isCode && block !== undefined ? textOf(block) : undefined;
}

function cellsIn(node: Element): Element[] {
  return childrenOf(node).flatMap((child: Child) =>
    isElement(child, 'td', 'th') ? [child] : isElement(child) ? cellsIn(child) : [],
  );
}
