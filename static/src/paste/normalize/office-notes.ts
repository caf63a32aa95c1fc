import type { Element, Root } from 'hast';
import {
  childrenOf,
  element,
  isBlank,
  isBlock,
  isElement,
  type Parent,
  replaceElements,
  setChildren,
  textOf,
} from './elements.js';
import type { Dialect } from './dialect.js';
import { styleOf } from './style.js';

/** A link and the blocks that it is in, the innermost last. */
interface Link {
  readonly node: Element;
  readonly name: string;
  readonly target: string;
  readonly blocks: readonly Element[];
}

interface Note {
  /** The link at its start, back to the reference. */
  readonly back: Link;
  readonly block: Element;
  readonly id: string;
}

/**
 * Gives footnotes of office suites the form that engines of Markdown have for them. Word, LibreOffice and Google Docs
 * write a link to the note, and at the start of the note one back, which lead nowhere once they are copied.
 */
export function officeNotes(root: Root, { extensions }: Dialect): void {
  const links = linksIn(root, []);
  const byName = new Map(links.map((link) => [link.name, link]));
  const notes = new Map<Element, Note>();
  const references = new Map<Element, Note>();
  for (const reference of links) {
    const back = byName.get(reference.target);
    const isPair = back !== undefined && back !== reference && back.target === reference.name;
    const block = isPair ? noteOf(back) : undefined;
    if (isPair && block !== undefined && !references.has(back.node) && !notes.has(block)) {
      const note = { back, block, id: `fn-${String(notes.size + 1)}` };
      notes.set(block, note);
      references.set(reference.node, note);
    }
  }
  if (notes.size === 0) {
    return;
  }
  const isKept = extensions.has('footnotes') || extensions.has('inline-footnotes');
  for (const [reference, { id }] of references) {
    const number = textOf(reference)
      .trim()
      .replace(/^\[|\]$/g, '');
    if (isKept) {
      reference.properties = { href: `#${id}`, dataFootnoteRef: true };
      setChildren(reference, [{ type: 'text', value: number }]);
    } else {
      reference.tagName = 'span';
      setChildren(reference, [{ type: 'text', value: `[${number}]` }]);
    }
  }
  const items = [...notes.values()].map(({ back, block, id }) => {
    removeElement(block, back.node);
    const content = childrenOf(block);
    return element('li', block.tagName === 'p' ? [element('p', content)] : content, { id });
  });
  replaceElements(root, (node) => {
    const kind = styleOf(node).get('mso-element') ?? '';
    // Word rules the text off from its notes.
    return notes.has(node) || /^(?:foot|end)note-list$/.test(kind) ? [] : [node];
  });
  root.children.push(element('section', [element('ol', items)], { className: ['footnotes'] }));
}

function linksIn(parent: Parent, blocks: readonly Element[]): Link[] {
  return parent.children.flatMap((child): Link[] => {
    if (!isElement(child)) {
      return [];
    }
    const { href, id, name } = child.properties;
    const own = name ?? id;
    return isElement(child, 'a') &&
      typeof href === 'string' &&
      typeof own === 'string' &&
      href.includes('#')
      ? [{ node: child, name: own, target: href.slice(href.indexOf('#') + 1), blocks }]
      : linksIn(child, isBlock(child) ? [...blocks, child] : blocks);
  });
}

/** The block that a link begins: an element around the paragraph if it holds no text before that, else the paragraph. */
function noteOf({ node, blocks }: Link): Element | undefined {
  const paragraph = blocks.at(-1);
  if (paragraph === undefined || !beginsWith(paragraph, node)) {
    return undefined;
  }
  const outer = blocks.at(-2);
  const isNote =
    outer !== undefined &&
    isElement(outer, 'div', 'li') &&
    outer.properties.id !== undefined &&
    beginsWith(outer, paragraph);
  return isNote ? outer : paragraph;
}

/** Returns whether nothing stands before an element within another. */
function beginsWith(parent: Element, node: Element): boolean {
  const first = parent.children.find((child) => !isBlank(child));
  return first === node || (isElement(first) && beginsWith(first, node));
}

function removeElement(parent: Element, node: Element): void {
  replaceElements(parent, (child) => (child === node ? [] : [child]));
}
