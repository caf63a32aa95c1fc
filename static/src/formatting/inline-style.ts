import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { enclosing } from '../codemirror/syntax-nodes.js';

/** A style that is marked by the same characters at both ends of the text. */
export interface InlineStyle {
  readonly mark: string;
  /** The names that Lezer's grammar has for it, and for its marks. */
  readonly node: string;
  readonly markNode: string;
}

export const BOLD: InlineStyle = { mark: '**', node: 'StrongEmphasis', markNode: 'EmphasisMark' };
export const ITALIC: InlineStyle = { mark: '*', node: 'Emphasis', markNode: 'EmphasisMark' };
export const STRIKETHROUGH: InlineStyle = {
  mark: '~~',
  node: 'Strikethrough',
  markNode: 'StrikethroughMark',
};
export const CODE: InlineStyle = { mark: '`', node: 'InlineCode', markNode: 'CodeMark' };

/** Returns whether the caret, or all of the main selection, has a style. */
export function hasStyle(state: EditorState, style: InlineStyle): boolean {
  const { main } = state.selection;
  return enclosing(state, main, style.node) !== undefined || isWithinMarks(state, main, style);
}

/**
 * Gives each selection a style, or takes it away where a selection has it. What spans several lines is
 * marked in each of them, because emphasis does not go on from one block into the next. Without a
 * selection it is the word at the caret; where there is none, marks to type between.
 */
export function toggleStyle(style: InlineStyle): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const update = state.changeByRange((range) => {
      const node = enclosing(state, range, style.node);
      if (node !== undefined) {
        return withoutMarks(range, marksOf(node, style));
      }
      if (isWithinMarks(state, range, style)) {
        const { length } = style.mark;
        return withoutMarks(range, [
          { from: range.from - length, to: range.from },
          { from: range.to, to: range.to + length },
        ]);
      }
      return withMarks(state, range, style);
    });
    dispatch(state.update(update, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

interface Edit {
  readonly changes: ChangeSpec;
  readonly range: SelectionRange;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function marksOf(node: SyntaxNode, { markNode }: InlineStyle): Stretch[] {
  const marks = node.getChildren(markNode);
  const first = marks[0];
  const last = marks.at(-1);
  return first === undefined || last === undefined
    ? []
    : [
        { from: first.from, to: first.to },
        { from: last.from, to: last.to },
      ];
}

/** The marks are there, but with nothing between them, or white space, they are no markup. */
function isWithinMarks(
  state: EditorState,
  { from, to }: SelectionRange,
  { mark }: InlineStyle,
): boolean {
  const character = mark.charAt(0);
  const isMark = (start: number, outside: number) =>
    start >= 0 &&
    state.sliceDoc(start, start + mark.length) === mark &&
    // The outer two characters of *** belong to another style.
    state.sliceDoc(outside, outside + 1) !== character;
  return isMark(from - mark.length, from - mark.length - 1) && isMark(to, to + mark.length);
}

function withoutMarks(range: SelectionRange, marks: readonly Stretch[]): Edit {
  const moved = (position: number) =>
    marks.reduce((sum, { from, to }) => sum - Math.max(0, Math.min(position, to) - from), position);
  return {
    changes: marks.map(({ from, to }) => ({ from, to })),
    range: EditorSelection.range(moved(range.anchor), moved(range.head)),
  };
}

function withMarks(state: EditorState, range: SelectionRange, style: InlineStyle): Edit {
  const stretches = stretchesOf(state, range);
  const changes: ChangeSpec[] = [];
  let from = range.from;
  let to = range.to;
  let added = 0;
  stretches.forEach((stretch, i) => {
    const [before, after] = marksFor(state.sliceDoc(stretch.from, stretch.to), style);
    changes.push({ from: stretch.from, insert: before }, { from: stretch.to, insert: after });
    added += before.length;
    if (i === 0) {
      from = range.empty ? range.from + added : stretch.from + added;
    }
    to = range.empty ? from : stretch.to + added;
    added += after.length;
  });
  const isBackward = range.head < range.anchor;
  return {
    changes,
    range: isBackward ? EditorSelection.range(to, from) : EditorSelection.range(from, to),
  };
}

/** The stretches to mark: the selected part of each line, without white space at its ends. */
function stretchesOf(state: EditorState, range: SelectionRange): Stretch[] {
  if (range.empty) {
    const word = state.wordAt(range.head);
    return [word ?? range];
  }
  const stretches: Stretch[] = [];
  for (let position = range.from; position <= range.to;) {
    const line = state.doc.lineAt(position);
    const end = Math.min(line.to, range.to);
    const text = state.sliceDoc(position, end);
    const trimmed = text.trim();
    if (trimmed !== '') {
      const start =
        position === line.from
          ? (/^\s*(?:(?:[-+*]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|>\s?|#{1,6}\s+)*/.exec(text)?.[0]
              .length ?? 0)
          : text.length - text.trimStart().length;
      const stretch = { from: position + start, to: position + text.trimEnd().length };
      if (stretch.to > stretch.from) {
        stretches.push(stretch);
      }
    }
    position = line.to + 1;
  }
  return stretches.length > 0 ? stretches : [range];
}

function marksFor(text: string, { mark, node }: InlineStyle): readonly [string, string] {
  if (node !== CODE.node || !text.includes('`')) {
    return [mark, mark];
  }
  // spec, 6.1: a code span ends with as many backticks as it begins with, and one space at both its
  // ends is not its own
  const longest = Math.max(...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return [fence + space, space + fence];
}
