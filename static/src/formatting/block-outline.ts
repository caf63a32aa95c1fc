import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import {
  firstBlock,
  isContainer,
  isLineContainer,
  linePlace,
  nextBlock,
  type Stretch,
} from './containers.js';
import { isText } from './list-edits.js';

/**
 * The characters of a block or an item, without those that its containers put before its first line, and
 * without blank lines at its end.
 */
export function stretchOf(state: EditorState, node: SyntaxNode): Stretch {
  const first = state.doc.lineAt(node.from);
  let last = state.doc.lineAt(node.to);
  while (last.number > first.number && !isText(state, last.number)) {
    last = state.doc.line(last.number - 1);
  }
  const { parts } = linePlace(state, first);
  return { from: parts[depthOfNode(node) - 1]?.to ?? first.from, to: last.to };
}

/** The number of quotes, items and footnotes around a node. */
export function depthOfNode(node: SyntaxNode): number {
  let depth = 0;
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    depth += isLineContainer(outer.name) ? 1 : 0;
  }
  return depth;
}

/** The structure of a block and its text, for comparison; without numbers of items and white space. */
export function shapeOf(state: EditorState, node: SyntaxNode): string {
  if (!isContainer(node)) {
    return `${node.name}:${bare(state.sliceDoc(node.from, node.to))}`;
  }
  const shapes: string[] = [];
  for (let block = firstBlock(node); block !== undefined; block = nextBlock(block)) {
    shapes.push(shapeOf(state, block));
  }
  return `${node.name}(${shapes.join()})`;
}

/** The block behind a node, however deep that is in others, by its depth and how it begins. */
export function followingShape(state: EditorState, node: SyntaxNode): string {
  let next: SyntaxNode | undefined;
  for (let outer: SyntaxNode | null = node; outer !== null && next === undefined;) {
    next = nextBlock(outer);
    outer = outer.parent;
  }
  if (next === undefined) {
    return '';
  }
  const names = [String(depthOfNode(next))];
  let inner = next;
  for (let first: SyntaxNode | undefined = next; first !== undefined;) {
    inner = first;
    names.push(inner.name);
    first = isContainer(inner) ? firstBlock(inner) : undefined;
  }
  return names.join() + bare(state.sliceDoc(inner.from, state.doc.lineAt(inner.from).to));
}

/**
 * The block or item that begins at a place, after an edit behind the beginning of its container.
 *
 * @param container as it was before the edit
 * @param from where the block begins, or white space before it
 * @returns undefined if none begins there, such as where the text has become part of the block before
 */
export function blockAt(
  state: EditorState,
  container: SyntaxNode,
  from: number,
): SyntaxNode | undefined {
  const line = state.doc.lineAt(from);
  const rest = line.text.slice(from - line.from);
  const start = from + rest.length - rest.trimStart().length;
  let node: SyntaxNode | null = syntaxTreeTo(state, line.to).resolveInner(start, 1);
  while (node !== null && !isChild(node, container)) {
    node = node.parent;
  }
  return node !== null && state.doc.lineAt(node.from).number === line.number ? node : undefined;
}

function isChild({ parent }: SyntaxNode, container: SyntaxNode): boolean {
  return (
    parent?.name === container.name &&
    (parent.from === container.from || parent.parent === null) &&
    depthOfNode(parent) === depthOfNode(container)
  );
}

function bare(text: string): string {
  return text.replace(/[\s>]/g, '');
}
