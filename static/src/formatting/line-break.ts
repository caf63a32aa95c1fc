import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type Line,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { alertMarkerOf } from '../codemirror/alerts.js';
import { FOOTNOTE_INDENT } from '../codemirror/footnotes.js';
import {
  columnsOf,
  type Container,
  type Item,
  leafOf,
  linePlace,
  type LinePlace,
  linePrefix,
} from './containers.js';
import { indentRest, isText, itemsAfter, numberAfter, numbering } from './list-edits.js';
import { markerText } from './marker.js';

const INDENTATION = new RegExp(`^ {${String(FOOTNOTE_INDENT)},}$`);

interface Edit {
  readonly changes: ChangeSpec;
  readonly range: SelectionRange;
}

/**
 * Breaks a line within its containers: the next item of a list, a line of a quote, or of code in either. In
 * an empty item, in a blank line of an alert or a footnote, and in the second of two of a quote, it leaves the
 * container instead.
 */
export const breakLine: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) {
    return false;
  }
  const edits = new Map<SelectionRange, Edit>();
  for (const range of state.selection.ranges) {
    const edit = editFor(state, range);
    if (edit === undefined) {
      return false;
    }
    edits.set(range, edit);
  }
  const update = state.changeByRange((range) => edits.get(range) ?? { range });
  dispatch(state.update(update, { userEvent: 'input', scrollIntoView: true }));
  return true;
};

function editFor(state: EditorState, range: SelectionRange): Edit | undefined {
  const { from, to } = range;
  const place = physical(placeOf(state, state.doc.lineAt(from)));
  const { containers, parts, line } = place;
  const inner = containers.at(-1);
  if (inner === undefined || from < (parts.at(-1)?.to ?? line.from)) {
    return undefined;
  }
  const leaf = leafOf(state, place);
  if (leaf !== undefined && /^(?:FencedCode|CodeBlock|FormulaBlock|HTMLBlock)$/.test(leaf.name)) {
    const indentation = state.sliceDoc(parts.at(-1)?.to ?? line.from, place.contentFrom);
    return inserted(from, to, `\n${linePrefix(containers)}${indentation}`);
  }
  const isEmpty = place.contentFrom >= line.to && range.empty;
  if (inner.kind === 'footnote') {
    if (inner.markerFrom >= line.from || parts.length < containers.length) {
      // The next line is another footnote's more often than one of this.
      return undefined;
    }
    return isEmpty
      ? leave(state, place, containers.slice(0, -1))
      : broken(state, range, `\n${linePrefix(containers)}`);
  }
  if (inner.kind === 'item') {
    const isFirst = inner.markerFrom >= line.from;
    if (isEmpty && isFirst) {
      return leaveItem(state, place, inner);
    }
    if (isEmpty && parts.length === containers.length && line.text.trim() === '') {
      return leave(state, place, containers.slice(0, -1));
    }
    if (!isFirst && parts.length === containers.length) {
      return broken(state, range, `\n${linePrefix(containers)}`);
    }
    return splitItem(state, range, containers, inner);
  }
  if (isEmpty && alertMarkerOf(inner.node) !== undefined && containers.length === 1) {
    return leave(state, place, []);
  }
  if (isEmpty && line.number > 1) {
    const before = physical(linePlace(state, state.doc.line(line.number - 1)));
    if (
      before.contentFrom >= before.line.to &&
      before.containers.length === containers.length &&
      before.line.text.trim() !== ''
    ) {
      return leave(state, place, containers.slice(0, -1));
    }
  }
  return broken(state, range, `\n${linePrefix(containers)}`);
}

/** An indented line without text belongs to no footnote in the tree, but what is typed there does. */
function placeOf(state: EditorState, line: Line): LinePlace {
  if (!INDENTATION.test(line.text)) {
    return linePlace(state, line);
  }
  const typed = state.update({ changes: { from: line.to, insert: 'x' }, filter: false }).state;
  const place = linePlace(typed, typed.doc.lineAt(line.from));
  return place.containers.at(-1)?.kind === 'footnote' ? { ...place, line } : linePlace(state, line);
}

