import { isolateHistory } from '@codemirror/commands';
import { EditorSelection, type EditorState, type Line, type StateCommand } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { stretchOf } from './block-outline.js';
import {
  type Container,
  fencesOf,
  itemBefore,
  leafOf,
  linePlace,
  linePrefix,
  linesOf,
} from './containers.js';

/** The way out of a block. */
interface Exit {
  /** The containers that the block stands in. */
  readonly containers: readonly Container[];
  /** The number of the last line that stays as it is. */
  readonly last: number;
  /** The number of the first line behind the block. */
  readonly next: number;
  /** The lines that end the block, without the marks of containers: a missing fence, a blank line. */
  readonly end: readonly string[];
}

/**
 * Puts the caret on a line of its own behind the code, table, list or quote that it is in, the innermost first.
 * Blank lines that are there are used, and a fence that is missing is written before the next blank line.
 */
export const leaveBlock: StateCommand = leaving(() => true);

/** Leaves the code, table or quote that the text ends with, if the caret is on its last line. */
export const leaveLastBlock: StateCommand = leaving((state, container) => {
  const { main, ranges } = state.selection;
  return (
    ranges.length === 1 &&
    main.empty &&
    state.doc.lineAt(main.head).number === state.doc.lines &&
    (container === undefined || container.kind === 'quote')
  );
});

/** @param isLeft whether to leave a container, or with undefined a block that is none */
function leaving(
  isLeft: (state: EditorState, container: Container | undefined) => boolean,
): StateCommand {
  return ({ state, dispatch }) => {
    const exit = state.readOnly
      ? undefined
      : exitOf(state, (container) => isLeft(state, container));
    if (exit === undefined) {
      return false;
    }
    const { from, to, insert, caret } = lineBehind(state, exit);
    dispatch(
      state.update({
        changes: { from, to, insert },
        selection: EditorSelection.cursor(from + caret),
        userEvent: 'input.format',
        annotations: isolateHistory.of('full'),
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

function exitOf(
  state: EditorState,
  isLeft: (container: Container | undefined) => boolean,
): Exit | undefined {
  const line = state.doc.lineAt(state.selection.main.head);
  const isEmpty = isBlankBehind(state, line);
  // Blank lines belong to no block of the tree, but what is typed there does.
  const typed = isEmpty
    ? state.update({ changes: { from: line.to, insert: 'x' }, filter: false }).state
    : state;
  const place = linePlace(typed, typed.doc.lineAt(line.from));
  const { containers } = place;
  const leaf = leafOf(typed, place);
  if ((leaf?.name === 'FencedCode' || leaf?.name === 'FormulaBlock') && isLeft(undefined)) {
    return codeExit(state, typed, leaf, containers);
  }
  if ((leaf?.name === 'Table' || leaf?.name === 'CodeBlock') && isLeft(undefined)) {
    const last = typed.doc.lineAt(stretchOf(typed, leaf).to).number;
    return { containers, last, next: last + 1, end: [''] };
  }
  const depth = containers.reduce((found, each, i) => (isLeft(each) ? i : found), -1);
  const container = containers[depth];
  if (container === undefined) {
    return undefined;
  }
  const node = container.kind === 'item' ? container.list : container.node;
  const numbers = linesOf(typed, node).map(({ number }) => number);
  const end = lastText(state, numbers);
  // An empty last item that has the caret is removed from its list, as Enter does.
  const isDropped =
    container.kind === 'item' &&
    isEmpty &&
    end === line.number &&
    itemBefore(typed, container) !== undefined;
  const last = isDropped ? lastText(state, numbers.slice(0, numbers.indexOf(end))) : end;
  return { containers: containers.slice(0, depth), last, next: end + 1, end: [''] };
}

/** A fence that is missing is written where the code has its first blank line, from the caret on. */
function codeExit(
  state: EditorState,
  typed: EditorState,
  code: SyntaxNode,
  containers: readonly Container[],
): Exit {
  const last = typed.doc.lineAt(code.to).number;
  const [opening, closing] = fencesOf(code);
  if (opening === undefined || closing !== undefined) {
    return { containers, last, next: last + 1, end: [] };
  }
  const caretLine = state.doc.lineAt(state.selection.main.head).number;
  let next = Math.max(caretLine, state.doc.lineAt(code.from).number + 1);
  while (next <= last && !isBlank(state, next)) {
    next++;
  }
  const fence = state.sliceDoc(opening.from, opening.to);
  return { containers, last: next - 1, next, end: [fence] };
}

/** The change that makes room for a paragraph, and the place of the caret in what it inserts. */
function lineBehind(
  state: EditorState,
  { containers, last, next: behind, end }: Exit,
): { from: number; to: number; insert: string; caret: number } {
  const prefix = linePrefix(containers);
  const blank = prefix.trimEnd();
  const depth = quotesIn(prefix);
  let next = behind;
  // Blank lines of the quote that is left.
  while (isBlank(state, next) && quotesIn(state.doc.line(next).text) > depth) {
    next++;
  }
  const free = next;
  while (isBlank(state, next) && quotesIn(state.doc.line(next).text) === depth) {
    next++;
  }
  const before = [...end.map((text) => (text === '' ? blank : prefix + text)), prefix];
  const isJoined =
    next <= state.doc.lines && !isBlank(state, next) && !isNextItem(state, next, containers);
  const lines = isJoined ? [...before, blank] : before;
  const { to: from } = state.doc.line(last);
  return {
    from,
    to: state.doc.line(Math.min(next - 1, free - 1 + lines.length)).to,
    insert: lines.map((text) => `\n${text}`).join(''),
    caret: before.reduce((sum, { length }) => sum + 1 + length, 0),
  };
}

/** Returns whether a line begins an item behind one of the containers. No paragraph reaches into it. */
function isNextItem(state: EditorState, number: number, containers: readonly Container[]): boolean {
  const line = state.doc.line(number);
  return linePlace(state, line).containers.some((container, i) => {
    const other = containers[i];
    return (
      container.kind === 'item' &&
      container.markerFrom >= line.from &&
      other?.kind === 'item' &&
      other.list.from === container.list.from
    );
  });
}

/** The last of the lines that is not blank; the first if all are. */
function lastText(state: EditorState, numbers: readonly number[]): number {
  return numbers.reduce(
    (last, number) => (isBlank(state, number) ? last : number),
    numbers[0] ?? 1,
  );
}

/** Returns whether a line exists and has no more than the marks of quotes. */
function isBlank(state: EditorState, number: number): boolean {
  if (number > state.doc.lines) {
    return false;
  }
  const line = state.doc.line(number);
  return /^[\s>]*$/.test(line.text) && isBlankBehind(state, line);
}

/** Returns whether nothing is behind the marks of a line's containers. */
function isBlankBehind(state: EditorState, line: Line): boolean {
  return linePlace(state, line).contentFrom >= line.to;
}

function quotesIn(text: string): number {
  return text.split('>').length - 1;
}
