import { isolateHistory } from '@codemirror/commands';
import {
  ChangeSet,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
  type StateEffect,
  type TransactionSpec,
} from '@codemirror/state';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { typedOverMarks } from './closing-marks.js';
import type { Stretch } from './containers.js';
import { contentOf, isVerbatim, stretchesIn, textBlocks, withinWholes } from './inline-content.js';
import { lastToggle, remembering } from './last-toggle.js';
import { isShown, styledText } from './style-check.js';
import { changesOf, codeParts, ownNodesIn, type Replacement, styleEdits } from './style-edits.js';
import { CODE, type InlineStyle } from './styles.js';

/** Returns whether the caret, or all of the main selection, has a style. */
export function hasStyle(state: EditorState, style: InlineStyle): boolean {
  const { main } = state.selection;
  if (enclosing(state, main, style.node) !== undefined || emptyMarks(state, main, style)) {
    return true;
  }
  const parts = main.empty ? [] : selectedParts(state, main, style);
  return parts.length > 0 && parts.every((part) => isStyled(state, part, style));
}

/**
 * Gives each selection a style, or takes it away where all of a selection has it. Each line, cell and
 * other stretch is marked by itself; what cannot have the style stays as it is. Without a selection it is
 * the word at the caret; where there is none, marks to type between. Twice in a row, it changes nothing.
 */
export function toggleStyle(style: InlineStyle): StateCommand {
  return (target) => {
    const { state, dispatch } = target;
    if (state.readOnly) {
      return false;
    }
    const last = lastToggle(state, style.node);
    if (last !== undefined) {
      dispatch(state.update(asCommand({ ...last, scrollIntoView: true })));
      return true;
    }
    const edits = state.selection.ranges.map((range) => toggleRange(state, range, style));
    const done = edits.filter((edit) => edit !== undefined);
    if (done.length === 0) {
      tell(target, message('format.impossible'));
      return true;
    }
    const changes = changesOf(state, withoutRepeats(done.map((edit) => edit.changes)));
    const selection = EditorSelection.create(
      state.selection.ranges.map((range, i) => {
        const edit = edits[i];
        return edit?.select(changes) ?? range.map(changes);
      }),
      state.selection.mainIndex,
    );
    dispatch(
      state.update(
        asCommand({
          changes,
          selection,
          scrollIntoView: true,
          effects: [
            ...remembering(state, style.node, changes),
            ...emptyMarksPut(state, style, changes, selection),
          ],
        }),
      ),
    );
    if (done.length < edits.length || done.some((edit) => edit.isPart)) {
      tell(target, message('format.part'));
    }
    return true;
  };
}

/** Marks put around nothing can be typed over at their end. */
function emptyMarksPut(
  state: EditorState,
  { mark }: InlineStyle,
  changes: ChangeSet,
  { main, ranges }: EditorSelection,
): readonly StateEffect<unknown>[] {
  const { head } = main;
  const [from, to] = [head - mark.length, head + mark.length];
  const isPut = ranges.length === 1 && changes.newLength - changes.length === to - from;
  return isPut && changes.apply(state.doc).sliceString(from, to) === mark + mark
    ? typedOverMarks(state, { contentFrom: head, from: head, to })
    : [];
}

function asCommand(spec: TransactionSpec): TransactionSpec {
  return { ...spec, userEvent: 'input.format', annotations: isolateHistory.of('full') };
}

interface Edit {
  readonly changes: readonly Replacement[];
  /** Some of the selection could not be formatted. */
  readonly isPart: boolean;
  select(changes: ChangeSet): SelectionRange;
}

/**
 * Two selections may be in one node, whose marks both of them take away. Within one edit, nested nodes may put equal
 * marks at one place.
 */
function withoutRepeats(edits: readonly (readonly Replacement[])[]): Replacement[] {
  const made = new Set<string>();
  return edits.flatMap((replacements) => {
    const keyed = replacements.map((each) => ({ each, key: JSON.stringify(each) }));
    const others = keyed.filter(({ key }) => !made.has(key));
    for (const { key } of others) {
      made.add(key);
    }
    return others.map(({ each }) => each);
  });
}

