// The module `twinmark/render` for Node and Deno, which have no page to put nodes into.
import type { RenderOptions } from '../engine/api.js';
import { renderBlocks } from '../engine/render-blocks.js';
import { sanitizeHTML } from '../sanitizer/sanitize-html.js';
import { loadMarkdown } from './markdown.js';

/** As the one for browsers does; see ../render.ts. */
export async function renderMarkdown(source: string, options?: RenderOptions): Promise<string> {
  return (await loadMarkdown()).renderMarkdown(source, options);
}

/** As the one for browsers does; see ../render.ts. */
export async function renderSafeHtml(source: string, options?: RenderOptions): Promise<string> {
  return sanitizeHTML(renderBlocks(await loadMarkdown(), source, options));
}

/**
 * Exists so that code for pages and servers can import it.
 *
 * @throws Error always: there is no document for the nodes
 */
export function renderSafe(): Promise<never> {
  return Promise.reject(
    new Error('renderSafe makes nodes of a page. Use renderSafeHtml where there is none.'),
  );
}
