import { HEADINGS, headingNames } from './heading-names.js';

/** The prefix of every name in a preview, which could otherwise clash with the page's own names. */
const NAME_PREFIX = /^user-content-/;

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
   * Returns the target of a fragment: the heading of that name, or the element that has the name itself.
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
