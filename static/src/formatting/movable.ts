import type { EditorState, Line } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import {
  commonContainers,
  leafOf,
  linePlace,
  type LinePlace,
  fencesOf,
  nextBlock,
  previousBlock,
} from './containers.js';
import { isText } from './list-edits.js';
import { selectedLines } from './selected-lines.js';

/** Numbers of lines, including the last. */
interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Lines that move within a block, and the lines of it that may change places. */
interface MovableLines extends LineRange {
  readonly kind: 'lines';
  readonly leaf: SyntaxNode;
  readonly body: LineRange;
}

/** Blocks, or items, that are neighbours in their container. */
interface MovableBlocks {
  readonly kind: 'blocks';
  readonly first: SyntaxNode;
  readonly last: SyntaxNode;
}

export type Movable = MovableLines | MovableBlocks;

/** Blocks whose lines move where they are in an item, too, which otherwise moves as a whole. */
const OF_LINES: ReadonlySet<string> = new Set([
  'FencedCode',
  'FormulaBlock',
  'FrontMatter',
  'Table',
]);

/**
 * Returns the part of the selection that moves: lines within a code block, a table or a paragraph; otherwise
 * the innermost items, or whole blocks. A block moves whole if all of it is selected, if it has one line, or at
 * a line that cannot move, such as a fence or the header row of a table. A quote moves with its only block.
 *
 * @returns undefined where only blank lines are selected
 */
export function selectedMovable(state: EditorState): Movable | undefined {
  const range = withoutBlankEnds(state);
  if (range === undefined) {
    return undefined;
  }
  const first = linePlace(state, state.doc.line(range.first));
  const last = linePlace(state, state.doc.line(range.last));
  const common = commonContainers(first.containers, last.containers);
  const inner = common.at(-1);
  const leaf = leafOf(state, first);
  if (leaf !== undefined && leafOf(state, last)?.from === leaf.from) {
    const body = bodyOf(state, leaf);
    const isInBody = range.first >= body.first && range.last <= body.last;
    if (
      isInBody &&
      (inner?.kind !== 'item' || OF_LINES.has(leaf.name)) &&
      !isAll(state, leaf, range)
    ) {
      return { kind: 'lines', leaf, ...range, body };
    }
  }
  const [one, other] = [first.containers[common.length], last.containers[common.length]];
  if (one?.kind === 'item' && other?.kind === 'item' && one.list.from === other.list.from) {
    return { kind: 'blocks', first: one.node, last: other.node };
  }
  return inner?.kind === 'item'
    ? { kind: 'blocks', first: inner.node, last: inner.node }
    : blocksAt(state, first, last, inner?.node);
}

function withoutBlankEnds(state: EditorState): LineRange | undefined {
  const lines = selectedLines(state);
  const isBlank = (line: Line) =>
    !isText(state, line.number) && leafOf(state, linePlace(state, line)) === undefined;
  const first = lines.findIndex((line) => !isBlank(line));
  let last = lines.length - 1;
  while (last > first && lines.slice(last, last + 1).every(isBlank)) {
    last--;
  }
  const [from, to] = [lines[first], lines[last]];
  return from === undefined || to === undefined
    ? undefined
    : { first: from.number, last: to.number };
}

/** The lines of a block that are neither fences nor headings of a table nor the underline of a heading. */
function bodyOf({ doc }: EditorState, leaf: SyntaxNode): LineRange {
  const first = doc.lineAt(leaf.from).number;
  const last = doc.lineAt(leaf.to).number;
  switch (leaf.name) {
    case 'FencedCode':
    case 'FormulaBlock': {
      const isClosed = fencesOf(leaf).length > 1;
      return { first: first + 1, last: isClosed ? last - 1 : last };
    }
    case 'FrontMatter':
      return { first: first + 1, last: last - 1 };
    case 'Table':
      return { first: first + 2, last };
    case 'SetextHeading1':
    case 'SetextHeading2':
      return { first, last: last - 1 };
    default:
      return { first, last };
  }
}

function isAll({ doc }: EditorState, leaf: SyntaxNode, { first, last }: LineRange): boolean {
  return first === doc.lineAt(leaf.from).number && last === doc.lineAt(leaf.to).number;
}

/** The blocks of a quote, a footnote or the document at two lines; a quote in the place of all of its blocks. */
function blocksAt(
  state: EditorState,
  firstPlace: LinePlace,
  lastPlace: LinePlace,
  quote: SyntaxNode | undefined,
): MovableBlocks | undefined {
  let first = blockOf(state, firstPlace, quote);
  let last = blockOf(state, lastPlace, quote);
  while (
    (first?.parent?.name === 'Blockquote' || first?.parent?.name === 'FootnoteDefinition') &&
    last !== undefined &&
    previousBlock(first) === undefined &&
    nextBlock(last) === undefined
  ) {
    first = first.parent;
    first = last = first.parent?.name === 'ListItem' ? first.parent : first;
  }
  return first === undefined || last === undefined ? undefined : { kind: 'blocks', first, last };
}

/** The block of a quote, or of the document, with a line that is not blank. */
function blockOf(
  state: EditorState,
  { line, contentFrom }: LinePlace,
  quote: SyntaxNode | undefined,
): SyntaxNode | undefined {
  let node: SyntaxNode | null = syntaxTreeTo(state, line.to).resolveInner(contentFrom, 1);
  while (
    node !== null &&
    !(quote === undefined ? node.parent?.parent === null : isSame(node.parent, quote))
  ) {
    node = node.parent;
  }
  return node ?? undefined;
}

function isSame(node: SyntaxNode | null, other: SyntaxNode): boolean {
  return node?.name === other.name && node.from === other.from;
}
