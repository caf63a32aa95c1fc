import { countColumn, type EditorState, type Line } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { FOOTNOTE_INDENT } from '../codemirror/footnotes.js';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';

/** spec, 2.2: tabs behave as if they were replaced by spaces with a tab stop of 4 characters. */
const TAB_STOP = 4;

/** A block quote (spec, 5.1). */
interface Quote {
  readonly kind: 'quote';
  readonly node: SyntaxNode;
}

/** A list item (spec, 5.2). */
export interface Item {
  readonly kind: 'item';
  readonly node: SyntaxNode;
  readonly list: SyntaxNode;
  /** Undefined for a bullet. */
  readonly number: number | undefined;
  /** The bullet, or the character behind the number. */
  readonly delimiter: string;
  /** The place of the marker, and where the content begins on the marker's line: behind a task's box. */
  readonly markerFrom: number;
  readonly markerTo: number;
  readonly contentFrom: number;
  /** The box of a task, such as `[x]`. */
  readonly box: string | undefined;
  /** The columns before the marker, counted from the content of the parent. */
  readonly indent: number;
  /** The columns by which all lines but the first are indented, counted from the content of the parent. */
  readonly width: number;
}

/** The definition of a footnote. */
interface Footnote {
  readonly kind: 'footnote';
  readonly node: SyntaxNode;
  /** The place of its label, and where the content behind that begins. */
  readonly markerFrom: number;
  readonly contentFrom: number;
}

export type Container = Quote | Item | Footnote;

/** A stretch of the text, in UTF-16 code units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The containers that a line stands in, and what it begins with for each of them. */
export interface LinePlace {
  readonly line: Line;
  /** Outermost first. */
  readonly containers: readonly Container[];
  /** The line's characters for each container; missing from the one on that a lazy continuation line omits. */
  readonly parts: readonly Stretch[];
  /** Where the line's own content begins, behind the characters of its containers and white space. */
  readonly contentFrom: number;
}

/** Returns the containers of a line and their characters in it. */
export function linePlace(state: EditorState, line: Line): LinePlace {
  return placeIn(line, containersOf(state, line));
}

/**
 * Returns what a new line begins with to stand in the containers: `> ` of a quote, the indentation of an item or
 * of a footnote.
 *
 * @param widthOf the columns of an item's indentation, if they are to be others
 */
export function linePrefix(
  containers: readonly Container[],
  widthOf = (item: Item) => item.width,
): string {
  return containers
    .map((container) =>
      container.kind === 'quote'
        ? '> '
        : ' '.repeat(container.kind === 'item' ? widthOf(container) : FOOTNOTE_INDENT),
    )
    .join('');
}

/** The containers of a place that are the same nodes for another one, outermost first. */
export function commonContainers(
  one: readonly Container[],
  other: readonly Container[],
): readonly Container[] {
  const end = one.findIndex((container, i) => !isSame(container, other[i]));
  return end < 0 ? one : one.slice(0, end);
}

function isSame(one: Container, other: Container | undefined): boolean {
  return one.kind === other?.kind && one.node.from === other.node.from;
}

/** Returns the lines of a container or block, the first and the last. */
export function linesOf(state: EditorState, { from, to }: Stretch): Line[] {
  const first = state.doc.lineAt(from).number;
  const last = state.doc.lineAt(to).number;
  return Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i));
}

/** Blocks that blank lines do not end. */
const WITH_BLANK_LINES: ReadonlySet<string> = new Set([
  'FencedCode',
  'FormulaBlock',
  'FrontMatter',
  'HTMLBlock',
  'CommentBlock',
  'ProcessingInstructionBlock',
]);

/** The block of a line that is no container, such as a paragraph or a fence; undefined on a blank line between blocks. */
export function leafOf(state: EditorState, place: LinePlace): SyntaxNode | undefined {
  const { line, contentFrom } = place;
  const isBlank = contentFrom >= line.to;
  let leaf: SyntaxNode | undefined;
  for (
    let node: SyntaxNode | null = isBlank
      ? syntaxTreeTo(state, line.to).resolveInner(line.to, -1)
      : syntaxTreeTo(state, line.to).resolveInner(contentFrom, 1);
    node !== null && !isContainer(node);
    node = node.parent
  ) {
    leaf = node;
  }
  return leaf !== undefined && isBlank && !WITH_BLANK_LINES.has(leaf.name) ? undefined : leaf;
}

