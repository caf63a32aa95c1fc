/** The query parameter that names the open document. The fragment names a heading. */
const PARAMETER = 'document';

/** Returns the document that the page's address names; undefined if it names none. */
export function addressedDocument(): string | undefined {
  return new URL(location.href).searchParams.get(PARAMETER) ?? undefined;
}

/**
 * Makes the page's address name a document, without loading anything.
 *
 * @param how 'push' to have the browser's back button return to the document before
 */
export function addressDocument(id: string | undefined, how: 'push' | 'replace'): void {
  const url = new URL(location.href);
  if (id === undefined) {
    url.searchParams.delete(PARAMETER);
  } else {
    url.searchParams.set(PARAMETER, id);
  }
  url.hash = '';
  if (how === 'push' && url.href !== location.href) {
    history.pushState(null, '', url);
  } else {
    history.replaceState(null, '', url);
  }
}
