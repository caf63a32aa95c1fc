import type { Markdown, RenderOptions } from './api.js';

/**
 * Renders Markdown to the HTML of each block at the top of the document, which is not sanitized.
 *
 * @throws RenderError and TypeError as `renderMarkdown` does
 */
export function renderBlocks(
  markdown: Markdown,
  source: string,
  options?: RenderOptions,
): readonly string[] {
  const document = markdown.openDocument(source, options);
  try {
    return document.advance().splices.flatMap(({ added }) => added.map(({ html }) => html));
  } finally {
    document.close();
  }
}
