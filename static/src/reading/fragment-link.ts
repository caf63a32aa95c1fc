/** What comes before every name in a preview, which would else be one of the page's own. */
const NAME_PREFIX = /^user-content-/;

/**
 * Where in a preview a link of it leads, such as `#the-title`: to the heading of that name, as on GitHub,
 * or to what has the name itself. For what is in a shadow tree, no browser finds that.
 *
 * @param event a click
 * @returns undefined where it is no such link
 */
export function fragmentTarget(event: MouseEvent, preview: HTMLElement): HTMLElement | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href') ?? '';
  if (!href.startsWith('#') || href.length === 1) {
    return undefined;
  }
  const name = decoded(href.slice(1));
  const slug = name.replace(NAME_PREFIX, '');
  return (
    [...preview.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')].find(
      (heading) => slugOf(heading.textContent) === slug,
    ) ??
    preview.querySelector<HTMLElement>(`#${CSS.escape(name)}`) ??
    undefined
  );
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

function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}
