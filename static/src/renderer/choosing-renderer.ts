import { UnsupportedBrowserError } from '../markdown.js';
import { failed, messageOf, rendered, type Renderer, type RenderResult } from './renderer.js';

/**
 * The longest document, in UTF-16 code units, that is rendered in the page. So much takes a few
 * milliseconds, and is shown in the frame after the key press; a worker would make that one frame
 * more, but longer documents could make the page stutter.
 */
export const PAGE_LIMIT = 32 * 1024;

/** Renders each document where that is best, and where that is impossible, elsewhere. */
export class ChoosingRenderer implements Renderer {
  readonly #page: Renderer;
  readonly #worker: Renderer;
  readonly #server: Renderer;
  /** Why the engine will never run here; empty while it may. */
  #unsupported = '';
  /** Tells a renderer that was closed from one that failed. */
  #closings = 0;

  /**
   * @param page and `worker` reject where they are not available
   * @param server what is left then
   */
  constructor(page: Renderer, worker: Renderer, server: Renderer) {
    this.#page = page;
    this.#worker = worker;
    this.#server = server;
  }

  get minimumDelay(): number {
    return this.#unsupported === '' ? 0 : this.#server.minimumDelay;
  }

  async render(source: string): Promise<RenderResult> {
    if (this.#unsupported === '') {
      const closings = this.#closings;
      try {
        const renderer = source.length <= PAGE_LIMIT ? this.#page : this.#worker;
        return await renderer.render(source);
      } catch (error) {
        if (closings !== this.#closings) {
          return failed('The editor was closed.');
        }
        if (!(error instanceof UnsupportedBrowserError)) {
          return this.#renderOnServer(
            source,
            `The Markdown engine could not be started: ${messageOf(error)} The server rendered this version; the next edit tries again.`,
          );
        }
        this.#unsupported = `${error.message} The server renders the preview instead.`;
      }
    }
    return this.#renderOnServer(source, this.#unsupported);
  }

  close(): void {
    this.#closings++;
    for (const renderer of [this.#page, this.#worker, this.#server]) {
      renderer.close();
    }
  }

  async #renderOnServer(source: string, reason: string): Promise<RenderResult> {
    const result = await this.#server.render(source);
    return result.kind === 'rendered'
      ? rendered(result.html, reason)
      : { ...result, message: `${reason} ${result.message}` };
  }
}
