import { ChangeSet, type EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { flanking } from '../codemirror/flanking.js';
import type { Stretch } from './containers.js';
import { contentOf, isDivisible, stretchesIn, treeTo, withinWholes } from './inline-content.js';
import { isOnlyStyled, styledText } from './style-check.js';
import { CODE, type InlineStyle } from './styles.js';

export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

function inOrder(replacements: readonly Replacement[]): Replacement[] {
  return [...replacements].sort((one, other) => one.from - other.from);
}

/** A block with inline content, and the part of it that is to change. */
export interface SelectedBlock {
  readonly block: SyntaxNode;
  readonly selected: Stretch;
}

/** One way to change a block. */
interface Attempt {
  readonly replacements: readonly Replacement[];
  /** Returns whether the text has the style where it should, and nothing else has changed. */
  isRight(after: EditorState, mapped: Mapping): boolean;
}

/** Returns the place after changes of one that was in the block before, as `ChangeSet.mapPos` does. */
type Mapping = (position: number, side: -1 | 1) => number;

/** Returns replacements as changes. CodeMirror composes those that are not in order, one by one. */
export function changesOf(state: EditorState, replacements: readonly Replacement[]): ChangeSet {
  return state.changes(inOrder(replacements));
}

/**
 * Returns the changes that give the selected part of each block a style, or take it off; undefined where
 * CommonMark has none. Each round tries one way for all blocks that are not done: the text is parsed once a
 * round, not once a block.
 */
export function styleEdits(
  state: EditorState,
  blocks: readonly SelectedBlock[],
  isOff: boolean,
  style: InlineStyle,
): (readonly Replacement[] | undefined)[] {
  const edits: (readonly Replacement[] | undefined)[] = blocks.map(() => undefined);
  let pending = blocks.map((each, index) => ({
    index,
    block: each.block,
    attempts: isOff ? takingOff(state, each, style) : puttingOn(state, each, style),
  }));
  while (pending.length > 0) {
    const tried = pending.flatMap((each) => {
      const { value } = each.attempts.next();
      return value === undefined ? [] : [{ ...each, attempt: value }];
    });
    const changes = changesOf(
      state,
      tried.flatMap(({ attempt }) => attempt.replacements),
    );
    const after = state.update({ changes, filter: false }).state;
    // At once: a tree that grows block by block is balanced again for each of them.
    treeTo(after, changes.mapPos(tried.at(-1)?.block.to ?? 0, 1));
    let growth = 0;
    pending = tried.filter(({ index, block, attempt }) => {
      const mapped = mappingOf(block, attempt.replacements, growth);
      growth = mapped(block.to, 1) - block.to;
      if (!attempt.isRight(after, mapped)) {
        return true;
      }
      edits[index] = attempt.replacements;
      return false;
    });
  }
  return edits;
}

/**
 * Maps places of one block: `mapPos` of all changes takes a time in proportion to their number.
 *
 * @param growth the code units by which the text before the block has grown
 */
function mappingOf(
  { from, to }: SyntaxNode,
  replacements: readonly Replacement[],
  growth: number,
): Mapping {
  const changes = ChangeSet.of(
    inOrder(replacements).map((each) => ({
      ...each,
      from: each.from - from,
      to: each.to - from,
    })),
    to - from,
  );
  return (position, side) => from + growth + changes.mapPos(position - from, side);
}

/** Yields the ways to take a style off; what is left of its nodes keeps it. */
function* takingOff(
  state: EditorState,
  { block, selected }: SelectedBlock,
  style: InlineStyle,
): Generator<Attempt, undefined> {
  const nodes = ownNodesIn(state, block, selected, style);
  const others = ownNodesIn(state, block, block, style)
    .filter(({ from }) => !isWithin(nodes, from))
    .map(contentOf);
  const known = new Set<string>();
  const wide = nodes.map((node) =>
    restsOf(state, node, selected, style).filter(({ from, to }) => {
      // A rest of a nested node is one of the node around it, too, and gets its marks once.
      const key = `${String(from)} ${String(to)}`;
      const isKnown = known.has(key);
      known.add(key);
      return !isKnown;
    }),
  );
  for (const isNarrow of [false, true]) {
    const kept = isNarrow
      ? wide.map((rests, i) => narrowed(state, nodes[i] ?? block, rests, style))
      : wide;
    if (wordsOf(state, kept.flat()) !== wordsOf(state, wide.flat())) {
      // A word would lose the style that is not selected.
      continue;
    }
    for (const mark of [undefined, ...marksOfStyle(style)]) {
      const rests: MarkedPart[] = [];
      const replacements = nodes.flatMap((node, i) => {
        const own = marksOf(state, node);
        const parts = kept[i] ?? [];
        rests.push(...parts.map((part) => ({ part, mark: mark ?? own[0] })));
        return [
          ...unmarked(node),
          ...parts.flatMap((part) =>
            marked(part, mark === undefined ? own : marksFor(state, part, style, mark)),
          ),
        ];
      });
      const parts = rests.map(({ part }) => part);
      const wanted = (offset: number, had: boolean) =>
        isWithin(parts, offset) || (had && !isWithin(nodes, offset));
      yield {
        replacements,
        isRight: (after, mapped) =>
          style === CODE
            ? areCode(after, mapped, [...parts, ...others])
            : isOnlyStyledIn(state, after, mapped, block, rests, style, wanted),
      };
    }
  }
  return undefined;
}

/** Yields the ways to put a style on. */
function* puttingOn(
  state: EditorState,
  { block, selected }: SelectedBlock,
  style: InlineStyle,
): Generator<Attempt, undefined> {
  const wide =
    style === CODE
      ? codeParts(state, block, selected)
      : stretchesIn(state, block, selected, style.node);
  for (const isNarrow of [false, true]) {
    const parts = isNarrow ? narrowed(state, block, wide, style) : wide;
    if (parts.length === 0) {
      continue;
    }
    const removed = style === CODE ? [] : ownNodesIn(state, block, selected, style);
    const wanted = (offset: number, had: boolean) => had || isWithin(parts, offset);
    for (const mark of marksOfStyle(style)) {
      const markedParts = parts.map((part) => ({ part, mark }));
      yield {
        replacements: [
          ...removed.flatMap(unmarked),
          ...parts.flatMap((part) => marked(part, marksFor(state, part, style, mark))),
        ],
        isRight: (after, mapped) =>
          isOnlyStyledIn(state, after, mapped, block, markedParts, style, wanted),
      };
    }
  }
  return undefined;
}

interface MarkedPart {
  readonly part: Stretch;
  readonly mark: string;
}

/** Returns whether nothing has changed in a block but the style, and that where it should. */
function isOnlyStyledIn(
  state: EditorState,
  after: EditorState,
  mapped: Mapping,
  block: SyntaxNode,
  parts: readonly MarkedPart[],
  style: InlineStyle,
  wanted: (offset: number, had: boolean) => boolean,
): boolean {
  const isInert = ({ part: { from, to }, mark }: MarkedPart) => {
    const node = { from: mapped(from, -1), to: mapped(to, 1) };
    const content = { from: node.from + mark.length, to: node.to - mark.length };
    return !areMarks(after, node, content);
  };
  const place = { from: mapped(block.from, -1), to: mapped(block.to, 1) };
  return (
    (style === CODE || !parts.some(isInert)) &&
    isOnlyStyled(styledText(state, block, style), styledText(after, place, style), wanted)
  );
}

/** Returns whether parts are code. Text beside them that was code may be other markup, but no half of code. */
function areCode(after: EditorState, mapped: Mapping, parts: readonly Stretch[]): boolean {
  return parts.every(({ from, to }) => {
    const start = mapped(from, 1);
    const mark = treeTo(after, start + 1).resolveInner(start - 1, 1);
    if (mark.name !== CODE.markNode || mark.parent === null) {
      return false;
    }
    const content = contentOf(mark.parent);
    return content.from <= start && content.to >= mapped(to, -1);
  });
}

/**
 * Returns whether the marks of a node can open and close. The grammar takes half of an emoji for a letter,
 * and the engine the whole for punctuation.
 */
function areMarks(state: EditorState, node: Stretch, content: Stretch): boolean {
  const line = state.doc.lineAt(node.from);
  const before = (at: number) => state.sliceDoc(Math.max(line.from, at - 2), at);
  const behind = (at: number) => state.sliceDoc(at, Math.min(line.to, at + 2));
  return (
    flanking(before(node.from), behind(content.from)).canOpen &&
    flanking(before(content.to), behind(node.to)).canClose
  );
}

function isWithin(stretches: readonly Stretch[], offset: number): boolean {
  return stretches.some(({ from, to }) => from <= offset && offset < to);
}

/** Returns the parts of a node that keep its style when the selected part loses it. */
function restsOf(
  state: EditorState,
  node: SyntaxNode,
  selected: Stretch,
  style: InlineStyle,
): Stretch[] {
  const content = contentOf(node);
  return [
    { from: content.from, to: Math.min(selected.from, content.to) },
    { from: Math.max(selected.to, content.from), to: content.to },
  ]
    .filter(({ from, to }) => from < to)
    .flatMap((rest) => stretchesIn(state, node, rest, style.node, false));
}

/** Code has no markup in it: only text, between nodes of any kind, becomes code. */
export function codeParts(
  state: EditorState,
  parent: SyntaxNode,
  { from, to }: Stretch,
): Stretch[] {
  const cuts: Stretch[] = [];
  const cut = (node: SyntaxNode) => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'BareAddress') {
        continue;
      }
      if (isDivisible(child)) {
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

/** Returns the nodes of a style in a part of a block, and those that touch it. */
export function ownNodesIn(
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
 * Returns parts of a block or node without the punctuation at their ends. Beside a letter, a mark next to
 * punctuation is none (spec, 6.2). Both ends lose it: half of a pair of brackets or quotation marks would have
 * the style.
 */
function narrowed(
  state: EditorState,
  parent: SyntaxNode,
  parts: readonly Stretch[],
  { node }: InlineStyle,
): Stretch[] {
  return parts
    .map(({ from, to }) => {
      const text = state.sliceDoc(from, to);
      const start = /^[\p{P}\p{S}]+/u.exec(text)?.[0].length ?? 0;
      const end = /(?<![\p{P}\p{S}])[\p{P}\p{S}]+$/u.exec(text)?.[0].length ?? 0;
      const part = { from: from + start, to: Math.max(from + start, to - end) };
      return start + end === 0 ? part : withinWholes(parent, part, node);
    })
    .filter(({ from, to }) => from < to);
}

/** Returns the letters and digits of parts. */
function wordsOf(state: EditorState, parts: readonly Stretch[]): string {
  return parts
    .map(({ from, to }) => state.sliceDoc(from, to).replace(/[^\p{L}\p{N}]/gu, ''))
    .join('');
}

function marksOfStyle({ mark, otherMark }: InlineStyle): string[] {
  return otherMark === undefined ? [mark] : [mark, otherMark];
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
