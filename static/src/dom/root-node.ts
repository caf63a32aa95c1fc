/** The tree that an element is in, a document's or a shadow tree: each knows what of its own is where. */
export function treeOf(element: Element): Document | ShadowRoot {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root : document;
}
