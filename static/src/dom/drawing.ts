/**
 * The element behind a `code` that shows what the browser has drawn of it. No document can have one: the
 * sanitizer removes elements of unknown names. Its content is in its shadow tree, so that the text of a
 * preview, and copies of its nodes, are the document's.
 */
export const DRAWING = 'twinmark-drawing';

export function isDrawing(node: Node): boolean {
  return node instanceof Element && node.localName === DRAWING;
}

/** The children of a node that are the document's. */
export function documentNodes(parent: Node): ChildNode[] {
  return [...parent.childNodes].filter((child) => !isDrawing(child));
}

/** Returns whether two nodes are equal, but for the drawings in the first one. */
export function isEqualButDrawn(shown: Node, node: Node): boolean {
  if (shown.isEqualNode(node)) {
    return true;
  }
  if (!(shown instanceof Element) || shown.querySelector(DRAWING) === null) {
    return false;
  }
  const children = documentNodes(shown);
  const others = [...node.childNodes];
  return (
    shown.cloneNode(false).isEqualNode(node.cloneNode(false)) &&
    children.length === others.length &&
    children.every((child, i) => others[i] !== undefined && isEqualButDrawn(child, others[i]))
  );
}
