import createDOMPurify from 'dompurify';
import { trustedHTML } from '../security/trusted-types.js';
import { inFramelessWindow } from './frameless-window.js';
import { asTextOfPre } from './source-text.js';

/**
 * A document in which nothing runs and nothing loads, where HTML is parsed and cleaned; and a DOMPurify
 * that works in such documents. It looks at its window only while it is made.
 */
export const { inert, purify } = inFramelessWindow((window) => ({
  inert: window.document.implementation.createHTMLDocument(''),
  purify: createDOMPurify(window),
}));

/** Parses a fragment in the context of a body. */
export function parse(html: string): HTMLElement {
  const body = inert.createElement('body');
  body.innerHTML = trustedHTML(html);
  return body;
}

/** Returns a `pre` that shows the source of the HTML given. */
export function textBlock(html: string): HTMLElement {
  const block = inert.createElement('pre');
  block.textContent = asTextOfPre(html);
  return block;
}
