import type { ChangeSpec, EditorState, StateCommand } from '@codemirror/state';
import { depthOf, type Item, itemBefore, itemsOf, linePlace } from './containers.js';
import { selectedLines } from './selected-lines.js';
import { indentRest, renumbered } from './list-edits.js';
import { isOfOneNumber, numbersOf } from './list-numbers.js';
import { markerText } from './marker.js';
import { reversible } from './last-toggle.js';

/** Makes the selected items children of the item before them; false where there is no list. */
export const indentItems: StateCommand = reversible('indent', 'outdent', move(indent));

/** Makes the selected items siblings of the item that they are in; false where there is no list. */
export const outdentItems: StateCommand = reversible('outdent', 'indent', move(outdent));

function move(change: (state: EditorState, items: readonly Item[]) => ChangeSpec[]): StateCommand {
  return ({ state, dispatch }) => {
    const items = selectedItems(state);
    if (state.readOnly || items.length === 0) {
      return false;
    }
    const changes = state.changes(change(state, items));
    if (!changes.empty) {
      dispatch(
        state.update(renumbered(state, { changes, selection: state.selection.map(changes, 1) })),
      );
    }
    // Where nothing can move, the key has no other meaning, such as to leave the text.
    return true;
  };
}

/** The innermost items of the selected lines, without those that move with an item around them. */
function selectedItems(state: EditorState): Item[] {
  const items = new Map<number, Item>();
  for (const line of selectedLines(state)) {
    const item = linePlace(state, line)
      .containers.filter((each) => each.kind === 'item')
      .at(-1);
    if (item !== undefined) {
      items.set(item.markerFrom, item);
    }
  }
  return [...items.values()].filter(
    ({ node }) =>
      ![...items.values()].some(({ node: other }) => other.from < node.from && other.to >= node.to),
  );
}

function indent(state: EditorState, items: readonly Item[]): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  let parent: Item | undefined;
  let last: Item | undefined;
  let number = 0;
  for (const item of items) {
    const before = itemBefore(state, item);
    const goesOn = last !== undefined && before?.markerFrom === last.markerFrom;
    if (!goesOn) {
      parent = before;
      number = 0;
    }
    last = item;
    if (parent === undefined) {
      continue;
    }
    const child = lastChild(state, parent);
    number = nextNumber(state, child, number);
    // As far to the right as its new siblings, or else as it was of the old ones, but never short of the content.
    const target =
      child === undefined
        ? Math.max(parent.width, item.indent + parent.width - parent.indent)
        : parent.width + child.indent;
    const marker = markerText(child ?? item, number, item.box);
    changes.push(replaceMarker(state, item, target, marker));
  }
  return changes;
}

/** The number for an item behind a child and those that have been moved there. */
function nextNumber(state: EditorState, child: Item | undefined, previous: number): number {
  if (child?.number === undefined) {
    return previous + 1;
  }
  return isOfOneNumber(numbersOf(state, child.list))
    ? child.number
    : Math.max(previous, child.number) + 1;
}

/** The last of an item's children, where its content ends with a list. */
function lastChild(state: EditorState, item: Item): Item | undefined {
  const list = item.node.lastChild;
  return list?.name === 'BulletList' || list?.name === 'OrderedList'
    ? itemsOf(state, list).at(-1)
    : undefined;
}

function outdent(state: EditorState, items: readonly Item[]): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  const numbers = new Map<number, number>();
  for (const item of items) {
    const place = linePlace(state, state.doc.lineAt(item.markerFrom));
    const index = depthOf(place.containers, item);
    const parent = place.containers[index - 1];
    if (parent?.kind !== 'item') {
      continue;
    }
    const number = (numbers.get(parent.markerFrom) ?? parent.number ?? 0) + 1;
    numbers.set(parent.markerFrom, number);
    const isRepeated = isOfOneNumber(numbersOf(state, parent.list));
    const marker = markerText(parent, isRepeated ? (parent.number ?? 1) : number, item.box);
    changes.push(replaceMarker(state, item, parent.indent, marker, parent));
  }
  return changes;
}

/**
 * Writes an item's marker anew, and moves its other lines with it.
 *
 * @param indent in columns, from the content of the item's parent; with `outer`, from where the item's
 *   grandparent has its content
 */
function replaceMarker(
  state: EditorState,
  item: Item,
  indent: number,
  marker: string,
  outer?: Item,
): ChangeSpec[] {
  const line = state.doc.lineAt(item.markerFrom);
  const { containers, parts } = linePlace(state, line);
  const depth = depthOf(containers, outer ?? item);
  const start = outer === undefined ? item.indent : item.indent + outer.width;
  const oldWidth = item.width - item.indent;
  const kept = state.sliceDoc(item.markerTo, item.contentFrom);
  const space =
    item.box === undefined && kept !== '' && oldWidth === marker.trimEnd().length + kept.length
      ? kept
      : undefined;
  const text = space === undefined ? marker : marker.trimEnd() + space;
  const newWidth = item.box === undefined ? text.length : text.indexOf('[');
  const columns = indent + newWidth - (start + oldWidth);
  // A child list that begins on its parent's line leaves it for a line of its own.
  const from = parts[depth]?.from ?? line.from;
  return [
    { from, to: item.contentFrom, insert: ' '.repeat(indent) + text },
    ...(outer === undefined
      ? indentRest(state, item, columns)
      : indentRest(state, item, Math.max(columns, -(item.width + outer.width)))),
  ];
}
