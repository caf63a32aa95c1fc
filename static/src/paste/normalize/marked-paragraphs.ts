import type { Element, Root } from 'hast';
import { type Child, childrenOf, isElement, textOf } from './elements.js';
import { levelsOf, type ListMark, listMarkOf, makesList } from './list-marks.js';
import { gatherItems, listsOf } from './word-lists.js';

interface Marked {
  readonly paragraph: Element;
  readonly mark: ListMark;
}

/** Makes lists of paragraphs in a row that begin with bullets or numbers as their text. */
export function markedParagraphs(root: Root): void {
  gatherItems(
    root,
    (child, parent) => {
      const isText = isElement(child, 'p', 'div') && !isElement(parent, 'li', 'pre');
      const mark = isText ? listMarkOf(textOf(child)) : undefined;
      return isText && mark !== undefined ? [{ paragraph: child, mark }] : undefined;
    },
    (items: readonly Marked[], run) =>
      makesList(items.map(({ mark }) => mark)) ? listOf(items) : run,
  );
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
