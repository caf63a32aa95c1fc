import type { Element, Root } from 'hast';
import { labelKey } from '../../util/label-key.js';
import type { Dialect } from './dialect.js';
import {
  type Child,
  childrenOf,
  classesOf,
  element,
  findElement,
  forEachParent,
  isBlank,
  isElement,
  replaceElements,
  setChildren,
  textOf,
} from './elements.js';

/** The names of the elements for a reference to a note, with its label as data, and for a note within the text. */
export const REFERENCE = 'footnote-reference';
export const INLINE_NOTE = 'inline-footnote';

/** An id that engines make of a label: `fn1`, `fn-name`, `user-content-fn-name` and a checksum on GitHub. */
const NOTE_ID = /^(?:user-content-)?fn[:-]?(.+?)(?:-[\da-f]{32})?$/;

/** Labels that stand for themselves in Markdown. */
const PLAIN_LABEL = /^[\p{L}\p{N}_.-]+$/u;

interface Note {
  readonly item: Element;
  readonly label: string;
}

/**
 * Makes elements of their own of references to footnotes, and puts the notes to the end of the tree, as sections with
 * their labels as data. Without such a construct in the dialect, they stay what they are.
 */
export function footnotes(root: Root, dialect: Dialect): void {
  const { extensions } = dialect;
  forEachParent(root, (parent) => {
    if (parent.type === 'element') {
      delete parent.properties['dataFootnote'];
    }
  });
  if (!extensions.has('footnotes') && !extensions.has('inline-footnotes')) {
    return;
  }
  const notes = takeNotes(root, dialect);
  for (const { item } of notes.values()) {
    removeBackLinks(item);
  }
  if (extensions.has('footnotes')) {
    for (const parent of [root, ...[...notes.values()].map(({ item }) => item)]) {
      replaceReferences(parent, (id, number) => {
        const label = notes.get(id)?.label ?? NOTE_ID.exec(id)?.[1] ?? number;
        return notes.has(id) || dialect.labels.has(labelKey(label))
          ? [element(REFERENCE, [{ type: 'text', value: number }], { dataLabel: label })]
          : [element('sup', [{ type: 'text', value: number }])];
      });
    }
    for (const { item, label } of notes.values()) {
      root.children.push(element('section', contentOf(item), { dataFootnote: label }));
    }
  } else {
    putIntoText(root, notes);
  }
}

/** Takes the sections of notes out of the tree. Returns the notes by their ids. */
function takeNotes(root: Root, { labels }: Dialect): Map<string, Note> {
  const notes = new Map<string, Note>();
  const taken = new Set(labels);
  replaceElements(root, (node) => {
    const isSection =
      isElement(node, 'section', 'div') &&
      (classesOf(node).includes('footnotes') || 'dataFootnotes' in node.properties);
    const list = isSection ? findElement(node, ({ tagName }) => tagName === 'ol') : undefined;
    if (list === undefined) {
      return [node];
    }
    for (const item of list.children) {
      if (isElement(item, 'li') && typeof item.properties.id === 'string') {
        const { id } = item.properties;
        const label = freeLabel(NOTE_ID.exec(id)?.[1] ?? '', taken, notes.size + 1);
        taken.add(labelKey(label));
        notes.set(id, { item, label });
      }
    }
    return notes.size === 0 ? [node] : [];
  });
  return notes;
}

/** Returns a label that the document does not have yet. */
function freeLabel(wanted: string, taken: ReadonlySet<string>, number: number): string {
  const label = PLAIN_LABEL.test(wanted) ? wanted : String(number);
  const isNumber = /^\d+$/.test(label);
  let free = label;
  for (let count = isNumber ? Number(label) + 1 : 2; taken.has(labelKey(free)); count++) {
    free = isNumber ? String(count) : `${label}-${String(count)}`;
  }
  return free;
}

function removeBackLinks(item: Element): void {
  forEachParent(item, (parent) => {
    const children = childrenOf(parent);
    const kept = children.filter((child) => !isBackLink(child));
    if (kept.length < children.length) {
      while (kept.length > 0 && kept.slice(-1).every(isBlank)) {
        kept.pop();
      }
      const last = kept.at(-1);
      if (last?.type === 'text') {
        last.value = last.value.trimEnd();
      }
      setChildren(parent, kept);
    }
  });
}

function isBackLink(node: Child): boolean {
  return (
    isElement(node, 'a') &&
    ('dataFootnoteBackref' in node.properties ||
      node.properties.role === 'doc-backlink' ||
      classesOf(node).some((name) => /^footnote-back(?:ref)?$|^data-footnote-backref$/.test(name)))
  );
}

/** Replaces references, with the superscript that they are in or around. */
function replaceReferences(
  root: Element | Root,
  replacement: (id: string, number: string) => readonly Child[],
): void {
  replaceElements(root, (node) => {
    if (isElement(node, 'sup')) {
      const inner = node.children.filter((child) => !isBlank(child));
      return inner.length === 1 && isElement(inner[0], REFERENCE, INLINE_NOTE, 'sup')
        ? inner
        : [node];
    }
    const id = isElement(node, 'a') ? idOfNote(node) : undefined;
    return id === undefined ? [node] : replacement(id, textOf(node).replace(/^\[|\]$/g, ''));
  });
}

/** Returns the id of the note that a link refers to; undefined if it is no such link. */
function idOfNote(link: Element): string | undefined {
  const { href, id, role } = link.properties;
  const hash = typeof href === 'string' ? href.indexOf('#') : -1;
  const isReference =
    'dataFootnoteRef' in link.properties ||
    role === 'doc-noteref' ||
    classesOf(link).includes('footnote-ref') ||
    (typeof id === 'string' && /^(?:user-content-)?fnref/.test(id));
  const fragment = hash < 0 ? '' : String(href).slice(hash + 1);
  return isReference && NOTE_ID.test(fragment) ? decoded(fragment) : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A percent sign that begins no encoded character stands for itself.
    return fragment;
  }
}

/** The content of a note within the text is a single paragraph. Others stay behind the text, as a list. */
function putIntoText(root: Root, notes: ReadonlyMap<string, Note>): void {
  const used = new Set<string>();
  const textOfNote = (id: string): readonly Child[] | undefined => {
    const item = notes.get(id)?.item;
    const [only, ...others] = item === undefined ? [] : contentOf(item);
    return others.length === 0 && isElement(only, 'p') && !used.has(id)
      ? childrenOf(only)
      : undefined;
  };
  const replaceIn = (parent: Element | Root): void => {
    replaceReferences(parent, (id, number) => {
      const content = textOfNote(id);
      if (content === undefined) {
        return [element('sup', [{ type: 'text', value: number }])];
      }
      used.add(id);
      const note = element(INLINE_NOTE, content);
      replaceIn(note);
      return [note];
    });
  };
  replaceIn(root);
  const left = [...notes].filter(([id]) => !used.has(id)).map(([, { item }]) => item);
  if (left.length > 0) {
    root.children.push(element('ol', left));
  }
}

function contentOf(item: Element): Child[] {
  const children = childrenOf(item).filter((child) => !isBlank(child));
  return children.some((child) => isElement(child, 'p')) || children.length === 0
    ? children
    : [element('p', children)];
}
