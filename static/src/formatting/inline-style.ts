import { isolateHistory } from '@codemirror/commands';
import {
  ChangeSet,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
  type TransactionSpec,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import type { Stretch } from './containers.js';
import {
  contentOf,
  isVerbatim,
  stretchesIn,
  textBlocks,
  treeTo,
  withinWholes,
} from './inline-content.js';
import { isOnlyStyled, styledText } from './style-check.js';
import { lastToggle, remembering } from './last-toggle.js';

/** A style that is marked by the same characters at both ends of the text. */
export interface InlineStyle {
  readonly mark: string;
  /** Another mark, for places where the usual one would be none. */
  readonly otherMark?: string;
  /** The names that Lezer's grammar has for it, and for its marks. */
  readonly node: string;
  readonly markNode: string;
}

export const BOLD: InlineStyle = {
  mark: '**',
  otherMark: '__',
  node: 'StrongEmphasis',
  markNode: 'EmphasisMark',
};
export const ITALIC: InlineStyle = {
  mark: '*',
  otherMark: '_',
  node: 'Emphasis',
  markNode: 'EmphasisMark',
};
export const STRIKETHROUGH: InlineStyle = {
  mark: '~~',
  node: 'Strikethrough',
  markNode: 'StrikethroughMark',
};
export const CODE: InlineStyle = { mark: '`', node: 'InlineCode', markNode: 'CodeMark' };

interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

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
    const changes = changesOf(
      state,
      done.flatMap((edit) => edit.changes),
    );
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
          effects: remembering(state, style.node, changes),
        }),
      ),
    );
    if (done.length < edits.length || done.some((edit) => edit.isPart)) {
      tell(target, message('format.part'));
    }
    return true;
  };
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

/** Two selections may be in one node, whose marks both of them take away. */
function changesOf(state: EditorState, replacements: readonly Replacement[]): ChangeSet {
  const once = new Map(
    replacements.map((each) => [`${String(each.from)} ${String(each.to)} ${each.insert}`, each]),
  );
  return state.changes([...once.values()]);
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

/** The marks are there, but with nothing between them they are no markup. */
function emptyMarks(state: EditorState, { from, to }: Stretch, { mark }: InlineStyle): boolean {
  if (from !== to) {
    return false;
  }
  const sign = mark.charAt(0);
  const line = state.doc.lineAt(from);
  const before = /(.)\1*$/.exec(line.text.slice(0, from - line.from));
  const after = /^(.)\1*/.exec(line.text.slice(from - line.from));
  if (before?.[1] !== sign || after?.[1] !== sign || before[0].length !== after[0].length) {
    return false;
  }
  // A run of three marks is one for italic and two for bold.
  const count = before[0].length;
  return sign === '*' ? (count & mark.length) !== 0 && count <= 3 : count === mark.length;
}

/** Returns the parts of a selection that can have a style, block by block. */
function selectedParts(state: EditorState, range: Stretch, { node }: InlineStyle): Stretch[] {
  return textBlocks(state, range.from, range.to).flatMap((block) =>
    stretchesIn(state, block, withinWholes(block, range, node), node, false),
  );
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
  const edits = blocks.map((block) => {
    const selected = withinWholes(block, range, style.node);
    return isOff ? takenOff(state, block, selected, style) : putOn(state, block, selected, style);
  });
  const changes = edits.flatMap((edit) => edit ?? []);
  return changes.length === 0 ? undefined : { changes, isPart: edits.includes(undefined), select };
}

/** Returns the changes that take a style off a part of a block. */
function takenOff(
  state: EditorState,
  block: SyntaxNode,
  selected: Stretch,
  style: InlineStyle,
): readonly Replacement[] | undefined {
  const changes: Replacement[] = [];
  for (const node of ownNodesIn(state, block, selected, style)) {
    changes.push(...unmarked(node));
    const content = contentOf(node);
    const marks = marksOf(state, node);
    for (const rest of [
      { from: content.from, to: Math.min(selected.from, content.to) },
      { from: Math.max(selected.to, content.from), to: content.to },
    ]) {
      if (rest.from < rest.to) {
        for (const part of stretchesIn(state, node, rest, style.node)) {
          changes.push(...marked(part, marks));
        }
      }
    }
  }
  return changes;
}

/** Returns the changes that put a style on a part of a block; undefined where CommonMark has none. */
function putOn(
  state: EditorState,
  block: SyntaxNode,
  selected: Stretch,
  style: InlineStyle,
): readonly Replacement[] | undefined {
  const before = styledText(state, block, style);
  for (const narrow of [false, true]) {
    const parts = (
      style === CODE
        ? codeParts(state, block, selected)
        : stretchesIn(state, block, selected, style.node)
    )
      .map((part) => (narrow ? withoutPunctuation(state, part) : part))
      .filter(({ from, to }) => from < to);
    if (parts.length === 0) {
      continue;
    }
    const removed = style === CODE ? [] : ownNodesIn(state, block, selected, style);
    for (const mark of [style.mark, style.otherMark]) {
      if (mark === undefined) {
        continue;
      }
      const changes = [
        ...removed.flatMap(unmarked),
        ...parts.flatMap((part) => marked(part, marksFor(state, part, style, mark))),
      ];
      const set = state.changes(changes);
      const after = state.update({ changes: set, filter: false }).state;
      const place = { from: set.mapPos(block.from, -1), to: set.mapPos(block.to, 1) };
      const isIn = (offset: number) => parts.some(({ from, to }) => from <= offset && offset < to);
      const wanted = (offset: number, had: boolean) => had || isIn(offset);
      if (isOnlyStyled(before, styledText(after, place, style), wanted)) {
        return changes;
      }
    }
  }
  return undefined;
}

/** Code has no markup in it: only text, between nodes of any kind, becomes code. */
function codeParts(state: EditorState, parent: SyntaxNode, { from, to }: Stretch): Stretch[] {
  const cuts: Stretch[] = [];
  const cut = (node: SyntaxNode) => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (/^(?:Emphasis|StrongEmphasis|Strikethrough|Link)$/.test(child.name)) {
        const content = contentOf(child);
        cuts.push({ from: child.from, to: content.from }, { from: content.to, to: child.to });
        cut(child);
      } else {
        cuts.push({ from: child.from, to: child.to });
      }
    }
  };
  cut(parent);
  cuts.sort((a, b) => a.from - b.from);
  const parts: Stretch[] = [];
  let start = from;
  for (const each of [...cuts, { from: to, to }]) {
    const end = Math.min(each.from, to);
    if (start < end) {
      parts.push(
        ...stretchesIn(state, leafless(parent), { from: start, to: end }, CODE.node, false),
      );
    }
    start = Math.max(start, each.to);
  }
  return parts;
}

