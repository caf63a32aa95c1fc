/** Matches the whole address of an image of a document on the server, relative to the page; see docs/http.md. */
const ADDRESS = /(?<![\w/.:%-])i\/[0-9a-z]{26}\/[0-9a-z]{26}\.(?:avif|gif|jpeg|png|webp)/g;

/** Returns the addresses of the server's images in a text, each once. */
export function serverPicturesIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(ADDRESS), ([address]) => address));
}

/** Returns a text with other addresses of the server's images. */
export function replaceServerPictures(
  text: string,
  addresses: ReadonlyMap<string, string>,
): string {
  return text.replace(ADDRESS, (address) => addresses.get(address) ?? address);
}

/** Loads an image of the server; undefined if there is none for this browser, or no answer. */
export async function serverPicture(address: string): Promise<Blob | undefined> {
  try {
    const response = await fetch(new URL(address, document.baseURI));
    return response.ok ? await response.blob() : undefined;
  } catch (error) {
    // The browser may be offline: the text keeps the address, which works again later.
    console.warn('An image could not be loaded.', error);
    return undefined;
  }
}
