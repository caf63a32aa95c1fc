/** Matches what scrolls where it is wider than the text. */
const SCROLLING = 'pre, table';

/** Makes wide code and tables reachable by keyboard, which browsers do not all do by themselves. */
export function scrollByKeyboard(root: HTMLElement): void {
  const resizes = new ResizeObserver(() => {
    for (const element of root.querySelectorAll<HTMLElement>(SCROLLING)) {
      if (element.scrollWidth > element.clientWidth) {
        element.tabIndex = 0;
      } else {
        element.removeAttribute('tabindex');
      }
    }
  });
  resizes.observe(root);
}
