import type { Config } from 'dompurify';
import { policy } from '../security/trusted-types.js';
import {
  addAttributes,
  allowedAttributes,
  allowedElements,
  allowedURL,
  completeAttributes,
  filterAttribute,
  isAllowedAttribute,
  isAllowedElement,
  prefixed,
  removedWithContent,
} from './allow-list.js';
import { hasLongRun, hasMarks, shortenMarks } from './combining-marks.js';
import { differenceOf, shallow, withoutDescendants } from './difference.js';
import { boundFormatting } from './bounded-formatting.js';
import { inert, parse, purify, textBlock } from './inert-document.js';
import { randomName } from '../util/random-name.js';
import { repeatsFormatting } from './repeated-formatting.js';
import { separate } from './separate.js';
import { lengthen, shorten, shortPictures, type StandIns } from './stand-ins.js';
import { MAX_PASSES, wellFormed, withoutLeadingLineFeeds } from './source-text.js';
import { dropExcessiveRowSpans, hasRowSpans } from './table-spans.js';

const config: Config & { RETURN_DOM_FRAGMENT: true } = {
  // The body is the root that we pass; the parser of a fragment makes no other.
  ALLOWED_TAGS: [...allowedElements, 'body'],
  ALLOWED_ATTR: [...allowedAttributes],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  FORBID_CONTENTS: [...removedWithContent],
  ALLOWED_URI_REGEXP: allowedURL,
  // The allow-list decides on the values of these; they are not URLs.
  ADD_URI_SAFE_ATTR: allowedAttributes.filter((name) => name !== 'href' && name !== 'src'),
  RETURN_DOM_FRAGMENT: true,
  ...(policy === undefined ? {} : { TRUSTED_TYPES_POLICY: policy }),
};

// Read once: the calls below name it for its type alone.
purify.setConfig(config);

purify.addHook('uponSanitizeAttribute', (element, attribute) => {
  // DOMPurify has trimmed its copy of the value. The document's is kept as it is.
  const value = element.getAttribute(attribute.attrName) ?? attribute.attrValue;
  const filtered = filterAttribute(element.localName, attribute.attrName, value);
  attribute.keepAttr = filtered !== undefined;
  attribute.attrValue = filtered ?? value;
});

purify.addHook('afterSanitizeAttributes', (element) => {
  // DOMPurify compares names with toLowerCase, which makes a k of U+212A KELVIN SIGN; the parser does not.
  if (element.localName !== 'body' && !isAllowedElement(element.localName)) {
    element.replaceWith(contentOf(element));
    return;
  }
  for (const { name } of [...element.attributes]) {
    if (!isAllowedAttribute(element.localName, name)) {
      element.removeAttribute(name);
    }
  }
  if (!completeAttributes(element)) {
    element.remove();
  }
});

/**
 * Makes HTML safe to show: the one way in which HTML gets into a page.
 *
 * The allow list is in allow-list.json. The result equals what parsing its own serialization gives, so
 * it means the same after a round trip through text (mutation XSS lives on the difference).
 *
 * @param html an HTML fragment from anywhere
 * @returns nodes of an inert document, which load nothing: import them into the page's
 */
export function sanitize(html: string): DocumentFragment {
  const source = wellFormed(html);
  const clean = repeatsFormatting(source) ? undefined : stable(parse(source));
  return contentOrText(clean, source);
}

/**
 * Makes the HTML of a document safe to show. Where unclosed formatting would be reopened too often, `sanitize` shows
 * the source of all HTML, and this function only that of the blocks with the formatting.
 *
 * @param blocks the HTML of the document's blocks
 */
export function sanitizeDocument(blocks: readonly string[]): DocumentFragment {
  const { html } = boundFormatting(blocks.map(wellFormed), (part) => textBlock(part).outerHTML);
  const source = html.join('');
  return contentOrText(stable(parse(source)), source);
}

/** Takes the content out of a body; without one, returns a `pre` that shows the source. */
function contentOrText(clean: HTMLElement | undefined, source: string): DocumentFragment {
  if (clean !== undefined) {
    return contentOf(clean);
  }
  const fragment = inert.createDocumentFragment();
  fragment.append(textBlock(source));
  return fragment;
}