/** A node without children, so that a part of it is divided at line ends only. */
function leafless(node: SyntaxNode): SyntaxNode {
  return Object.create(node, { firstChild: { value: null } }) as SyntaxNode;
}

function ownNodesIn(
  state: EditorState,
  block: SyntaxNode,
  selected: Stretch,
  { node: own }: InlineStyle,
): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const stretches = stretchesIn(state, block, selected, own);
  treeTo(state, block.to).iterate({
    from: block.from,
    to: block.to,
    enter: (node) => {
      if (node.name === own && stretches.some(({ from, to }) => node.from < to && node.to > from)) {
        nodes.push(node.node);
      }
    },
  });
  return nodes;
}

function unmarked(node: SyntaxNode): Replacement[] {
  const content = contentOf(node);
  return [
    { from: node.from, to: content.from, insert: '' },
    { from: content.to, to: node.to, insert: '' },
  ];
}

function marksOf(state: EditorState, node: SyntaxNode): readonly [string, string] {
  const content = contentOf(node);
  return [state.sliceDoc(node.from, content.from), state.sliceDoc(content.to, node.to)];
}

function marked({ from, to }: Stretch, [before, after]: readonly [string, string]): Replacement[] {
  return [
    { from, to: from, insert: before },
    { from: to, to, insert: after },
  ];
}

/**
 * Beside a letter, a mark next to punctuation is none (spec, 6.2). Punctuation is left out at both ends,
 * because half of a pair of brackets or quotation marks would have the style.
 */
function withoutPunctuation(state: EditorState, { from, to }: Stretch): Stretch {
  const text = state.sliceDoc(from, to);
  const start = /^[\p{P}\p{S}]+/u.exec(text)?.[0].length ?? 0;
  const end = /[\p{P}\p{S}]+$/u.exec(text)?.[0].length ?? 0;
  return { from: from + start, to: Math.max(from + start, to - end) };
}

function marksFor(
  state: EditorState,
  { from, to }: Stretch,
  { node }: InlineStyle,
  mark: string,
): readonly [string, string] {
  const text = state.sliceDoc(from, to);
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
