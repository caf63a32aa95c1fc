/** The prefix that sanitizing gives every name, which could otherwise clash with the page's own names. */
export const NAME_PREFIX = 'user-content-';

/** The links that lead to a place in the same document. */
const FRAGMENT_LINKS = 'a[href^="#"]:not([href="#"])';

/** Returns the name in a fragment of a URL, which begins with `#`; as it is where its escapes are none. */
export function nameIn(fragment: string): string {
  const name = fragment.slice(1);
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) {
      return name;
    }
    throw error;
  }
}

/**
 * The fragment of a link in the same document, as in a URL, with the `#`. Browsers do not follow it where the
 * document is in a shadow tree; see `fragmentTarget`.
 *
 * @param event a click
 * @returns undefined where it is on no such link
 */
export function clickedFragment(event: MouseEvent): string | undefined {
  const [origin] = event.composedPath();
  const link = origin instanceof Element ? origin.closest(FRAGMENT_LINKS) : null;
  return link?.getAttribute('href') ?? undefined;
}

/**
 * Returns the element of a document that a fragment refers to, with or without the prefix of sanitized names.
 *
 * @param fragment as in a URL, with the `#`
 */
export function fragmentTarget(root: ParentNode, fragment: string): HTMLElement | undefined {
  const name = nameIn(fragment);
  return name === '' ? undefined : (named(root, name) ?? named(root, NAME_PREFIX + name));
}

function named(root: ParentNode, name: string): HTMLElement | undefined {
  return root.querySelector<HTMLElement>(`#${CSS.escape(name)}`) ?? undefined;
}
