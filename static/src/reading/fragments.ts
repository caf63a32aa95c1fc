import { HEADINGS, headingNames } from './heading-names.js';

/** What comes before every name in a preview, which would else be one of the page's own. */
const NAME_PREFIX = /^user-content-/;

/** The links that lead to a place in the same document. */
export const FRAGMENT_LINKS = 'a[href^="#"]:not([href="#"])';

/** The places in a rendered document that a link such as `#the-title` can lead to. */
export class Fragments {
  readonly #root: ParentNode;
  readonly #headings = new Map<string, HTMLElement>();

  /** @param root as it is now */
  constructor(root: ParentNode) {
    this.#root = root;
    const headings = [...root.querySelectorAll<HTMLElement>(HEADINGS)];
    const names = headingNames(headings);
    for (const [i, heading] of headings.entries()) {
      this.#headings.set(names[i] ?? '', heading);
    }
  }

  /**
   * Where a fragment leads: to the heading of that name, or to what has the name itself.
   *
   * @param fragment as in a URL, with the `#`
   */
  target(fragment: string): HTMLElement | undefined {
    const name = decoded(fragment.slice(1));
    return name === ''
      ? undefined
      : (this.#headings.get(name.replace(NAME_PREFIX, '')) ??
          this.#root.querySelector<HTMLElement>(`#${CSS.escape(name)}`) ??
          undefined);
  }
}

/**
 * Where in a preview a link of it leads. For what is in a shadow tree, no browser finds that.
 *
 * @param event a click
 * @returns undefined where it is no such link
 */
export function clickedTarget(event: MouseEvent, preview: HTMLElement): HTMLElement | undefined {
  const [origin] = event.composedPath();
  const link = origin instanceof Element ? origin.closest(FRAGMENT_LINKS) : null;
  return link === null ? undefined : new Fragments(preview).target(link.getAttribute('href') ?? '');
}

/** A fragment as text; as it is where its escapes are none. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) {
      return fragment;
    }
    throw error;
  }
}
