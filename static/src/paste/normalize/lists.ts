import type { Element, Root } from 'hast';
import {
  checkBox,
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
} from './elements.js';
import { styleOf } from './style.js';

/** Brings lists into the form that HTML has for them: items in lists, lists in items. */
export function tidyLists(root: Root): void {
  const isNotions = root.children.some(
    (child) => child.type === 'comment' && child.value.includes('notionvc'),
  );
  const isEditors = findElement(root, isOfProseMirror) !== undefined;
  replaceElements(root, (node) => {
    confluenceList(node);
    if (isElement(node, 'ul', 'ol')) {
      setChildren(node, itemsOf(node));
    } else if (isElement(node, 'li')) {
      addCheckBox(node, isNotions);
      tighten(node, isEditors);
    }
    return [node];
  });
  forEachParent(root, (parent) => {
    if (!isElement(parent, 'ul', 'ol')) {
      wrapLooseItems(parent);
    }
  });
}

/** Returns whether ProseMirror has written an element: each of its items holds a paragraph, however it looks. */
function isOfProseMirror(node: Element): boolean {
  return (
    'dataPmSlice' in node.properties ||
    node.properties.dataType === 'taskList' ||
    classesOf(node).some((name) => name === 'ak-ul' || name === 'ak-ol')
  );
}

/** Confluence writes tasks and decisions without HTML's lists. */
function confluenceList(node: Element): void {
  const { dataNodeType, dataTaskState, dataDecisionState } = node.properties;
  if (node.tagName === 'div') {
    if (dataNodeType === 'actionList' || dataNodeType === 'decisionList') {
      node.tagName = 'ul';
    } else if (dataTaskState !== undefined || dataDecisionState !== undefined) {
      node.tagName = 'li';
    }
  }
}

/** Google Docs and LibreOffice put a nested list beside the item that it belongs to. */
function itemsOf(list: Element): Child[] {
  const items: Element[] = [];
  for (const child of childrenOf(list)) {
    const last = items.at(-1);
    if (isElement(child, 'li')) {
      items.push(child);
    } else if (isElement(child, 'ul', 'ol') && last !== undefined) {
      last.children.push(child);
    } else if (!isBlank(child)) {
      items.push(element('li', [child]));
    }
  }
  return items;
}

/** A page's selection may hold items without their list. */
function wrapLooseItems(parent: Element | Root): void {
  const result: Child[] = [];
  let list: Element | undefined;
  for (const child of childrenOf(parent)) {
    if (isElement(child, 'li')) {
      if (list === undefined) {
        list = element('ul', []);
        result.push(list);
      }
      list.children.push(child);
    } else if (list === undefined || !isBlank(child)) {
      list = undefined;
      result.push(child);
    }
  }
  setChildren(parent, result);
}

/** Gives an item that shows a box by other means the box that HTML has. */
function addCheckBox(item: Element, isNotions: boolean): void {
  const { properties } = item;
  const [first] = item.children;
  // Notion copies the Markdown of a box as text.
  const box = isNotions && first?.type === 'text' ? /^\s*\[([ x])\] /.exec(first.value) : null;
  if (box !== null && first?.type === 'text') {
    first.value = first.value.slice(box[0].length);
    item.children.unshift(checkBox(box[1] === 'x'));
    return;
  }
  const evernotes = styleOf(item).get('--en-checked');
  const mark = findElement(item, (node) =>
    classesOf(node).some((name) => name === 'checkbox-on' || name === 'checkbox-off'),
  );
  const isTask =
    properties.role === 'checkbox' ||
    'dataTaskState' in properties ||
    'dataInlineTaskId' in properties ||
    evernotes !== undefined ||
    mark !== undefined;
  if (!isTask || findElement(item, isBox) !== undefined) {
    return;
  }
  const checked =
    String(properties.ariaChecked) === 'true' ||
    properties['dataTaskState'] === 'DONE' ||
    evernotes === 'true' ||
    classesOf(item).includes('checked') ||
    (mark !== undefined && classesOf(mark).includes('checkbox-on'));
  replaceElements(item, (node) =>
    node === mark || (properties.role === 'checkbox' && isElement(node, 'img')) ? [] : [node],
  );
  item.children.unshift(checkBox(checked));
}

function isBox({ tagName, properties }: Element): boolean {
  return tagName === 'input' && properties.type === 'checkbox';
}

/** The least space below a paragraph that makes a list loose, in CSS pixels. */
const MIN_LOOSE_MARGIN_PX = 6;

/**
 * Takes a paragraph away that an item has for its style alone. One that stands in HTML as such, or with
 * space around it, makes the list loose.
 */
function tighten(item: Element, isEditors: boolean): void {
  const paragraphs = item.children.filter((child) => isElement(child, 'p', 'div'));
  const [only] = paragraphs;
  if (paragraphs.length !== 1 || only === undefined || !(isEditors || isTight(only))) {
    return;
  }
  setChildren(
    item,
    childrenOf(item).flatMap((child) => (child === only ? childrenOf(only) : [child])),
  );
  if (isEditors) {
    tighten(item, isEditors);
  }
}

function isTight(paragraph: Element): boolean {
  const { properties, tagName } = paragraph;
  if (tagName === 'div' || properties.role === 'presentation') {
    return true;
  }
  const style = styleOf(paragraph);
  if (style.size === 0) {
    return classesOf(paragraph).length > 0;
  }
  const margins = ['margin', 'margin-top', 'margin-bottom'].flatMap((name) =>
    (style.get(name) ?? '').split(/\s+/).map((length) => Number.parseFloat(length) || 0),
  );
  return !margins.some((margin) => margin >= MIN_LOOSE_MARGIN_PX);
}
