import { selectedRange } from '../dom/root-node.js';

/** The elements in a preview that have an action of their own when clicked. */
const ACTIVE = 'a[href], summary, input';

/**
 * Returns the element of a plain click in a preview; the second one of a double click selects a word. Call
 * it in the click's own task: the selection may be another one a moment later.
 *
 * @returns undefined if the user meant something else
 */
export function plainlyClicked(event: MouseEvent, preview: HTMLElement): Element | undefined {
  const { target, button, detail, altKey, ctrlKey, metaKey, shiftKey } = event;
  return target instanceof Element &&
    button === 0 &&
    detail < 2 &&
    !(altKey || ctrlKey || metaKey || shiftKey) &&
    !event.defaultPrevented &&
    target.closest(ACTIVE) === null &&
    !isSelectedIn(preview)
    ? target
    : undefined;
}

function isSelectedIn(preview: HTMLElement): boolean {
  const selected = selectedRange(preview);
  if (selected === undefined) {
    return false;
  }
  const range = new Range();
  range.setStart(selected.startContainer, selected.startOffset);
  range.setEnd(selected.endContainer, selected.endOffset);
  return range.intersectsNode(preview);
}
