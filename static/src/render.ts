import type { RenderOptions } from './engine/api.js';
import { loadMarkdown } from './engine/load-markdown.js';
import { renderBlocks } from './engine/render-blocks.js';
import { sanitizeDocument } from './sanitizer/sanitize.js';
import { serialized } from './sanitizer/serialized.js';

/**
 * Renders Markdown to HTML, as `Markdown.renderMarkdown` does, and loads the engine for it.
 *
 * The HTML is **not sanitized**: what goes into a page is for `renderSafe`.
 *
 * @param options such as `{ extensions: ['github'] }`
 * @throws RenderError and UnsupportedBrowserError as `loadMarkdown` and `renderMarkdown` do
 */
export async function renderMarkdown(source: string, options?: RenderOptions): Promise<string> {
  return (await loadMarkdown()).renderMarkdown(source, options);
}

/**
 * Renders Markdown to nodes that may be put into a page: the HTML of `renderMarkdown`, sanitized.
 *
 * @param options as for `renderMarkdown`
 * @returns nodes of the page's document, in no place yet; images in them are loaded from now on
 * @throws RenderError and UnsupportedBrowserError as `loadMarkdown` and `renderMarkdown` do
 * @example
 * ```js
 * article.replaceChildren(await renderSafe('Hello, **world**'));
 * ```
 */
export async function renderSafe(
  source: string,
  options?: RenderOptions,
): Promise<DocumentFragment> {
  return document.importNode(await safeContent(source, options), true);
}

/**
 * Renders Markdown to HTML that may be put into a page: the serialization of `renderSafe`. Works in Node and Deno
 * as well, with the same result.
 *
 * @param options as for `renderMarkdown`
 * @throws RenderError and UnsupportedBrowserError as `loadMarkdown` and `renderMarkdown` do
 * @example
 * ```js
 * response.end(await renderSafeHtml('Hello, **world**'));
 * ```
 */
export async function renderSafeHtml(source: string, options?: RenderOptions): Promise<string> {
  return serialized(await safeContent(source, options));
}

async function safeContent(source: string, options?: RenderOptions): Promise<DocumentFragment> {
  return sanitizeDocument(renderBlocks(await loadMarkdown(), source, options));
}