/** Blocks that follow each other and can only be shown together; most often a single one. */
export interface SanitizedBlocks {
  /** The number of blocks. */
  readonly count: number;
  readonly content: DocumentFragment;
  /** False where raw HTML in them reaches into whatever follows. */
  readonly closed: boolean;
  /** True if all of the blocks' HTML was safe. */
  readonly unchanged: boolean;
}

/** The difference between a block and what is shown of it. */
export interface SanitizedDifference {
  /** The parent of what goes; undefined where that is at the block's top. */
  readonly parent: Element | undefined;
  /** The number of siblings before it. */
  readonly index: number;
  /** The siblings to remove; none if nodes are only added. */
  readonly removed: readonly ChildNode[];
  /** The nodes to insert in their place. */
  readonly content: DocumentFragment;
}

/**
 * Makes the blocks of a document safe to show, each for itself where that gives the same as `sanitize`
 * of them all.
 *
 * @param blocks the HTML of blocks that follow each other. Where the first one begins, no raw HTML
 *   before it is open.
 * @param standIns the short URLs in them; the result has the long ones
 */
export function sanitizeBlocks(blocks: readonly string[], standIns?: StandIns): SanitizedBlocks[] {
  const joined = separate(blocks.map(wellFormed), standIns);
  // All at once, with an element between them that no document has: each call of DOMPurify has its cost.
  const name = randomName();
  const all = inert.createElement('body');
  for (const { body } of joined) {
    const end = inert.createElement('wbr');
    end.id = name;
    all.append(contentOf(body), end);
  }
  addAttributes(all);
  const clean = stable(all);
  const pictures = clean === undefined ? undefined : shortPictures(clean, standIns);
  if (pictures === undefined && standIns !== undefined) {
    return sanitizeBlocks(blocks.map((html) => standIns.written(html)));
  }
  const contents = split(clean, prefixed(name));
  const originals = split(all, name);
  const settled = contents.length === joined.length;
  let from = 0;
  const sanitized = joined.map(({ count, closed }, index) => {
    const own = blocks.slice(from, (from += count));
    // If HTML cannot express one of them, each is sanitized by itself.
    const content = settled ? contents[index] : undefined;
    const unchanged = content?.isEqualNode(originals[index] ?? null) === true;
    return {
      count,
      closed,
      content: content ?? sanitize(written(own.join(''), standIns)),
      unchanged,
    };
  });
  lengthen(pictures ?? [], standIns);
  return sanitized;
}

function written(html: string, standIns: StandIns | undefined): string {
  return standIns?.written(html) ?? html;
}

/**
 * Makes safe to show what a block has become another one in: where that is a word of a long list, only the
 * word is looked at. What stays was safe in the same place before, and where sanitizing changes something
 * in what comes, it may depend on what is around it, and the block has to be sanitized as a whole.
 *
 * @param html the block as it is now
 * @param shown what `sanitizeBlocks` made of it before, closed and unchanged
 * @param standIns the short URLs in it; what is shown has the long ones, and so has the result
 * @returns 'none' where they are the same; undefined where the block has to be sanitized as a whole
 */
export function sanitizeDifference(
  html: string,
  shown: readonly ChildNode[],
  standIns?: StandIns,
): SanitizedDifference | 'none' | undefined {
  const [joined] = separate([wellFormed(html)], standIns);
  if (joined?.closed !== true) {
    return undefined;
  }
  addAttributes(joined.body);
  const pictures = shortPictures(joined.body, standIns);
  if (pictures === undefined) {
    return undefined;
  }
  lengthen(pictures, standIns);
  const difference = differenceOf(shown, [...joined.body.childNodes]);
  shorten(pictures);
  if (difference === undefined) {
    return 'none';
  }
  const { within, index, before, after, previous, next } = difference;
  // These limits are on a whole table, and on runs of marks that may go on in other nodes.
  const near = [...previous, ...after, ...next];
  if (hasRowSpans(after) || (hasMarks(near) && hasLongRun([joined.body]))) {
    return undefined;
  }
  const body = inert.createElement('body');
  let inner: Element = body;
  for (const { after: element } of within) {
    inner = inner.appendChild(shallow(element));
  }
  // Between their neighbours: at the start of a <pre>, and only there, a parser drops a line feed.
  const neighbours = (nodes: readonly ChildNode[]) => nodes.map(withoutDescendants);
  inner.append(...neighbours(previous), ...after, ...neighbours(next));
  const clean = stable(body.cloneNode(true) as HTMLElement);
  if (clean?.isEqualNode(body) !== true) {
    return undefined;
  }
  lengthen(shortPictures(clean, standIns) ?? [], standIns);
  const parent = within.at(-1)?.before;
  const around = within.reduce<Element>((outer) => outer.firstElementChild ?? outer, clean);
  const content = inert.createDocumentFragment();
  content.append(...[...around.childNodes].slice(previous.length, previous.length + after.length));
  return { parent, index, removed: before, content };
}

