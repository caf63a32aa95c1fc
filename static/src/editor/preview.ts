/**
 * Makes the preview hold what the fragment holds, and touches only what differs: blocks that are equal
 * at its beginning and end stay, with their images loaded, their layout, and the reader's selection.
 */
export function showInPreview(preview: Element, fragment: DocumentFragment): void {
  let before = preview.firstChild;
  while (before !== null && fragment.firstChild?.isEqualNode(before) === true) {
    fragment.firstChild.remove();
    before = before.nextSibling;
  }
  let after: ChildNode | null = null;
  let last = preview.lastChild;
  while (before !== null && last !== null && fragment.lastChild?.isEqualNode(last) === true) {
    const isFirstThatDiffers = last === before;
    fragment.lastChild.remove();
    after = last;
    if (isFirstThatDiffers) {
      before = null;
    }
    last = last.previousSibling;
  }
  while (before !== null && before !== after) {
    const next: ChildNode | null = before.nextSibling;
    before.remove();
    before = next;
  }
  preview.insertBefore(document.importNode(fragment, true), after);
}
