/** The links that lead to a place in the same document. */
export const FRAGMENT_LINKS = 'a[href^="#"]:not([href="#"])';

/**
 * The fragment of a link in the same document, as in a URL, with the `#`. Where it leads `Fragments` knows: for
 * what is in a shadow tree, or has no id, no browser finds that.
 *
 * @param event a click
 * @returns undefined where it is on no such link
 */
export function clickedFragment(event: MouseEvent): string | undefined {
  const [origin] = event.composedPath();
  const link = origin instanceof Element ? origin.closest(FRAGMENT_LINKS) : null;
  return link?.getAttribute('href') ?? undefined;
}