/** The children of a body up to each element of that id. */
function split(body: HTMLElement | undefined, id: string): DocumentFragment[] {
  const contents: DocumentFragment[] = [];
  let content = inert.createDocumentFragment();
  for (let node = body?.firstChild ?? null; node !== null;) {
    const next: ChildNode | null = node.nextSibling;
    if ((node as Element).id === id) {
      contents.push(content);
      content = inert.createDocumentFragment();
    } else {
      content.append(node);
    }
    node = next;
  }
  return contents;
}

/** Cleans a body until it is what a parser makes of it; undefined when it never is. */
function stable(dirty: HTMLElement): HTMLElement | undefined {
  let body = dirty;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const clean = inert.createElement('body');
    clean.append(purify.sanitize(prepared(body), config));
    // Removing or unwrapping elements makes texts meet that a parser would have made one.
    clean.normalize();
    dropLeadingLineFeeds(clean);
    shortenMarks(clean);
    dropExcessiveRowSpans(clean);
    const again = parse(clean.innerHTML);
    if (again.isEqualNode(clean)) {
      return clean;
    }
    body = again;
  }
  return undefined;
}

/** Takes out what DOMPurify would remove together with innocent content around it. */
function prepared(body: HTMLElement): HTMLElement {
  // A comment beside text that looks like markup: taken for a sign of namespace confusion.
  // Collected first: removing the walker's current node would end its walk.
  const walker = inert.createTreeWalker(
    body,
    NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION,
  );
  const asides: ChildNode[] = [];
  for (let aside = walker.nextNode(); aside !== null; aside = walker.nextNode()) {
    asides.push(aside as ChildNode);
  }
  for (const aside of asides) {
    aside.remove();
  }
  // A form whose controls shadow its properties. Called on the prototype for the same reason.
  for (const form of body.querySelectorAll('form')) {
    Element.prototype.replaceWith.call(form, contentOf(form));
  }
  // The name of a customized built-in element, which stays with an element even when the attribute is
  // removed, and is serialized. https://html.spec.whatwg.org/#serialising-html-fragments
  for (const element of body.querySelectorAll('[is]')) {
    const plain = inert.createElementNS(element.namespaceURI, element.localName);
    for (const attribute of [...element.attributes]) {
      // The others would go anyway, and to set an event handler is against the page's Trusted Types.
      if (filterAttribute(element.localName, attribute.name, attribute.value) !== undefined) {
        plain.setAttributeNode(element.removeAttributeNode(attribute));
      }
    }
    plain.append(contentOf(element));
    element.replaceWith(plain);
  }
  return body;
}

function dropLeadingLineFeeds(body: HTMLElement): void {
  for (const block of body.querySelectorAll('pre')) {
    const first = block.firstChild;
    if (first?.nodeType === Node.TEXT_NODE && (first as Text).data.startsWith('\n')) {
      const text = first as Text;
      text.data = withoutLeadingLineFeeds(text.data);
      if (text.data === '') {
        text.remove();
      }
    }
  }
}

/** Takes the children out of an element. */
function contentOf(element: Element): DocumentFragment {
  const fragment = inert.createDocumentFragment();
  // By a walker, which a form's controls cannot shadow; one by one: there may be more children than a call may
  // have arguments.
  const walker = inert.createTreeWalker(element);
  for (let child = walker.firstChild(); child !== null; child = walker.firstChild()) {
    fragment.append(child);
    walker.currentNode = element;
  }
  return fragment;
}
