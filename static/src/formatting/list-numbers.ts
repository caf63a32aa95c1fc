import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** The parts of an item that numbering needs: a list can have thousands of items. */
export interface ListNumber {
  /** Undefined for a bullet. */
  readonly number: number | undefined;
  /** The digits as they are written; empty for a bullet. */
  readonly digits: string;
  readonly markerFrom: number;
}

/** Returns the numbers of a list's items, in their order. */
export function numbersOf(state: EditorState, list: SyntaxNode): ListNumber[] {
  const text = state.sliceDoc(list.from, list.to);
  const numbers: ListNumber[] = [];
  const cursor = list.cursor();
  if (!cursor.firstChild()) {
    return numbers;
  }
  do {
    // The node of an item begins before the indentation, its marker behind.
    if (cursor.name === 'ListItem' && cursor.firstChild()) {
      if (cursor.type.name === 'ListMark') {
        const digits = text.slice(cursor.from - list.from, cursor.to - list.from - 1);
        const number = digits === '' ? undefined : Number(digits);
        numbers.push({ number, digits, markerFrom: cursor.from });
      }
      cursor.parent();
    }
  } while (cursor.nextSibling());
  return numbers;
}

/** Returns whether all items of a list have one number, which is a style of its own. */
export function isOfOneNumber(items: readonly Pick<ListNumber, 'number'>[]): boolean {
  return items.length > 1 && items.every(({ number }) => number === items[0]?.number);
}

/** Returns whether the numbers of a list are the writer's own: neither consecutive nor one. */
export function isIrregular(items: readonly Pick<ListNumber, 'number'>[]): boolean {
  return (
    !isOfOneNumber(items) && items.some(({ number }, i) => number !== (items[0]?.number ?? 0) + i)
  );
}
