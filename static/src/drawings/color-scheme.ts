/** Matches if the system's colours are dark. */
export const darkSystem = matchMedia('(prefers-color-scheme: dark)');

const DARK = 'rgb(0, 0, 0)';

/**
 * Returns whether an element has the colours of the dark scheme. Its computed `color-scheme` does not say:
 * a page may choose by its `meta` element.
 */
export function isDark(element: Element): boolean {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `light-dark(rgb(255, 255, 255), ${DARK})`;
  // Within a shadow tree it is no child that the document or its observers have.
  (element.shadowRoot ?? element).append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color === DARK;
}
