import type { Extension } from '../engine/api.js';
import { formatExtensions } from '../engine/extensions.js';
import { currentLanguage, message, type MessageKey } from '../language/catalogue.js';
import { sentenceOf } from '../util/error-sentence.js';

/** The page's word for where its server renders: `<meta name="twinmark-render" content="/api/render">`. */
const NAME = 'twinmark-render';

/** The time that the server may take, in milliseconds, the network included. */
const REQUEST_TIMEOUT_MS = 20_000;

/** The part of an `application/problem+json` (RFC 9457) that is for people. */
interface Problem {
  readonly detail?: string;
}

/** Messages for refusals that the user can do something about, by HTTP status. */
const REFUSALS: Readonly<Record<number, MessageKey>> = {
  413: 'live.refused.413',
  503: 'live.refused.503',
};

export type ServerResult =
  /** HTML that has yet to be sanitized, as any. */
  | { readonly kind: 'rendered'; readonly html: string }
  /** The message says what went wrong, and what to do, in a sentence or two. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Lets the server render, for browsers that cannot. Only if the host page names the address: a text is sent
 * only where its host page says, and a page whose scripts come from another server has no such address of
 * its own.
 */
export class ServerRenderer {
  /** The delay after an edit, in milliseconds. Not at every key press: each request costs the server time. */
  readonly minimumDelay = 400;
  #request: AbortController | undefined;

  async render(source: string, extensions: readonly Extension[]): Promise<ServerResult> {
    const address = document.querySelector<HTMLMetaElement>(`meta[name="${NAME}"]`)?.content;
    if (address === undefined) {
      return { kind: 'failed', message: message('live.no-server') };
    }
    const url = new URL(address, document.baseURI);
    if (extensions.length > 0) {
      url.searchParams.set('extensions', formatExtensions(extensions));
    }
    const request = new AbortController();
    this.#request = request;
    const timer = setTimeout(() => {
      request.abort(new Error(message('live.no-answer', { count: REQUEST_TIMEOUT_MS / 1000 })));
    }, REQUEST_TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'text/markdown; charset=utf-8', Accept: 'text/html' },
        body: source,
        signal: request.signal,
      });
      return response.ok
        ? { kind: 'rendered', html: await response.text() }
        : {
            kind: 'failed',
            message: message('live.server-refused', { reason: await problemIn(response) }),
          };
    } catch (error) {
      return {
        kind: 'failed',
        message: message('live.server-unreachable', { reason: sentenceOf(error) }),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#request?.abort();
  }
}

/** Returns the server's message, which is in English, or that for its status in the language of the page. */
async function problemIn(response: Response): Promise<string> {
  const { status } = response;
  if (
    currentLanguage() === 'en' &&
    response.headers.get('Content-Type')?.startsWith('application/problem+json') === true
  ) {
    const { detail } = (await response.json()) as Problem;
    if (detail !== undefined) {
      return detail;
    }
  }
  const refusal = REFUSALS[status];
  return refusal === undefined
    ? message('live.server-status', { status: String(status) })
    : message(refusal);
}
