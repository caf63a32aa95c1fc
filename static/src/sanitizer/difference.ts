import { documentNodes, isEqualButDrawn } from '../dom/drawing.js';
import { inert } from './inert-document.js';

/** A difference of two trees: siblings in one in the place of siblings in the other. */
export interface Difference {
  /** Their ancestors, in either tree, from the outermost on; none for the roots. */
  readonly within: readonly { readonly before: Element; readonly after: Element }[];
  /** The number of equal siblings before them. */
  readonly index: number;
  readonly before: readonly ChildNode[];
  readonly after: readonly ChildNode[];
  /** The equal siblings next to them, in the second tree: at most one on each side. */
  readonly previous: readonly ChildNode[];
  readonly next: readonly ChildNode[];
}

/**
 * The smallest place outside of which two sequences of trees are equal; undefined where they differ
 * nowhere. Only as deep as one element stands against one with the same name and attributes. Drawings in the
 * first ones are no part of them.
 */
export function differenceOf(
  before: readonly ChildNode[],
  after: readonly ChildNode[],
): Difference | undefined {
  const within: { before: Element; after: Element }[] = [];
  let rest = trim(before, after);
  for (;;) {
    const [one] = rest.before;
    const [other] = rest.after;
    if (
      rest.before.length !== 1 ||
      rest.after.length !== 1 ||
      !(one instanceof Element) ||
      !isElement(other) ||
      !shallow(one).isEqualNode(shallow(other))
    ) {
      break;
    }
    within.push({ before: one, after: other });
    rest = trim(documentNodes(one), [...other.childNodes]);
  }
  return rest.before.length + rest.after.length === 0 ? undefined : { within, ...rest };
}

/** An element without its content, in a document where it loads nothing. */
export function shallow(element: Element): Element {
  return inert.importNode(element, false);
}

/** A copy of a text, or of an element without its content. */
export function withoutDescendants(node: ChildNode): Node {
  return inert.importNode(node, false);
}

/** Leaves out what is equal at the beginning and at the end. */
function trim(before: readonly ChildNode[], after: readonly ChildNode[]) {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && isEqual(before[start], after[start])) {
    start++;
  }
  let end = 0;
  while (end < shortest - start && isEqual(before.at(-1 - end), after.at(-1 - end))) {
    end++;
  }
  return {
    index: start,
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
    previous: after.slice(Math.max(start - 1, 0), start),
    next: end === 0 ? [] : after.slice(after.length - end, after.length - end + 1),
  };
}

function isEqual(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && isEqualButDrawn(one, other);
}

/** As `instanceof` has it, for what another window may have made. */
function isElement(node: Node | undefined): node is Element {
  return node?.nodeType === Node.ELEMENT_NODE;
}
