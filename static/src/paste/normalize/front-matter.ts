import { joinLines } from '../../util/join-lines.js';
import type { Element, Root } from 'hast';
import {
  childrenOf,
  classesOf,
  findElement,
  forEachParent,
  isElement,
  replaceElements,
  textOf,
} from './elements.js';

/** A key as the engine reads it. */
const KEY = /^(?!-)[\w.\-\u0080-\uffff]+$/;

/** A value that would be read as a list, or without its quotation marks. */
const SPECIAL_VALUE = /^(?:\[.*\]|(["']).+\1)$/;

/** Reduces the properties at the start of a rendered document to their table, with their source as data. */
export function frontMatter(root: Root): void {
  forEachParent(root, (parent) => {
    if (parent.type === 'element') {
      delete parent.properties['dataProperties'];
    }
  });
  replaceElements(root, (node) => {
    const table =
      isElement(node, 'details') && classesOf(node).includes('front-matter')
        ? childrenOf(node).find((child) => isElement(child, 'table'))
        : undefined;
    if (!isElement(table)) {
      return [node];
    }
    const source = sourceOf(table);
    if (source !== undefined) {
      table.properties['dataProperties'] = source;
    }
    return [table];
  });
}

function sourceOf(table: Element): string | undefined {
  const lines: string[] = [];
  forEachParent(table, (row) => {
    if (isElement(row, 'tr')) {
      const key = findElement(row, ({ tagName }) => tagName === 'th');
      const value = findElement(row, ({ tagName }) => tagName === 'td');
      lines.push(`${key ? textOf(key) : ''}: ${value ? written(textOf(value)) : ''}`.trimEnd());
    }
  });
  const keys = lines.map((line) => line.slice(0, line.indexOf(':')));
  return keys.length > 0 && keys.every((key) => KEY.test(key))
    ? ['---', ...lines, '---'].join('\n')
    : undefined;
}

/** Lines are those of the table; a value of several is one here. */
function written(value: string): string {
  const line = joinLines(value.trim());
  return SPECIAL_VALUE.test(line) ? `"${line}"` : line;
}
