import { message } from '../language/catalogue.js';

/** How long a server may take for a document, in milliseconds. */
const LIMIT = 20_000;

/** As much as the server of ours renders, in bytes: a book. More would be a mistake, or an attack on memory. */
const LONGEST = 5 * 1024 * 1024;

/**
 * Fetches Markdown. Of the page's own origin only: whose text is shown on a page is for its author to say,
 * and not for whoever can write a URL.
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
      // Not by way of a redirection, either.
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
