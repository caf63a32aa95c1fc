import { selectedRange } from '../dom/root-node.js';

/** What of the preview's content does something of its own when it is clicked. */
const ACTIVE = 'a[href], summary, input';

/**
 * What in a preview is clicked, by no more than a click; the second one of a double click selects a word. To
 * be asked in the click's own task: what is selected may be another thing a moment later.
 *
 * @returns undefined where something else is meant
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
