import { EditorSelection, type StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The selection of a text area, which may have been made before any script ran. */
export function selectionIn(source: HTMLTextAreaElement): EditorSelection {
  const { selectionStart, selectionEnd, selectionDirection } = source;
  return selectionDirection === 'backward'
    ? EditorSelection.single(selectionEnd, selectionStart)
    : EditorSelection.single(selectionStart, selectionEnd);
}

/**
 * Returns the effect that scrolls a view of the same text and size to where a text area is; undefined at its
 * beginning, and if the browser does not tell (Safari before 26.2).
 */
export function scrollPositionIn(source: HTMLTextAreaElement): StateEffect<unknown> | undefined {
  if (source.scrollTop === 0 || !('caretPositionFromPoint' in document)) {
    return undefined;
  }
  const box = source.getBoundingClientRect();
  const { fontSize, paddingLeft } = getComputedStyle(source);
  const top = box.top + source.clientTop;
  const root = source.getRootNode();
  const options = root instanceof ShadowRoot ? { shadowRoots: [root] } : {};
  // Some characters into a line: an offset at the beginning of a line that was wrapped is also that of
  // the end of the line before.
  const x = box.left + source.clientLeft + parseFloat(paddingLeft) + 2 * parseFloat(fontSize);
  // Chromium gives an empty rectangle for the caret in an empty line; then another line will do.
  for (let y = 1; y < source.clientHeight; y++) {
    const caret = document.caretPositionFromPoint(x, top + y, options);
    const place = caret?.offsetNode === source ? caret.getClientRect() : null;
    if (caret !== null && place !== null && place.height > 0) {
      return EditorView.scrollIntoView(caret.offset, { y: 'start', yMargin: place.top - top });
    }
  }
  return undefined;
}