/** The items of a list, in their order. The containers around them are found once: lists can be long. */
export function itemsOf(state: EditorState, list: SyntaxNode): Item[] {
  const outer = containersAround(state, list);
  return list.getChildren('ListItem').flatMap((node) => itemIn(state, node, outer) ?? []);
}

/** The item of a list whose marker is at a place. */
export function itemAt(state: EditorState, list: SyntaxNode, markerFrom: number): Item | undefined {
  // The marker is the item's own child.
  const node = list.resolve(markerFrom, 1).parent;
  return node === null ? undefined : itemIn(state, node, containersAround(state, list));
}

/** The item before in the same list. */
export function itemBefore(state: EditorState, { node, list }: Item): Item | undefined {
  const before = previousBlock(node);
  return before === undefined ? undefined : itemIn(state, before, containersAround(state, list));
}

/** Returns the index of an item among containers, or -1. */
export function depthOf(containers: readonly Container[], item: Container): number {
  return containers.findIndex((container) => isSame(item, container));
}

/** Returns the columns of white space in a stretch of a line. */
export function columnsOf(line: Line, from: number, to: number): number {
  const start = countColumn(line.text, TAB_STOP, from - line.from);
  return countColumn(line.text, TAB_STOP, to - line.from) - start;
}

/** The first block of a container, or item of a list. */
export function firstBlock({ firstChild }: SyntaxNode): SyntaxNode | undefined {
  return pastMarks(firstChild, 'nextSibling');
}

/** The block or item behind one in the same container. */
export function nextBlock(block: SyntaxNode): SyntaxNode | undefined {
  return pastMarks(block.nextSibling, 'nextSibling');
}

/** The block or item before one in the same container. */
export function previousBlock(block: SyntaxNode): SyntaxNode | undefined {
  return pastMarks(block.prevSibling, 'prevSibling');
}

/** Marks of quotes and items stand between blocks. */
function pastMarks(
  from: SyntaxNode | null,
  direction: 'nextSibling' | 'prevSibling',
): SyntaxNode | undefined {
  let node = from;
  while (node?.name.endsWith('Mark') === true) {
    node = node[direction];
  }
  return node ?? undefined;
}

/** The opening fence of a block of code or a formula, and the closing one if it has one. */
export function fencesOf(block: SyntaxNode): SyntaxNode[] {
  return block.getChildren(block.name === 'FormulaBlock' ? 'FormulaMark' : 'CodeMark');
}

/** Returns whether a node contains blocks, as items, their lists and the document do. */
export function isContainer({ name }: SyntaxNode): boolean {
  return (
    name === 'Document' || name === 'BulletList' || name === 'OrderedList' || isLineContainer(name)
  );
}

/** Returns whether nodes of a name are containers that each line has characters of its own for. */
export function isLineContainer(name: string): boolean {
  return name === 'Blockquote' || name === 'ListItem' || name === 'FootnoteDefinition';
}

function containersOf(state: EditorState, line: Line): Container[] {
  const end = line.from + line.text.trimEnd().length;
  return containersAround(state, syntaxTreeTo(state, line.to).resolveInner(end, -1));
}

/** The containers that a node is in, or is. */
function containersAround(state: EditorState, inner: SyntaxNode): Container[] {
  const nodes: SyntaxNode[] = [];
  for (let node: SyntaxNode | null = inner; node !== null; node = node.parent) {
    if (isLineContainer(node.name)) {
      nodes.unshift(node);
    }
  }
  const containers: Container[] = [];
  for (const node of nodes) {
    if (node.name === 'Blockquote') {
      containers.push({ kind: 'quote', node });
      continue;
    }
    if (node.name === 'FootnoteDefinition') {
      containers.push(footnoteIn(state, node));
      continue;
    }
    const item = itemIn(state, node, containers);
    if (item === undefined) {
      break;
    }
    containers.push(item);
  }
  return containers;
}

