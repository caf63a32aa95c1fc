import { inert } from './inert-document.js';

/** Returns the HTML of sanitized nodes, which are taken out of their fragment. */
export function serialized(content: DocumentFragment): string {
  const body = inert.createElement('body');
  body.append(content);
  return body.innerHTML;
}
