import type { Element, Root } from 'hast';
import { checkBox, type Child, childrenOf, classesOf, isBlank, isElement } from './elements.js';
import { gatherItems, type Item, listsOf } from './word-lists.js';

/** The classes by which Quill indents an item, from 1, and Dropbox Paper a list. */
const INDENTED_ITEM = /^ql-indent-(\d)$/;
const INDENTED_LIST = /^listindent(\d)$/;

/** Nests the items of editors that keep lists flat, and say by an attribute or class how deep an item is. */
export function indentedLists(root: Root): void {
  gatherItems(
    root,
    (child, parent) =>
      isElement(parent, 'div') && onlyOf(parent) === child ? undefined : itemsIn(child),
    listsOf,
  );
}

/** Returns the items of a list, or of the only one in an element; undefined for lists of another form. */
function itemsIn(child: Child): Item[] | undefined {
  if (isElement(child, 'div')) {
    const only = onlyOf(child);
    return only === undefined ? undefined : itemsIn(only);
  }
  if (!isElement(child, 'ul', 'ol')) {
    return undefined;
  }
  const level = classesOf(child).flatMap((name) => INDENTED_LIST.exec(name)?.[1] ?? [])[0];
  const items = child.children.filter((item) => isElement(item, 'li'));
  if (level === undefined && !items.some((item) => indentOf(item) !== undefined)) {
    return undefined;
  }
  const start = Number(child.properties.start ?? 1);
  return items.map((item, index) => {
    const kind = item.properties['dataList'];
    const isNumbered = typeof kind === 'string' ? kind === 'ordered' : child.tagName === 'ol';
    return {
      level: Number(level ?? (indentOf(item) ?? 0) + 1),
      number: isNumbered ? (kind === undefined ? start + index : 1) : undefined,
      content: [...boxOf(kind), ...childrenOf(item)],
    };
  });
}

function onlyOf({ children }: Element): Child | undefined {
  const [only, ...others] = children.filter((child) => !isBlank(child));
  return others.length === 0 ? only : undefined;
}

/** The depth of an item, from 0; undefined if it has none of its own. */
function indentOf(item: Element): number | undefined {
  const { dataStringifyIndent, dataList } = item.properties;
  const indent =
    dataStringifyIndent ??
    classesOf(item).flatMap((name) => INDENTED_ITEM.exec(name)?.[1] ?? [])[0] ??
    (dataList === undefined ? undefined : 0);
  return indent === undefined ? undefined : Number(indent) || 0;
}

function boxOf(kind: unknown): Element[] {
  return kind === 'checked' || kind === 'unchecked' ? [checkBox(kind === 'checked')] : [];
}
