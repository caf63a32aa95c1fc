import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  classesOf,
  element,
  findElement,
  forEachParent,
  holdsBlock,
  isBlank,
  isBlock,
  isElement,
  replaceElements,
  setChildren,
} from './elements.js';
import { INLINE_NOTE, REFERENCE } from './footnotes.js';
import { formattingOf } from './style.js';

const NAMES: Readonly<Record<string, 'strong' | 'em' | 'del'>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  cite: 'em',
  dfn: 'em',
  s: 'del',
  strike: 'del',
  del: 'del',
};

/** Elements that are there for their style, or whose look Markdown does not have. */
const WRAPPERS = ['span', 'font', 'u', 'o:p', 'big', 'small', 'label', 'abbr', 'nobr', 'bdi'];

/** Elements that look bold or slanted anyway. */
const STYLED_ANYWAY = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th', 'pre', 'code', 'kbd', 'samp'];

/** Makes formatting by style formatting by elements, and takes elements away whose style says otherwise. */
export function formatByElements(root: Root): void {
  replaceElements(root, (node, parent) => {
    const { bold, italic, struck, raised } = formattingOf(node);
    const name = NAMES[node.tagName];
    if (name !== undefined) {
      const isOff = (name === 'strong' && bold === false) || (name === 'em' && italic === false);
      return isOff ? childrenOf(node) : formatted(name, childrenOf(node));
    }
    if (STYLED_ANYWAY.includes(node.tagName) || (isElement(parent, 'pre') && isBlock(node))) {
      return [node];
    }
    let children = childrenOf(node);
    if (classesOf(node).includes('Apple-converted-space')) {
      children = [{ type: 'text', value: ' ' }];
    }
    if (struck === true) {
      children = formatted('del', children);
    }
    if (italic === true) {
      children = formatted('em', children);
    }
    if (bold === true) {
      children = formatted('strong', children);
    }
    if (WRAPPERS.includes(node.tagName)) {
      const isRaised =
        raised !== undefined &&
        !isElement(parent, 'sub', 'sup') &&
        !children.every(
          (child) => isBlank(child) || isElement(child, REFERENCE, INLINE_NOTE, 'sub', 'sup'),
        );
      return isRaised ? formatted(raised, children) : children;
    }
    setChildren(node, children);
    return [node];
  });
}

/** Formats the text of nodes: within each block that they hold, for no inline element holds blocks. */
function formatted(name: string, children: readonly Child[]): Child[] {
  const result: Child[] = [];
  let run: Child[] = [];
  const flush = (): void => {
    if (run.length > 0) {
      result.push(element(name, run));
      run = [];
    }
  };
  for (const child of children) {
    if (isElement(child) && holdsBlock(child)) {
      flush();
      if (!STYLED_ANYWAY.includes(child.tagName)) {
        setChildren(child, formatted(name, childrenOf(child)));
      }
      result.push(child);
    } else {
      run.push(child);
    }
  }
  flush();
  return result;
}

/**
 * Returns the headings whose bold is meant: their text is bold by an element for that, and not by the style
 * that office suites give all headings.
 */
export function boldHeadings(root: Root): ReadonlySet<Element> {
  const bold = new Set<Element>();
  forEachParent(root, (node) => {
    if (isHeading(node) && findElement(node, ({ tagName }) => tagName === 'strong') !== undefined) {
      bold.add(node);
    }
  });
  return bold;
}

/** Takes bold away that other headings have as a whole: they are bold by being headings. */
export function plainHeadings(root: Root, bold: ReadonlySet<Element>): void {
  forEachParent(root, (node) => {
    const only = onlyChild(node);
    if (isHeading(node) && !bold.has(node) && isElement(only, 'strong')) {
      setChildren(node, childrenOf(only));
    }
  });
}

function isHeading(node: Element | Root): node is Element {
  return node.type === 'element' && /^h[1-6]$/.test(node.tagName);
}

function onlyChild(node: Element | Root): Child | undefined {
  const [only, ...others] = childrenOf(node).filter((child) => !isBlank(child));
  return others.length === 0 ? only : undefined;
}

/**
 * Puts spaces and line breaks at the ends of formatting outside of it, joins what is formatted alike, and
 * takes away formatting of nothing: marks of Markdown are marks only next to a word.
 */
export function tidyMarks(root: Root): void {
  // Word formats each run of text, and the space between two words, for itself.
  joinAlike(root);
  replaceElements(root, (node) => {
    if (!isElement(node, 'strong', 'em', 'del', 'a')) {
      return [node];
    }
    const inner = node.tagName === 'a' ? node.children : withoutName(node.children, node.tagName);
    const [before, content, after] = trimmed(inner);
    if (content.length === 0) {
      return [...before, ...after];
    }
    setChildren(node, content);
    return [...before, node, ...after];
  });
  joinAlike(root);
}

/** Formatting within the same formatting adds nothing. */
function withoutName(children: readonly Child[], name: string): Child[] {
  return children.flatMap((child) => {
    if (isElement(child) && child.tagName === name) {
      return withoutName(childrenOf(child), name);
    }
    if (isElement(child)) {
      setChildren(child, withoutName(childrenOf(child), name));
    }
    return [child];
  });
}

function trimmed(children: readonly Child[]): readonly [Child[], Child[], Child[]] {
  const content = [...children];
  const before: Child[] = [];
  const after: Child[] = [];
  for (let first = content[0]; first !== undefined; first = content[0]) {
    const space = first.type === 'text' ? (/^[\s\u00a0]+/.exec(first.value)?.[0] ?? '') : '';
    if (isElement(first, 'br') || (first.type === 'text' && space === first.value)) {
      before.push(first);
      content.shift();
      continue;
    }
    if (first.type === 'text' && space !== '') {
      before.push({ type: 'text', value: space });
      content[0] = { type: 'text', value: first.value.slice(space.length) };
    }
    break;
  }
  for (let last = content.at(-1); last !== undefined; last = content.at(-1)) {
    const space = last.type === 'text' ? last.value.slice(last.value.trimEnd().length) : '';
    if (isElement(last, 'br') || (last.type === 'text' && space === last.value)) {
      after.unshift(last);
      content.pop();
      continue;
    }
    if (last.type === 'text' && space !== '') {
      after.unshift({ type: 'text', value: space });
      content[content.length - 1] = {
        type: 'text',
        value: last.value.slice(0, last.value.length - space.length),
      };
    }
    break;
  }
  return [before, content, after];
}

function joinAlike(parent: Element | Root): void {
  const joined: Child[] = [];
  for (const child of childrenOf(parent)) {
    const last = joined.at(-1);
    // Backticks of two code spans would be one run.
    if (isElement(child, 'strong', 'em', 'del', 'code')) {
      if (isElement(last, child.tagName)) {
        last.children.push(...child.children);
        continue;
      }
    }
    joined.push(child);
  }
  setChildren(parent, joined);
  for (const child of joined) {
    if (isElement(child)) {
      joinAlike(child);
    }
  }
}
