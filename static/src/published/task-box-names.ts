const BOXES = 'li input[type=checkbox]';

/** Elements of an item that are no part of its own text. */
const INNER_BLOCKS = 'ul, ol, dl, table, pre, blockquote';

/** Names the boxes of tasks by the text of their items: no element in the HTML of Markdown is their label. */
export function nameTaskBoxes(root: HTMLElement): void {
  for (const box of root.querySelectorAll(BOXES)) {
    const item = box.closest('li');
    if (item !== null && !box.hasAttribute('aria-label') && box.closest('label') === null) {
      box.setAttribute('aria-label', ownText(item));
    }
  }
}

function ownText(item: Element): string {
  const copy = item.cloneNode(true) as Element;
  for (const block of copy.querySelectorAll(INNER_BLOCKS)) {
    block.remove();
  }
  return copy.textContent.trim().replace(/\s+/g, ' ');
}
