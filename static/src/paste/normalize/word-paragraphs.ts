import type { Root } from 'hast';
import { childrenOf, classesOf, element, isElement, replaceElements } from './elements.js';
import { styleOf } from './style.js';

const QUOTES = ['MsoQuote', 'MsoIntenseQuote'];

/** Makes quotes of the paragraphs that Word has for them, and takes comments out, which are none of the text. */
export function wordParagraphs(root: Root): void {
  replaceElements(root, (node) => {
    const classes = classesOf(node);
    if (
      styleOf(node).get('mso-element') === 'comment-list' ||
      classes.includes('MsoCommentReference') ||
      classes.includes('msocomanchor')
    ) {
      return [];
    }
    if (isElement(node, 'p') && classes.some((name) => QUOTES.includes(name))) {
      // Quotes of Word are slanted by their style.
      return [element('blockquote', [element('p', childrenOf(node))])];
    }
    return [node];
  });
}
