import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** The time that a command may wait for the grammar to reach its place in a long text, in milliseconds. */
const PARSE_WAIT_MS = 50;

/** The innermost node of that name with a range in it; undefined where there is none. */
export function enclosing(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
  name: string,
): SyntaxNode | undefined {
  const tree = ensureSyntaxTree(state, to, PARSE_WAIT_MS) ?? syntaxTree(state);
  // At the edge of a node, a caret belongs to it from either side.
  for (const side of [-1, 1] as const) {
    let node: SyntaxNode | null = tree.resolveInner(side < 0 ? to : from, side);
    while (node !== null && !(node.name === name && node.from <= from && node.to >= to)) {
      node = node.parent;
    }
    if (node !== null) {
      return node;
    }
  }
  return undefined;
}

/** The nodes of that name between two places, in their order. */
export function nodesNamed(
  state: EditorState,
  name: string,
  from: number,
  to: number,
): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  (ensureSyntaxTree(state, to, PARSE_WAIT_MS) ?? syntaxTree(state)).iterate({
    from,
    to,
    enter: (node) => {
      if (node.name === name) {
        nodes.push(node.node);
      }
    },
  });
  return nodes;
}
