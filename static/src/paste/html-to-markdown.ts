import { fromDom } from 'hast-util-from-dom';
import type { Root } from 'hast';
import { parse } from '../sanitizer/inert-document.js';
import { type ConvertedMarkdown, convert } from './convert.js';
import type { Dialect } from './normalize/dialect.js';

/**
 * Markdown that says what HTML from anywhere says, as far as Markdown can. The HTML is read in an inert
 * document that no page shows: its styles say what sanitized HTML no longer does.
 *
 * @param html as on the clipboard
 * @param dialect of the document that it is for
 * @returns undefined where it says no more than its text, as the HTML of code editors
 */
export function htmlToMarkdown(html: string, dialect: Dialect): ConvertedMarkdown | undefined {
  const body = parse(html.toWellFormed());
  const root: Root = { type: 'root', children: (fromDom(body) as Root).children };
  return convert(root, dialect, isEntity);
}

/** Returns whether HTML has a character reference of a name: `&noti;` is `&not` and two characters more. */
function isEntity(name: string): boolean {
  const { textContent } = parse(`&${name};`);
  return name === 'semi' || !textContent.endsWith(';');
}
