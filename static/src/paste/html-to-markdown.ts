import { fromDom } from 'hast-util-from-dom';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { sanitize } from '../sanitizer/sanitize.js';

/**
 * Markdown that says what HTML from anywhere says, as far as Markdown can.
 *
 * @param html as on the clipboard
 */
export function htmlToMarkdown(html: string): string {
  const tree = toMdast(fromDom(sanitize(html)));
  return toMarkdown(tree, {
    bullet: '-',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
    extensions: [gfmToMarkdown()],
  }).trimEnd();
}
