import { message } from '../language/catalogue.js';

/** The time that a server may take for a document, in milliseconds. */
const LIMIT = 20_000;

/** The limit of our server, in bytes: a book. More would be a mistake, or an attack on memory. */
const LONGEST = 5 * 1024 * 1024;

/**
 * Fetches Markdown, from the page's own origin only: the page's author decides whose text it shows, not
 * the author of a URL.
 *
 * @param url relative to the page
 * @throws Error with a message for the reader; the signal's reason when it was aborted
 */
export async function fetchSource(url: string, signal: AbortSignal): Promise<string> {
  const { href, origin } = new URL(url, document.baseURI);
  if (origin !== location.origin) {
    throw new Error(message('viewer.other-origin', { url: href }));
  }
  let response: Response;
  let bytes: Blob;
  try {
    response = await fetch(href, {
      // Also refuses redirects to another origin.
      mode: 'same-origin',
      headers: { Accept: 'text/markdown, text/plain;q=0.9, */*;q=0.1' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]),
    });
    bytes = await response.blob();
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(message('viewer.unreachable', { url: href }), { cause: error });
  }
  if (!response.ok) {
    throw new Error(message('viewer.status', { url: href, status: String(response.status) }));
  }
  if (bytes.size > LONGEST) {
    throw new Error(message('viewer.too-long', { url: href, count: LONGEST / 1024 / 1024 }));
  }
  return bytes.text();
}
