import { isolateHistory } from '@codemirror/commands';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import { programmatic } from '../codemirror/programmatic.js';
import { nodesNamed } from '../codemirror/syntax-nodes.js';
import { textDifference } from '../util/text-difference.js';

// The edits of a text area and of a script, as transactions. They need no view, and so no browser.

const LINE_ENDS = /\r\n?/g;

/** A text with line feeds alone, as any text area has it. */
export function withLineFeeds(text: string): string {
  return text.replace(LINE_ENDS, '\n');
}

/** Replaces what differs from another value, in one step to undo; undefined where nothing does. */
export function valueChange(state: EditorState, value: string): TransactionSpec | undefined {
  const changes = textDifference(state.doc.toString(), withLineFeeds(value));
  return changes && { changes, annotations: [isolateHistory.of('full'), programmatic.of(true)] };
}

/**
 * The selection of a part of the text.
 *
 * @param start and `end` in UTF-16 code units from the beginning; past the end of the text they mean
 *   its end, and a start behind the end means the end, as in a text area
 */
export function selectionBetween(
  { doc }: EditorState,
  start: number,
  end: number,
  direction?: 'forward' | 'backward' | 'none',
): { readonly anchor: number; readonly head: number } {
  const last = Math.min(Math.max(end, 0), doc.length);
  const first = Math.min(Math.max(start, 0), last);
  return direction === 'backward' ? { anchor: last, head: first } : { anchor: first, head: last };
}

/**
 * Replaces a part of the text, as `setRangeText` does (HTML, 4.10.20).
 *
 * @throws DOMException IndexSizeError, where the start is behind the end
 */
export function rangeTextChange(
  { doc, selection }: EditorState,
  replacement: string,
  start: number,
  end: number,
  mode: SelectionMode,
): TransactionSpec {
  if (start > end) {
    throw new DOMException('The start is behind the end.', 'IndexSizeError');
  }
  const to = Math.min(end, doc.length);
  const from = Math.min(start, to);
  const insert = withLineFeeds(replacement);
  const newEnd = from + insert.length;
  const moved = (place: number, inside: number) =>
    place > to ? place + newEnd - to : place > from ? inside : place;
  const [anchor, head] = {
    select: [from, newEnd] as const,
    start: [from, from] as const,
    end: [newEnd, newEnd] as const,
    preserve: [moved(selection.main.from, from), moved(selection.main.to, newEnd)] as const,
  }[mode];
  return {
    changes: { from, to, insert },
    selection: { anchor, head },
    annotations: [isolateHistory.of('full'), programmatic.of(true)],
  };
}

/**
 * Ticks a task, or takes the tick away.
 *
 * @param line the first of the lines that are looked through, the first of the text being 0
 * @param lines how many these are
 * @param index which of the tasks in them it is
 * @param count how many there have to be: with another number, the index may mean another task
 * @returns undefined where it cannot be done
 */
export function taskToggle(
  state: EditorState,
  line: number,
  lines: number,
  index: number,
  count: number,
): TransactionSpec | undefined {
  const from = state.doc.line(line + 1).from;
  const to = state.doc.line(Math.min(line + lines, state.doc.lines)).to;
  const markers = nodesNamed(state, 'TaskMarker', from, to);
  const marker = markers[index];
  if (state.readOnly || marker === undefined || markers.length !== count) {
    return undefined;
  }
  const isDone = state.sliceDoc(marker.from, marker.to) !== '[ ]';
  return {
    changes: { from: marker.from, to: marker.to, insert: isDone ? '[ ]' : '[x]' },
    annotations: isolateHistory.of('full'),
    userEvent: 'input.task',
  };
}