const MARKER = /^(?:([-+*])|(\d{1,9})([.)]))/;
const BOX = /^\[[ xX]\](?=[ \t])/;

function footnoteIn(state: EditorState, node: SyntaxNode): Footnote {
  const mark = node.getChild('FootnoteMark') ?? node;
  const line = state.doc.lineAt(mark.from);
  const rest = line.text.slice(mark.to - line.from);
  const contentFrom = mark.to + rest.length - rest.trimStart().length;
  return { kind: 'footnote', node, markerFrom: mark.from, contentFrom };
}

function itemIn(
  state: EditorState,
  node: SyntaxNode,
  outer: readonly Container[],
): Item | undefined {
  const list = node.parent;
  // The node begins before the indentation.
  const markerFrom = node.getChild('ListMark')?.from ?? node.from;
  const line = state.doc.lineAt(markerFrom);
  const match = MARKER.exec(line.text.slice(markerFrom - line.from));
  if (list === null || match === null) {
    return undefined;
  }
  const outerTo = placeIn(line, outer).parts.at(-1)?.to ?? line.from;
  const markerTo = markerFrom + match[0].length;
  const rest = line.text.slice(markerTo - line.from);
  const space = rest.length - rest.trimStart().length;
  const columns = columnsOf(line, markerTo, markerTo + space);
  // spec, 5.2: one to four spaces follow; where the item begins with a blank line or with code, one.
  const isOne = rest.trim() === '' || columns > TAB_STOP;
  const contentFrom = markerTo + (isOne ? Math.min(1, space) : space);
  const indent = columnsOf(line, outerTo, markerFrom);
  const box = BOX.exec(state.sliceDoc(contentFrom, line.to) + (rest.trim() === '' ? '' : ' '))?.[0];
  const boxTo = contentFrom + (box?.length ?? 0);
  return {
    kind: 'item',
    node,
    list,
    number: match[2] === undefined ? undefined : Number(match[2]),
    delimiter: match[1] ?? match[3] ?? '',
    markerFrom,
    markerTo,
    contentFrom: box === undefined ? contentFrom : Math.min(boxTo + 1, line.to),
    box,
    indent,
    width: indent + match[0].length + (isOne ? 1 : columns),
  };
}

function placeIn(line: Line, containers: readonly Container[]): LinePlace {
  const parts: Stretch[] = [];
  let at = line.from;
  const spaceTo = () => {
    let to = at;
    while (to < line.to && /[ \t]/.test(line.text.charAt(to - line.from))) {
      to++;
    }
    return to;
  };
  let content: number | undefined;
  for (const container of containers) {
    const from = at;
    if (container.kind === 'quote') {
      const mark = spaceTo();
      if (line.text.charAt(mark - line.from) !== '>') {
        break;
      }
      at = mark + 1;
      if (/[ \t]/.test(line.text.charAt(at - line.from))) {
        at++;
      }
    } else if (isIn(line, container.markerFrom) && container.kind === 'footnote') {
      at = content = container.contentFrom;
    } else if (isIn(line, container.markerFrom) && container.kind === 'item') {
      at = container.markerTo;
      const after = columnsOf(line, at, spaceTo());
      at = after > TAB_STOP || spaceTo() === line.to ? Math.min(at + 1, line.to) : spaceTo();
      content = container.contentFrom;
    } else {
      const end = spaceTo();
      const width = container.kind === 'item' ? container.width : FOOTNOTE_INDENT;
      while (at < end && columnsOf(line, from, at) < width) {
        at++;
      }
      if (at < line.to && columnsOf(line, from, at) < width) {
        break;
      }
    }
    parts.push({ from, to: at });
  }
  const contentFrom =
    content === undefined || parts.length < containers.length ? spaceTo() : Math.max(content, at);
  return { line, containers, parts, contentFrom };
}

function isIn(line: Line, place: number): boolean {
  return place >= line.from && place <= line.to;
}
