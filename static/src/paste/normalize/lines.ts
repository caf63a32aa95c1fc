import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  element,
  forEachParent,
  holdsBlock,
  isBlank,
  isBlock,
  isElement,
  setChildren,
} from './elements.js';

/**
 * Makes paragraphs of the lines that mail programs copy: an element a line, with empty ones between
 * paragraphs, or line breaks in a row.
 */
export function paragraphsOfLines(root: Root): void {
  headingsByRole(root);
  forEachParent(root, (parent) => {
    if (!isElement(parent) || isElement(parent, 'div', 'body', 'section', 'article', 'td', 'li')) {
      joinLines(parent);
    }
    if (
      isElement(parent, 'p', 'div', 'body') ||
      parent.type === 'root' ||
      isElement(parent, 'li', 'blockquote')
    ) {
      splitAtBreaks(parent);
    }
    setChildren(
      parent,
      childrenOf(parent)
        .flatMap((child) =>
          isElement(child, 'p') && child.children.some(isBlock) ? childrenOf(child) : [child],
        )
        .filter(
          (child) =>
            !(isElement(child, 'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6') && isEmpty(child)),
        ),
    );
  });
}

function headingsByRole(root: Root): void {
  forEachParent(root, (parent) => {
    if (!isElement(parent)) {
      return;
    }
    const { role, ariaLevel, className } = parent.properties;
    const isTitle = Array.isArray(className) && className.includes('MsoTitle');
    if (isTitle || (role === 'heading' && isElement(parent, 'p', 'div', 'span'))) {
      const level = isTitle ? 1 : Math.min(Math.max(Number(ariaLevel ?? 2) || 2, 1), 6);
      parent.tagName = `h${String(level)}`;
      parent.properties = {};
    }
  });
}

/** Lines between empty lines are one paragraph. Without empty lines, each is a paragraph. */
function joinLines(parent: Element | Root): void {
  const children = childrenOf(parent);
  const hasEmptyLines = children.some((child) => isElement(child, 'div') && isEmptyLine(child));
  if (!hasEmptyLines) {
    return;
  }
  const result: Child[] = [];
  let lines: Child[] = [];
  const flush = (): void => {
    if (lines.length > 0) {
      result.push(element('p', lines));
      lines = [];
    }
  };
  for (const child of children) {
    if (isElement(child, 'div') && isEmpty(child)) {
      flush();
    } else if (isElement(child, 'div') && !child.children.some(holdsBlock)) {
      if (lines.length > 0 && !isElement(lines.at(-1), 'br')) {
        lines.push(element('br', []));
      }
      lines.push(...childrenOf(child));
    } else if (!isBlank(child) && !holdsBlock(child) && !isElement(child, 'br')) {
      // Text that begins a mail stands in no element.
      lines.push(child);
    } else if (!isBlank(child)) {
      flush();
      result.push(child);
    }
  }
  flush();
  setChildren(parent, result);
}

/** Two line breaks in a row end a paragraph; those at its ends show nothing. */
function splitAtBreaks(parent: Element | Root): void {
  const children = childrenOf(parent);
  if (!children.some((child) => isElement(child, 'br'))) {
    return;
  }
  const parts: Child[][] = [[]];
  let breaks: Child[] = [];
  for (const child of children) {
    if (isElement(child, 'br')) {
      breaks.push(child);
      continue;
    }
    if (isBlank(child) && breaks.length > 0) {
      continue;
    }
    const part = parts.at(-1) ?? [];
    if (breaks.length > 1) {
      parts.push([child]);
    } else if (part.length === 0 || isBlock(child) || isBlock(part.at(-1) ?? child)) {
      part.push(child);
    } else {
      part.push(...breaks, child);
    }
    breaks = [];
  }
  if (parts.length === 1) {
    setChildren(parent, parts[0] ?? []);
    return;
  }
  const paragraphs = parts
    .filter((part) => !part.every(isBlank))
    .flatMap((part) => (part.some(holdsBlock) ? part : [element('p', part)]));
  setChildren(parent, paragraphs);
}

function isEmptyLine(line: Element): boolean {
  return isEmpty(line) && (line.children.length > 0 || line.tagName === 'div');
}

/** Returns whether an element shows nothing but white space. */
function isEmpty(node: Element): boolean {
  return node.children.every(
    (child) =>
      isBlank(child) ||
      isElement(child, 'br') ||
      (isElement(child, 'strong', 'em', 'del', 'a', 'span', 'p', 'div') && isEmpty(child)),
  );
}