function toggleRange(
  state: EditorState,
  range: SelectionRange,
  style: InlineStyle,
): Edit | undefined {
  if (!range.empty) {
    return toggleSelected(state, range, style, (changes) => selectInside(state, range, changes));
  }
  const { head } = range;
  const caret = (at: number): Edit => ({
    changes: [],
    isPart: false,
    select: (changes) => EditorSelection.cursor(changes.mapPos(at)),
  });
  if (emptyMarks(state, range, style)) {
    const { length } = style.mark;
    return {
      changes: [
        { from: head - length, to: head, insert: '' },
        { from: head, to: head + length, insert: '' },
      ],
      isPart: false,
      select: (changes) => EditorSelection.cursor(changes.mapPos(head)),
    };
  }
  const leaving = leavingSpaces(state, head, style);
  if (leaving !== undefined) {
    return leaving;
  }
  const node = enclosing(state, range, style.node);
  if (node !== undefined) {
    const content = contentOf(node);
    if (head === content.to) {
      return caret(node.to);
    }
    if (head === node.to) {
      return caret(content.to);
    }
    const part = { from: content.from, to: content.to };
    return toggleSelected(state, part, style, (changes) => range.map(changes));
  }
  const word = wordAt(state, head);
  if (word !== undefined) {
    return toggleSelected(state, word, style, (changes) =>
      EditorSelection.cursor(changes.mapPos(head, head === word.from ? 1 : -1)),
    );
  }
  if (isVerbatim(state, head)) {
    return undefined;
  }
  return {
    changes: [{ from: head, to: head, insert: style.mark + style.mark }],
    isPart: false,
    select: (changes) => EditorSelection.cursor(changes.mapPos(head, -1) + style.mark.length),
  };
}

/**
 * Puts the marks behind the caret before the spaces that have been typed in front of them, where they close nothing
 * (spec, 6.2), and the caret behind both.
 */
function leavingSpaces(
  state: EditorState,
  head: number,
  { node: name, mark }: InlineStyle,
): Edit | undefined {
  const line = state.doc.lineAt(head);
  const before = line.text.slice(0, head - line.from);
  const end = line.from + before.trimEnd().length;
  const to = head + mark.length;
  const open = enclosing(state, { from: head, to: head }, name);
  // Marks that close or open something now have a node; code takes spaces in, and drops one on both sides.
  const isLoose =
    name === CODE.node
      ? open?.to === to && !/^\s/.test(state.sliceDoc(contentOf(open).from, head))
      : open === undefined && enclosing(state, { from: head, to }, 'EmphasisMark') === undefined;
  const run = /^(.)\1*/.exec(line.text.slice(head - line.from))?.[0] ?? '';
  const isOwn = run.startsWith(mark) && (run.length === mark.length || run === '***');
  if (end === head || !isLoose || !isOwn) {
    return undefined;
  }
  const changes = [
    { from: end, to: end, insert: mark },
    { from: head, to, insert: '' },
  ];
  const after = state.update({ changes, filter: false }).state;
  const closed = enclosing(after, { from: end, to: end }, name);
  return closed?.to === end + mark.length
    ? { changes, isPart: false, select: () => EditorSelection.cursor(to) }
    : undefined;
}

/** Keeps the selection inside of the marks, without white space at its ends. */
function selectInside(
  state: EditorState,
  { from, to, anchor, head }: SelectionRange,
  changes: ChangeSet,
): SelectionRange {
  const text = state.sliceDoc(from, to);
  const isAtMark = (at: number) => changes.touchesRange(at, at) !== false;
  const first = from + text.length - text.trimStart().length;
  const last = from + text.trimEnd().length;
  const start = changes.mapPos(isAtMark(first) ? first : from, 1);
  const end = changes.mapPos(isAtMark(last) ? last : to, -1);
  return head < anchor ? EditorSelection.range(end, start) : EditorSelection.range(start, end);
}

