import type { Element, Root } from 'hast';
import { filterAttribute, prefixed, removedWithContent } from '../../sanitizer/allow-list.js';
import {
  childrenOf,
  classesOf,
  findElement,
  isElement,
  type Parent,
  replaceElements,
  setChildren,
  textOf,
} from './elements.js';
import { isHidden } from './style.js';

/** Controls of the page around the text, such as the buttons that copy code. */
const CONTROLS = ['button', 'clipboard-copy', 'svg', 'select', 'textarea', 'nav'];

const REMOVED: ReadonlySet<string> = new Set([...removedWithContent, ...CONTROLS]);

/** The links' redirectors of mail programs and office suites, and the parameter that has the address. */
const REDIRECTORS: readonly (readonly [RegExp, string])[] = [
  [/^https:\/\/[\w.-]*safelinks\.protection\.outlook\.com\//i, 'url'],
  [/^https:\/\/www\.google\.com\/url\?/i, 'q'],
];

/** Removes what readers do not see, and attributes' values that no page may have. */
export function removeNoise(root: Root): void {
  removeUnseen(root);
  replaceElements(root, (node, parent) => {
    if (isElement(node, 'a')) {
      if (isOfHeading(node, parent)) {
        return [];
      }
      const href = addressOf(node, 'href');
      // Text of a link without address, such as the target of a heading's own link, is text.
      if (href === undefined || textOf(node).trim() === '') {
        const hasImage = findElement(node, ({ tagName }) => tagName === 'img') !== undefined;
        if (href === undefined || !hasImage) {
          return childrenOf(node);
        }
      }
      node.properties.href = href;
    } else if (isElement(node, 'img')) {
      const src = addressOf(node, 'src');
      if (src === undefined || isTracker(node)) {
        const { alt } = node.properties;
        return typeof alt === 'string' && alt !== '' && !isTracker(node)
          ? [{ type: 'text', value: alt }]
          : [];
      }
      node.properties.src = src;
    }
    return [node];
  });
}

/** Returns whether a link is the sign by which pages let a heading be linked to. */
function isOfHeading(node: Element, parent: Parent): boolean {
  const { href } = node.properties;
  return (
    isElement(parent, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'dt') &&
    typeof href === 'string' &&
    href.includes('#') &&
    /^[¶#§🔗]\u200b?$/u.test(textOf(node).trim()) &&
    (classesOf(node).length > 0 || parent.tagName.startsWith('h'))
  );
}

function removeUnseen(parent: Element | Root): void {
  setChildren(
    parent,
    childrenOf(parent).filter((child) => {
      if (!isElement(child)) {
        return child.type !== 'comment';
      }
      if (REMOVED.has(child.tagName) || isHidden(child)) {
        return false;
      }
      removeUnseen(child);
      return true;
    }),
  );
}

/** The address that an attribute may have, without a redirector around it; undefined if it has none. */
function addressOf(node: Element, name: 'href' | 'src'): string | undefined {
  const value = node.properties[name];
  if (typeof value !== 'string' || value.trim() === '') {
    return undefined;
  }
  for (const [pattern, parameter] of REDIRECTORS) {
    if (pattern.test(value) && URL.canParse(value)) {
      const target = new URL(value).searchParams.get(parameter);
      if (target !== null && /^https?:/i.test(target)) {
        return filterAttribute(node.tagName, name, target);
      }
    }
  }
  const filtered = filterAttribute(node.tagName, name, value);
  // The prefix keeps a page's names apart; in the source, fragments are without it.
  const prefix = `#${prefixed('')}`;
  return filtered?.startsWith(prefix) === true ? `#${filtered.slice(prefix.length)}` : filtered;
}

/** An image of a single pixel, by which a mail tells its sender that it was opened. */
function isTracker({ properties }: Element): boolean {
  return Number(properties.width) === 1 || Number(properties.height) === 1;
}
