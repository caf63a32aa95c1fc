import type { ChangeSet, ChangeSpec, EditorState, TransactionSpec } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import {
  columnsOf,
  depthOf,
  type Item,
  itemAt,
  linePlace,
  linePrefix,
  linesOf,
  type Stretch,
} from './containers.js';
import { isIrregular, isOfOneNumber, type ListNumber, numbersOf } from './list-numbers.js';

/**
 * Indents the lines of an item that begin after a place, by columns that may be negative. Lazy continuation
 * lines (spec, 5.2) and blank ones stay as they are.
 *
 * @param after by default the item's marker
 */
export function indentRest(
  state: EditorState,
  item: Item,
  columns: number,
  after = item.markerFrom,
): ChangeSpec[] {
  return columns === 0
    ? []
    : linesOf(state, item.node)
        .filter(({ from }) => from > after)
        .flatMap((line) => {
          const { containers, parts } = linePlace(state, line);
          const part = parts[depthOf(containers, item)];
          if (part === undefined || state.sliceDoc(part.from, line.to).trim() === '') {
            return [];
          }
          return columns > 0
            ? [{ from: part.from, insert: ' '.repeat(columns) }]
            : [
                {
                  from: part.from,
                  to: part.to,
                  insert: ' '.repeat(Math.max(0, columnsOf(line, part.from, part.to) + columns)),
                },
              ];
        });
}

/** Numbers items of an ordered list from a number on, and indents their content to match. */
export function numbering(
  state: EditorState,
  list: SyntaxNode,
  items: readonly ListNumber[],
  start: number,
): ChangeSpec[] {
  return items.flatMap(({ number, digits: { length }, markerFrom }, i) => {
    if (number === undefined || number === start + i) {
      return [];
    }
    const digits = String(start + i);
    const item = digits.length === length ? undefined : itemAt(state, list, markerFrom);
    return [
      { from: markerFrom, to: markerFrom + length, insert: digits },
      ...(item === undefined ? [] : indentRest(state, item, digits.length - length)),
    ];
  });
}

/** The items of an ordered list behind one of them, if their numbers follow from it. */
export function itemsAfter(state: EditorState, item: Item): ListNumber[] {
  if (item.number === undefined) {
    return [];
  }
  const items = numbersOf(state, item.list);
  return isOfOneNumber(items) || isIrregular(items)
    ? []
    : items.filter(({ markerFrom }) => markerFrom > item.markerFrom);
}

/** The number of an item that is put behind another one; of no meaning for bullets. */
export function numberAfter(state: EditorState, { number, list }: Item): number {
  return number === undefined ? 1 : number + (isOfOneNumber(numbersOf(state, list)) ? 0 : 1);
}

/** Numbers ordered lists again that have changed; in each, the first number stays. */
function renumbering(state: EditorState, lists: readonly SyntaxNode[]): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  for (const list of lists) {
    const items = numbersOf(state, list);
    if (!isOfOneNumber(items)) {
      changes.push(numbering(state, list, items, items[0]?.number ?? 1));
    }
  }
  return changes;
}

function orderedLists(state: EditorState, { from, to }: Stretch): SyntaxNode[] {
  const lists: SyntaxNode[] = [];
  syntaxTreeTo(state, to).iterate({
    from,
    to,
    enter: ({ name, node }) => {
      if (name === 'OrderedList') {
        lists.push(node);
      }
    },
  });
  return lists;
}

/**
 * A change, and then the numbers of the ordered lists around it made right, but for those that were not
 * consecutive before.
 *
 * @param spec with its selection in the text after the change
 */
export function renumbered(state: EditorState, spec: TransactionSpec): TransactionSpec {
  const first = state.changes(spec.changes ?? []);
  const between = state.update({
    changes: first,
    // The whole is held to the maximum length, not a part of it.
    filter: false,
    ...(spec.selection === undefined ? {} : { selection: spec.selection }),
  });
  const irregular = new Set(
    orderedLists(state, around(first, 'old'))
      .filter((list) => isIrregular(numbersOf(state, list)))
      .map(({ from }) => first.mapPos(from, -1)),
  );
  const lists = orderedLists(between.state, around(first, 'new')).filter(
    ({ from }) => !irregular.has(from),
  );
  const second = between.state.changes(renumbering(between.state, lists));
  return {
    ...spec,
    changes: first.compose(second),
    selection: between.newSelection.map(second, 1),
  };
}

/** The range of a change, and the line ends beside it: the next list, or the same one, may follow from it. */
function around(changes: ChangeSet, side: 'old' | 'new'): Stretch {
  const length = side === 'old' ? changes.length : changes.newLength;
  let from = length;
  let to = 0;
  changes.iterChangedRanges((oldFrom, oldTo, newFrom, newTo) => {
    from = Math.min(from, side === 'old' ? oldFrom : newFrom);
    to = Math.max(to, side === 'old' ? oldTo : newTo);
  });
  return { from: Math.max(0, Math.min(from, to) - 1), to: Math.min(length, to + 2) };
}

/**
 * Makes an item what it contains, apart from the lines before and after.
 *
 * @param position whether it is the first, and the last, of the items for which that is done
 * @param unlistedToo the places of the markers of items around it that become their content with it
 */
export function unlisted(
  state: EditorState,
  item: Item,
  position = { isFirst: true, isLast: true },
  unlistedToo: ReadonlySet<number> = new Set(),
): ChangeSpec[] {
  const line = state.doc.lineAt(item.markerFrom);
  const place = linePlace(state, line);
  const depth = depthOf(place.containers, item);
  const prefix = linePrefix(place.containers.slice(0, depth), ({ markerFrom, width }) =>
    unlistedToo.has(markerFrom) ? 0 : width,
  );
  const blank = `${prefix.trimEnd()}\n`;
  const last = linesOf(state, item.node).at(-1) ?? line;
  return [
    ...(position.isFirst && isText(state, line.number - 1)
      ? [{ from: line.from, insert: blank }]
      : []),
    { from: place.parts[depth]?.from ?? line.from, to: item.contentFrom },
    ...indentRest(state, item, -item.width),
    ...(position.isLast && isText(state, last.number + 1)
      ? [{ from: last.to + 1, insert: blank }]
      : []),
  ];
}

/** Returns whether a line has more than white space and marks of quotes. */
export function isText(state: EditorState, number: number): boolean {
  return (
    number >= 1 &&
    number <= state.doc.lines &&
    state.doc.line(number).text.replace(/[\s>]/g, '') !== ''
  );
}