/** Returns the word around a place: `don't` is one. */
function wordAt(state: EditorState, position: number): Stretch | undefined {
  const line = state.doc.lineAt(position);
  const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(line.text);
  for (const { index, segment, isWordLike } of words) {
    const from = line.from + index;
    if (isWordLike === true && from <= position && position <= from + segment.length) {
      return { from, to: from + segment.length };
    }
  }
  return undefined;
}

/** A run of this length is no mark. The rest of its line is not read: it may be a picture of megabytes. */
const LONG_RUN_UNITS = 4;

/** Returns whether the marks are there; with nothing between them they are no markup. */
export function emptyMarks(
  state: EditorState,
  { from, to }: Stretch,
  { mark }: InlineStyle,
): boolean {
  if (from !== to) {
    return false;
  }
  const sign = mark.charAt(0);
  const line = state.doc.lineAt(from);
  // eslint-disable-next-line regexp/no-super-linear-move -- The text has no more than four units.
  const before = /(.)\1*$/.exec(state.sliceDoc(Math.max(line.from, from - LONG_RUN_UNITS), from));
  const after = /^(.)\1*/.exec(state.sliceDoc(from, Math.min(from + LONG_RUN_UNITS, line.to)));
  if (before?.[1] !== sign || after?.[1] !== sign || before[0].length !== after[0].length) {
    return false;
  }
  // A run of three marks is one for italic and two for bold.
  const count = before[0].length;
  return sign === '*' ? (count & mark.length) !== 0 && count <= 3 : count === mark.length;
}

/** Returns the parts of a selection that can have a style, block by block. */
function selectedParts(state: EditorState, range: Stretch, { node }: InlineStyle): Stretch[] {
  return textBlocks(state, range.from, range.to).flatMap((block) => {
    const selected = withinWholes(block, range, node);
    if (node === CODE.node) {
      // Nodes that code cannot contain do not count.
      const code = ownNodesIn(state, block, selected, CODE).map(contentOf);
      return [...codeParts(state, block, selected), ...code];
    }
    return stretchesIn(state, block, selected, node, false);
  });
}

function isStyled(state: EditorState, part: Stretch, style: InlineStyle): boolean {
  const { text, nodes, isStyled: flags } = styledText(state, part, style);
  return flags.every(
    (flag, i) => flag || /\s/.test(text.charAt(i)) || nodes[i]?.endsWith('Mark') === true,
  );
}

function toggleSelected(
  state: EditorState,
  range: Stretch,
  style: InlineStyle,
  select: Edit['select'],
): Edit | undefined {
  const blocks = textBlocks(state, range.from, range.to);
  const parts = selectedParts(state, range, style);
  if (parts.length === 0) {
    return undefined;
  }
  const isOff = parts.every((part) => isStyled(state, part, style));
  const edits = styleEdits(
    state,
    blocks.map((block) => ({ block, selected: withinWholes(block, range, style.node) })),
    isOff,
    style,
  );
  const changes = edits.flatMap((edit) => edit ?? []);
  if (changes.length === 0) {
    return undefined;
  }
  const isPart = edits.includes(undefined) || !isWhole(state, range, style, changes, !isOff);
  return { changes, isPart, select };
}

/** Returns whether all that a reader sees of a selection has the style after the changes, or nothing of it. */
function isWhole(
  state: EditorState,
  range: Stretch,
  style: InlineStyle,
  replacements: readonly Replacement[],
  isStyledAfter: boolean,
): boolean {
  const changes = changesOf(state, replacements);
  const after = state.update({ changes, filter: false }).state;
  const from = changes.mapPos(range.from, -1);
  const to = changes.mapPos(range.to, 1);
  return textBlocks(after, from, to).every((block) => {
    const part = { from: Math.max(from, block.from), to: Math.min(to, block.to) };
    return isShown(styledText(after, part, style), isStyledAfter);
  });
}
