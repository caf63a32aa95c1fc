import { morph, noteRendered } from './morph.js';

/** Some successive children of a parent, which may become others. */
export interface Children {
  insert(node: ChildNode, before: ChildNode): void;
  /** Puts a node behind them; or takes what stands there, where that is the same. */
  add(node: ChildNode): ChildNode;
  remove(node: ChildNode): void;
}

/** The children of an element within the preview before one of them, or behind all. */
export function childrenOf(parent: Element, end: ChildNode | null): Children {
  return {
    insert: (node, before) => parent.insertBefore(node, before),
    add: (node) => {
      noteRendered(node);
      return parent.insertBefore(node, end);
    },
    remove: (node) => {
      node.remove();
    },
  };
}

/**
 * Shows a fragment, in existing nodes as far as these are alike.
 *
 * @param reusable these nodes; those that are not needed are left in it
 * @returns the nodes that show it
 */
export function fill(
  content: DocumentFragment,
  reusable: Iterator<ChildNode>,
  children: Children,
): ChildNode[] {
  const nodes: ChildNode[] = [];
  const imported = document.importNode(content, true);
  for (let node = imported.firstChild; node !== null; node = imported.firstChild) {
    const old = reusable.next();
    if (old.done === true) {
      nodes.push(children.add(node));
    } else if (old.value.nodeName === node.nodeName) {
      node.remove();
      morph(old.value, node);
      nodes.push(old.value);
    } else {
      children.insert(node, old.value);
      children.remove(old.value);
      noteRendered(node);
      nodes.push(node);
    }
  }
  return nodes;
}

/** Makes nodes show a content, and removes those that it does not need. */
export function turnInto(
  content: DocumentFragment,
  nodes: IterableIterator<ChildNode>,
  children: Children,
): ChildNode[] {
  const shown = fill(content, nodes, children);
  removeAll(nodes, children);
  return shown;
}

export function removeAll(nodes: Iterable<ChildNode>, children: Children): void {
  for (const node of nodes) {
    children.remove(node);
  }
}
