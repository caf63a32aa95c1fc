import { fromDom } from 'hast-util-from-dom';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { sanitize } from '../sanitizer/sanitize.js';

/** The node types that have to begin on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set([
  'blockquote',
  'code',
  'heading',
  'list',
  'table',
  'thematicBreak',
]);

/** Markdown, and whether it has to stand on lines of its own. */
export interface ConvertedMarkdown {
  readonly text: string;
  readonly isBlock: boolean;
}

/**
 * Markdown that says what HTML from anywhere says, as far as Markdown can.
 *
 * @param html as on the clipboard
 */
export function htmlToMarkdown(html: string): ConvertedMarkdown {
  const tree = toMdast(fromDom(sanitize(html)));
  const text = toMarkdown(tree, {
    bullet: '-',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
    extensions: [gfmToMarkdown()],
  }).trimEnd();
  const isBlock = 'children' in tree && tree.children.some(({ type }) => BLOCKS.has(type));
  return { text, isBlock };
}
