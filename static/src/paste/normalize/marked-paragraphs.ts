import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  forEachParent,
  isBlank,
  isElement,
  setChildren,
  textOf,
} from './elements.js';
import { levelsOf, type ListMark, listMarkOf, makesList } from './list-marks.js';
import { listsOf } from './word-lists.js';

interface Marked {
  readonly paragraph: Element;
  readonly mark: ListMark;
}

/** Makes lists of paragraphs in a row that begin with bullets or numbers as their text. */
export function markedParagraphs(root: Root): void {
  forEachParent(root, (parent) => {
    if (isElement(parent, 'li', 'pre')) {
      return;
    }
    const result: Child[] = [];
    let run: Child[] = [];
    let items: Marked[] = [];
    const flush = (): void => {
      result.push(...(makesList(items.map(({ mark }) => mark)) ? listOf(items) : run));
      run = [];
      items = [];
    };
    for (const child of childrenOf(parent)) {
      const mark = isElement(child, 'p', 'div') ? listMarkOf(textOf(child)) : undefined;
      if (mark !== undefined && isElement(child)) {
        items.push({ paragraph: child, mark });
        run.push(child);
      } else if (items.length > 0 && isBlank(child)) {
        run.push(child);
      } else {
        flush();
        result.push(child);
      }
    }
    flush();
    setChildren(parent, result);
  });
}

function listOf(items: readonly Marked[]): Child[] {
  const levels = levelsOf(items.map(({ mark }) => mark));
  return listsOf(
    items.map(({ paragraph, mark }, index) => {
      dropText(paragraph, mark.length);
      return { level: levels[index] ?? 1, number: mark.number, content: childrenOf(paragraph) };
    }),
  );
}

/** Drops the first characters of a text. Returns the number of those that are left to be dropped. */
function dropText(parent: Element, length: number): number {
  let left = length;
  for (const child of parent.children) {
    if (child.type === 'text') {
      const { value } = child;
      child.value = value.slice(left);
      left = Math.max(0, left - value.length);
    } else if (isElement(child)) {
      left = dropText(child, left);
    }
  }
  return left;
}
