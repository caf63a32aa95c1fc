import { loadMarkdown } from '../markdown.js';
import { renderWithEngine } from './render-with-engine.js';
import type { Renderer, RenderResult } from './renderer.js';

/**
 * Renders in the page's own thread: the result is there in the same frame, which a worker's is not,
 * but nothing else happens meanwhile. For documents that are certain to be quick.
 *
 * Unlike other renderers, it rejects, with what `loadMarkdown` does.
 */
export class PageRenderer implements Renderer {
  readonly minimumDelay = 0;

  async render(source: string): Promise<RenderResult> {
    return renderWithEngine(await loadMarkdown(), source);
  }

  close(): void {
    // The engine is shared by the whole page.
  }
}
