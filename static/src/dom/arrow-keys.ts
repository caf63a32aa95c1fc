/**
 * Returns the index to which a key press moves the focus in a row of items, of which Tab reaches one, and
 * the arrows, Home and End the others; undefined for any other key.
 *
 * @param index of the item where the key is pressed, the first being 0
 * @param count the number of items
 */
export function arrowTarget(
  event: KeyboardEvent,
  index: number,
  count: number,
): number | undefined {
  return {
    [forwardArrow(event)]: (index + 1) % count,
    [backwardArrow(event)]: (index - 1 + count) % count,
    Home: 0,
    End: count - 1,
  }[event.key];
}

/** Returns the index to which a key press moves the focus in a menu; undefined for a key that moves nothing. */
export function menuTarget(event: KeyboardEvent, index: number, count: number): number | undefined {
  return {
    ArrowDown: (index + 1) % count,
    ArrowUp: (index - 1 + count) % count,
    Home: 0,
    End: count - 1,
  }[event.key];
}

/** The arrow that leads on in the direction in which the place of a key press is read. */
export function forwardArrow(event: KeyboardEvent): string {
  return isRightToLeft(event.target as Element) ? 'ArrowLeft' : 'ArrowRight';
}

/** The arrow that leads back in the direction in which the place of a key press is read. */
export function backwardArrow(event: KeyboardEvent): string {
  return isRightToLeft(event.target as Element) ? 'ArrowRight' : 'ArrowLeft';
}

/** Returns whether the content of an element is read from right to left. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