/** A blank line belongs to the item before, but what is typed there does only if the line is indented as far. */
function physical(place: LinePlace): LinePlace {
  const { line, containers, parts, contentFrom } = place;
  const end =
    contentFrom < line.to
      ? -1
      : containers.findIndex((container, i) => {
          const part = parts[i];
          return (
            container.kind === 'item' &&
            container.markerFrom < line.from &&
            part !== undefined &&
            columnsOf(line, part.from, part.to) < container.width
          );
        });
  // Within items alone, an empty line is one that Enter has just left.
  return end <= 0
    ? place
    : { ...place, containers: containers.slice(0, end), parts: parts.slice(0, end) };
}

/** Makes the rest of an item the next one, and indents its lines to match a wider marker. */
function splitItem(
  state: EditorState,
  range: SelectionRange,
  containers: readonly Container[],
  item: Item,
): Edit {
  const outer = linePrefix(containers.slice(0, -1));
  const number = numberAfter(state, item);
  const gap = isLoose(state, item.list) ? `\n${outer.trimEnd()}` : '';
  const marker = markerText(item, number, item.box === undefined ? undefined : '[ ]');
  const edit = broken(state, range, `${gap}\n${outer}${' '.repeat(item.indent)}${marker}`);
  const width = item.indent + markerText(item, number).length;
  return {
    ...edit,
    changes: [
      edit.changes,
      indentRest(state, item, width - item.width, range.to),
      numbering(state, item.list, itemsAfter(state, item), number + 1),
    ],
  };
}

/** spec, 5.3: a list is loose if blank lines are between its items. */
function isLoose(state: EditorState, list: SyntaxNode): boolean {
  const second = list.getChild('ListItem', 'ListItem');
  return second !== null && !isText(state, state.doc.lineAt(second.from).number - 1);
}

/** Makes an empty item of a nested list the next item of the outer list; removes one of other lists. */
function leaveItem(state: EditorState, place: LinePlace, item: Item): Edit {
  const { containers, line, parts } = place;
  const outer = containers.slice(0, -1);
  const parent = outer.at(-1);
  const after = itemsAfter(state, item);
  if (parent?.kind !== 'item' || parent.markerFrom >= line.from) {
    const edit = leave(state, place, parent?.kind === 'item' ? outer.slice(0, -1) : outer);
    return {
      ...edit,
      changes: [edit.changes, numbering(state, item.list, after, item.number ?? 1)],
    };
  }
  const from = parts[outer.length - 1]?.from ?? line.from;
  const number = numberAfter(state, parent);
  const marker = markerText(parent, number, parent.box === undefined ? undefined : '[ ]');
  const edit = inserted(from, line.to, ' '.repeat(parent.indent) + marker);
  const width = parent.indent + markerText(parent, number).length;
  return {
    ...edit,
    changes: [
      edit.changes,
      indentRest(state, parent, width - parent.width, line.to),
      // Behind an empty item, only a list that begins with 1 is one (spec, 5.2).
      numbering(state, item.list, after, 1),
      numbering(state, parent.list, itemsAfter(state, parent), number + 1),
    ],
  };
}

/** Ends containers with a blank line, so that what is written next is no lazy continuation of their text. */
function leave(state: EditorState, place: LinePlace, outer: readonly Container[]): Edit {
  const { doc } = state;
  let last = place.line.number - 1;
  while (last > 0 && !isText(state, last)) {
    last--;
  }
  const prefix = linePrefix(outer);
  const blank = prefix.trimEnd();
  const before = last === 0 ? '' : `\n${blank}\n`;
  const from = last === 0 ? 0 : doc.line(last).to;
  const isFollowed = isText(state, place.line.number + 1);
  return {
    changes: {
      from,
      to: place.line.to,
      insert: before + prefix + (isFollowed ? `\n${blank}` : ''),
    },
    range: EditorSelection.cursor(from + before.length + prefix.length),
  };
}

/** Breaks a line and drops the white space around the break, which could only make a hard one. */
function broken(state: EditorState, { from, to }: SelectionRange, insert: string): Edit {
  const { line, parts } = linePlace(state, state.doc.lineAt(from));
  let start = from;
  while (
    start > (parts.at(-1)?.to ?? line.from) &&
    /[ \t]/.test(state.sliceDoc(start - 1, start))
  ) {
    start--;
  }
  let end = to;
  const last = state.doc.lineAt(to);
  while (end < last.to && /[ \t]/.test(state.sliceDoc(end, end + 1))) {
    end++;
  }
  return inserted(start, end, insert);
}

function inserted(from: number, to: number, insert: string): Edit {
  return { changes: { from, to, insert }, range: EditorSelection.cursor(from + insert.length) };
}
