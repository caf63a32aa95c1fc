import { NAME_PREFIX } from './fragment-link.js';

export const HEADINGS = 'h1, h2, h3, h4, h5, h6';

const FOOTNOTES = '.footnote-ref';

/** Returns the name by which links lead to a heading: its id as the author knows it; empty if it has none. */
export function headingName({ id }: Pick<Element, 'id'>): string {
  return id.startsWith(NAME_PREFIX) ? id.slice(NAME_PREFIX.length) : id;
}

/** Returns the text of a heading without the numbers of its footnotes. */
export function headingText(heading: Element): string {
  if (heading.querySelector(FOOTNOTES) === null) {
    return heading.textContent.trim();
  }
  const copy = heading.cloneNode(true) as Element;
  for (const reference of copy.querySelectorAll(FOOTNOTES)) {
    reference.remove();
  }
  return copy.textContent.trim();
}
