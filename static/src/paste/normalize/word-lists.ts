import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  classesOf,
  element,
  forEachParent,
  holdsBlock,
  isBlank,
  isElement,
  setChildren,
  textOf,
} from './elements.js';
import { styleOf } from './style.js';

/** A paragraph that Word shows as an item of a list. */
export interface Item {
  /** The list's level, from 1; 0 for a paragraph that goes on with the item before. */
  readonly level: number;
  /** The number that its marker shows; undefined for bullets. */
  readonly number: number | undefined;
  readonly content: Child[];
}

/** The markers that Word puts into a paragraph: a number, a letter or a roman numeral with a sign. */
const NUMBER = /^\(?(?:(\d{1,9})|[a-z]|[ivxlcdm]+)[.)]/i;

/** The classes of list paragraphs behind the first, which have no marker where they go on with an item. */
const MORE_OF_ITEM = /^MsoList(?:Paragraph(?:CxSp(?:Middle|Last))?|Continue\d?)$/;

/** Makes lists of the paragraphs that Word for the desktop, and Outlook, copies for their items. */
export function wordLists(root: Root): void {
  gatherItems(
    root,
    (child) => {
      const item = isElement(child, 'p', 'div') ? itemOf(child) : undefined;
      return item === undefined ? undefined : [item];
    },
    (items, run) => {
      const first = items.findIndex(({ level }) => level > 0);
      return first === 0 ? listsOf(items) : run;
    },
  );
}

/**
 * Replaces the items that neighbouring nodes hold by lists; blank nodes between them go.
 *
 * @param itemsIn returns undefined for a node that holds none
 * @param asLists makes lists of the items of a run of nodes, or returns the nodes of the run
 */
export function gatherItems<T>(
  root: Root,
  itemsIn: (child: Child, parent: Root | Element) => readonly T[] | undefined,
  asLists: (items: readonly T[], run: readonly Child[]) => readonly Child[],
): void {
  forEachParent(root, (parent) => {
    const result: Child[] = [];
    let items: T[] = [];
    let run: Child[] = [];
    const flush = (): void => {
      result.push(...asLists(items, run));
      items = [];
      run = [];
    };
    for (const child of childrenOf(parent)) {
      const found = itemsIn(child, parent);
      if (found !== undefined) {
        items.push(...found);
        run.push(child);
      } else if (items.length > 0 && isBlank(child)) {
        run.push(child);
      } else {
        flush();
        result.push(child);
      }
    }
    flush();
    setChildren(parent, result);
  });
}

function itemOf(paragraph: Element): Item | undefined {
  const list = styleOf(paragraph).get('mso-list');
  const level = /\blevel(\d)\b/.exec(list ?? '')?.[1];
  if (level === undefined) {
    const isMore =
      list === undefined && classesOf(paragraph).some((name) => MORE_OF_ITEM.test(name));
    return isMore ? { level: 0, number: undefined, content: [paragraph] } : undefined;
  }
  const { content, marker } = withoutMarker(paragraph);
  const [, digits] = NUMBER.exec(marker) ?? [];
  const isNumbered = NUMBER.test(marker) && !/^o\b/.test(marker);
  return {
    level: Number(level),
    number: isNumbered ? Number(digits ?? 1) : undefined,
    content,
  };
}

/** Takes the marker out, which stands in the paragraph as text. */
function withoutMarker(paragraph: Element): { content: Child[]; marker: string } {
  let marker = '';
  const strip = (children: readonly Child[]): Child[] =>
    children.flatMap((child): Child[] => {
      if (!isElement(child)) {
        return [child];
      }
      if (styleOf(child).get('mso-list') === 'ignore') {
        marker ||= textOf(child).trim();
        return [];
      }
      const rest = strip(childrenOf(child));
      return rest.length === 0 && child.children.length > 0 ? [] : [{ ...child, children: rest }];
    });
  const content = strip(childrenOf(paragraph));
  return { content, marker };
}

/** Nests items by their levels. An item that is deeper than the one before is in that one's list. */
export function listsOf(items: readonly Item[]): Element[] {
  const lists: Element[] = [];
  const open: { list: Element; level: number }[] = [];
  for (const { level, number, content } of items) {
    if (level === 0) {
      goOn(open.at(-1)?.list.children.at(-1), content);
      continue;
    }
    while ((open.at(-1)?.level ?? 0) > level) {
      open.pop();
    }
    const name = number === undefined ? 'ul' : 'ol';
    let current = open.at(-1);
    if (current?.level === level && current.list.tagName !== name) {
      open.pop();
      current = undefined;
    }
    if (current?.level !== level) {
      const list = element(name, [], number === undefined || number === 1 ? {} : { start: number });
      const parentItem = open.at(-1)?.list.children.at(-1);
      if (isElement(parentItem)) {
        parentItem.children.push(list);
      } else {
        lists.push(list);
      }
      current = { list, level };
      open.push(current);
    }
    current.list.children.push(element('li', content));
  }
  return lists;
}

/** Puts paragraphs behind what an item has, which becomes a paragraph as well. */
function goOn(item: Child | undefined, content: readonly Child[]): void {
  if (isElement(item)) {
    const end = item.children.findIndex((child) => holdsBlock(child));
    const first = end < 0 ? item.children : item.children.slice(0, end);
    const rest = end < 0 ? [] : item.children.slice(end);
    setChildren(item, [...(first.length > 0 ? [element('p', first)] : []), ...rest, ...content]);
  }
}

/** The class of the element that Word for the web puts around each item, as a list of its own. */
const WEB_ITEM = 'ListContainerWrapper';

/** Joins the lists of a single item each that Word for the web copies, by the levels of the items. */
export function wordWebLists(root: Root): void {
  gatherItems(
    root,
    (child) =>
      isElement(child, 'div') && classesOf(child).includes(WEB_ITEM) ? webItems(child) : undefined,
    listsOf,
  );
}

function webItems(wrapper: Element): Item[] {
  return wrapper.children
    .filter((child) => isElement(child, 'ul', 'ol'))
    .flatMap((list) => {
      const start = Number(list.properties.start ?? 1);
      return list.children
        .filter((child) => isElement(child, 'li'))
        .map((item, index) => ({
          level: Number(item.properties['dataAriaLevel'] ?? item.properties.ariaLevel ?? 1),
          number: list.tagName === 'ol' ? start + index : undefined,
          content: childrenOf(item),
        }));
    });
}
