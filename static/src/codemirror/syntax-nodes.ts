import { ensureSyntaxTree, syntaxTree, syntaxTreeAvailable } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';

/** The time that a command may wait for the grammar to reach its place in a long text, in milliseconds. */
const PARSE_WAIT_MS = 50;

/** The time that the grammar takes at once where nothing waits for it, in milliseconds: the rest of a frame is others'. */
const PARSE_SLICE_MS = 10;

/**
 * The text behind a place that is parsed with it, in UTF-16 code units: a node ends where the parser has
 * stopped, and a command needs the whole of a list.
 */
const LOOK_AHEAD_UNITS = 50_000;

/**
 * The trees of states, and the places up to which they are parsed. Code whose language is still being loaded is
 * skipped, and `ensureSyntaxTree` tries it again at each call: a toolbar that asked twenty times parsed it twenty
 * times.
 */
const known = new WeakMap<EditorState, { readonly tree: Tree; readonly end: number }>();

/**
 * Returns the syntax tree up to a place; undefined if the grammar does not come there in a time.
 *
 * @param milliseconds the time
 */
export function parsedTo(state: EditorState, end: number, milliseconds: number): Tree | undefined {
  const before = known.get(state);
  if (before !== undefined && before.end >= end) {
    return before.tree;
  }
  const isThere = syntaxTreeAvailable(state, end) && syntaxTree(state).length >= end;
  const tree = isThere ? syntaxTree(state) : ensureSyntaxTree(state, end, milliseconds);
  if (tree === null) {
    return undefined;
  }
  known.set(state, { tree, end });
  return tree;
}

/** The syntax tree up to a place and beyond, or as far as the grammar came in the time that a command may wait. */
export function syntaxTreeTo(state: EditorState, to: number): Tree {
  const end = Math.min(to + LOOK_AHEAD_UNITS, state.doc.length);
  const parse = () => parsedTo(state, end, PARSE_WAIT_MS);
  // On a busy machine, the time can pass without any of it being spent on the grammar.
  return parse() ?? parse() ?? syntaxTree(state);
}

/**
 * Parses a little more of the text, if the grammar has not come to a place and beyond.
 *
 * @returns true once it has
 */
export function parseTowards(state: EditorState, to: number): boolean {
  const end = Math.min(to + LOOK_AHEAD_UNITS, state.doc.length);
  return parsedTo(state, end, PARSE_SLICE_MS) !== undefined;
}

/** The innermost node of that name with a range in it; undefined where there is none. */
export function enclosing(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
  name: string,
): SyntaxNode | undefined {
  const tree = syntaxTreeTo(state, to);
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
  syntaxTreeTo(state, to).iterate({
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
