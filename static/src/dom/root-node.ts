/** The tree that an element is in, a document's or a shadow tree: each knows what of its own is where. */
export function treeRootOf(element: Element): Document | ShadowRoot {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root : document;
}

/** Returns the selection if it is in the tree of an element; undefined if there is none, or just a caret. */
export function selectedRange(element: Element): AbstractRange | undefined {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0) {
    return undefined;
  }
  const tree = treeRootOf(element);
  // Within a shadow tree the selection is told to those who know the tree; Firefox has it since 142.
  const range =
    tree instanceof ShadowRoot && 'getComposedRanges' in selection
      ? selection.getComposedRanges({ shadowRoots: [tree] })[0]
      : selection.getRangeAt(0);
  return range === undefined || range.collapsed ? undefined : range;
}
