import type { Element, ElementContent, Nodes, Parents, Root, RootContent } from 'hast';

/** A child of an element or of the whole tree; doctypes have gone by then. */
export type Child = ElementContent;

export type Parent = Element | Root;

/** Names of elements that begin and end a block of text. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

export function isElement(node: Nodes | undefined): node is Element;
export function isElement<Name extends string>(
  node: Nodes | undefined,
  ...names: readonly Name[]
): node is Element & { tagName: Name };
export function isElement(node: Nodes | undefined, ...names: readonly string[]): boolean {
  return node?.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

export function isBlock(node: Nodes): boolean {
  return isElement(node) && BLOCKS.has(node.tagName);
}

/** Returns whether a node is or holds a block. */
export function holdsBlock(node: Nodes): boolean {
  return isBlock(node) || (isElement(node) && node.children.some(holdsBlock));
}

export function isBlank(node: Nodes): boolean {
  return node.type === 'comment' || (node.type === 'text' && /^[\s\u00a0]*$/.test(node.value));
}

export function textOf(node: Nodes): string {
  return node.type === 'text'
    ? node.value
    : 'children' in node
      ? node.children.map(textOf).join('')
      : '';
}

export function element(
  tagName: string,
  children: readonly Child[],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** The box of a task. */
export function checkBox(checked: boolean): Element {
  return element('input', [], { type: 'checkbox', checked });
}

export function classesOf({ properties }: Element): readonly string[] {
  const { className } = properties;
  return Array.isArray(className) ? className.map(String) : [];
}

/** The first element within that a predicate holds of, in document order. */
export function findElement(
  node: Nodes,
  holds: (element: Element) => boolean,
): Element | undefined {
  if (isElement(node) && holds(node)) {
    return node;
  }
  if ('children' in node) {
    for (const child of node.children) {
      const found = findElement(child, holds);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** Replaces each element, its descendants first, by the nodes that a function returns. */
export function replaceElements(
  parent: Parent,
  replace: (element: Element, parent: Parent) => readonly Child[],
): void {
  setChildren(
    parent,
    childrenOf(parent).flatMap((child): readonly Child[] => {
      if (!isElement(child)) {
        return [child];
      }
      replaceElements(child, replace);
      return replace(child, parent);
    }),
  );
}

/** Calls a function for the tree and each element in it, the innermost first. */
export function forEachParent(parent: Parent, visit: (parent: Parent) => void): void {
  for (const child of parent.children) {
    if (isElement(child)) {
      forEachParent(child, visit);
    }
  }
  visit(parent);
}

export function childrenOf(parent: Parents): Child[] {
  return (parent.children as RootContent[]).filter((child) => child.type !== 'doctype');
}

export function setChildren(parent: Parent, children: Child[]): void {
  parent.children = children;
}
