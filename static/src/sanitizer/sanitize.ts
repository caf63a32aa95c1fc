import createDOMPurify, { type Config } from 'dompurify';
import { policy, trustedHTML } from '../trusted-types.js';
import { inFramelessWindow } from './frameless-window.js';
import {
  allowedAttributes,
  allowedElements,
  allowedURL,
  completeAttributes,
  filterAttribute,
  removedWithContent,
} from './allow-list.js';

/**
 * How often a tree is cleaned at most. Nearly every document is stable after one pass: only raw HTML
 * that no parser would make of its own serialization (a link in a link, say) takes a second or third.
 */
const MAX_PASSES = 4;

/**
 * The engine writes them for references such as `&#xD800;`. UTF-8 cannot hold them, so the server's
 * sanitizer replaces them as well.
 */
const LONE_SURROGATES = /\p{Surrogate}/gu;

const config: Config & { RETURN_DOM_FRAGMENT: true } = {
  // The body is the root that we pass; the parser of a fragment makes no other.
  ALLOWED_TAGS: [...allowedElements, 'body'],
  ALLOWED_ATTR: [...allowedAttributes],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  FORBID_CONTENTS: [...removedWithContent],
  ALLOWED_URI_REGEXP: allowedURL,
  // Which values these may have is for the allow-list; they are not URLs.
  ADD_URI_SAFE_ATTR: allowedAttributes.filter((name) => name !== 'href' && name !== 'src'),
  RETURN_DOM_FRAGMENT: true,
  ...(policy === undefined ? {} : { TRUSTED_TYPES_POLICY: policy }),
};

/** A document that neither runs nor loads anything, and a DOMPurify that works in such documents. */
const { inert, purify } = inFramelessWindow((window) => ({
  inert: window.document.implementation.createHTMLDocument(''),
  purify: createDOMPurify(window),
}));

purify.addHook('uponSanitizeAttribute', (element, attribute) => {
  // DOMPurify has trimmed its copy of the value. The document's is kept as it is.
  const value = element.getAttribute(attribute.attrName) ?? attribute.attrValue;
  const filtered = filterAttribute(element.localName, attribute.attrName, value);
  attribute.keepAttr = filtered !== undefined;
  attribute.attrValue = filtered ?? value;
});

purify.addHook('afterSanitizeAttributes', (element) => {
  if (!completeAttributes(element)) {
    element.remove();
  }
});

/**
 * Makes HTML safe to show: the one way in which HTML gets into a page.
 *
 * What may stay is in allow-list.json. The result equals what parsing its own serialization gives, so
 * it means the same after a round trip through text (mutation XSS lives on the difference).
 *
 * @param html an HTML fragment from anywhere
 * @returns nodes of an inert document, which load nothing: import them into the page's
 */
export function sanitize(html: string): DocumentFragment {
  const source = html.replace(LONE_SURROGATES, '\ufffd');
  let body = parse(source);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const clean = inert.createElement('body');
    clean.append(purify.sanitize(prepared(body), config));
    // Where something was removed or unwrapped, texts meet that a parser would have made one.
    clean.normalize();
    dropLeadingLineFeeds(clean);
    const again = parse(clean.innerHTML);
    if (again.isEqualNode(clean)) {
      return fragmentOf(clean);
    }
    body = again;
  }
  return asText(source);
}

function parse(html: string): HTMLElement {
  const body = inert.createElement('body');
  body.innerHTML = trustedHTML(html);
  return body;
}

/** Takes out what DOMPurify would remove together with innocent content around it. */
function prepared(body: HTMLElement): HTMLElement {
  // A comment beside text that looks like markup: taken for a sign of namespace confusion.
  const asides = inert.createNodeIterator(
    body,
    NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION,
  );
  for (let aside = asides.nextNode(); aside !== null; aside = asides.nextNode()) {
    (aside as ChildNode).remove();
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

/** A parser drops the line feed that follows `<pre>`: what begins with some would lose one each time. */
function dropLeadingLineFeeds(body: HTMLElement): void {
  for (const block of body.querySelectorAll('pre')) {
    const first = block.firstChild;
    if (first?.nodeType === Node.TEXT_NODE && (first as Text).data.startsWith('\n')) {
      const text = first as Text;
      text.data = text.data.replace(/^\n+/, '');
      if (text.data === '') {
        text.remove();
      }
    }
  }
}

function contentOf(element: Element): DocumentFragment {
  const range = inert.createRange();
  range.selectNodeContents(element);
  return range.extractContents();
}

function fragmentOf(body: HTMLElement): DocumentFragment {
  const fragment = inert.createDocumentFragment();
  // One by one: a document may have more blocks than a call may have arguments.
  while (body.firstChild !== null) {
    fragment.append(body.firstChild);
  }
  return fragment;
}

/** The HTML's source, to be read. */
function asText(html: string): DocumentFragment {
  const block = inert.createElement('pre');
  // What a parser would not give back: it makes line feeds of all line ends, drops NUL, and the line
  // feed that follows <pre>.
  block.textContent = html.replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(/^\n+/, '');
  const fragment = inert.createDocumentFragment();
  fragment.append(block);
  return fragment;
}
