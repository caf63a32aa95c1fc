import {
  type Child,
  isBlock,
  isElement,
  type Parent,
  setChildren,
  childrenOf,
} from './elements.js';

/**
 * The depth of elements beyond which they are taken out of each other. The engine takes 100 nested blocks, a list needs
 * two elements for each of its levels, and browsers nest 512 elements, at which the conversion of lists has exhausted
 * the stack of Node.
 */
const MAX_DEPTH = 256;

/** Elements without which what is around them says nothing: they stay in it. */
const PARTS = ['caption', 'dd', 'dt', 'li', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'] as const;

/** Leaves of elements that are nested too deeply only their text and pictures, with a space where a block ends. */
export function boundNesting(parent: Parent, depth = 0): void {
  setChildren(
    parent,
    childrenOf(parent).flatMap((child) => {
      if (!isElement(child)) {
        return [child];
      }
      if (depth >= MAX_DEPTH && !isElement(child, ...PARTS)) {
        return flat(child);
      }
      boundNesting(child, depth + 1);
      return [child];
    }),
  );
}

function flat(node: Child): Child[] {
  if (!isElement(node) || node.children.length === 0) {
    return [node];
  }
  const edge: Child[] = isBlock(node) ? [{ type: 'text', value: ' ' }] : [];
  return [...edge, ...node.children.flatMap(flat), ...edge];
}
