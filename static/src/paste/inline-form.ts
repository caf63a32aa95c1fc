import { joinLines } from '../util/join-lines.js';
import type { Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { isPunctuation, isSpace, trimEnds } from './marks.js';

/** The places of text within a block: a paragraph, which other paragraphs may follow, or a single line. */
export type InlinePlace = 'paragraph' | 'heading' | 'linkText' | 'cell';

/** The characters on either side of a place, empty at the edges of its block. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** True at the start of a block that may be the meaning of a term before it. */
  readonly isBehindTerm: boolean;
  /** The formatting that the place is in: marks of the same kind would end it. */
  readonly formatting: ReadonlySet<string>;
}

/** A block as it stands at a place, and the Markdown around the content in it. */
interface InlineForm {
  readonly node: Nodes;
  readonly before: string;
  readonly after: string;
}

/** Returns the content of blocks between other text, so that its marks and escapes can fit in. */
export function inlineForm(whole: Root, place: InlinePlace, around: Surroundings): InlineForm {
  const root: Root = structuredClone(whole);
  unformat(root, around.formatting);
  const breaks = place === 'cell' ? '<br>' : ' ';
  const blocks: RootContent[] =
    place === 'paragraph'
      ? root.children
      : [{ type: 'paragraph', children: lineOf(root, { breaks, links: place !== 'linkText' }) }];
  const before = standIn(around.before);
  const after = Array.from(standIn(around.after)).reverse().join('');
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first?.type === 'paragraph') {
    trimEnds(first);
    first.children.unshift(...textOf(before));
  }
  if (last?.type === 'paragraph') {
    trimEnds(last);
    last.children.push(...textOf(after));
  }
  const children = first?.type === 'paragraph' ? first.children : [];
  switch (place) {
    case 'paragraph':
      return { node: { type: 'root', children: blocks }, before, after };
    case 'heading':
      return { node: { type: 'heading', depth: 1, children }, before: `# ${before}`, after };
    case 'cell':
      return { node: { type: 'tableCell', children }, before, after };
    case 'linkText': {
      const link: PhrasingContent = { type: 'link', url: 'u', children };
      return {
        node: { type: 'paragraph', children: [link] },
        before: `[${before}`,
        after: `${after}](u)`,
      };
    }
  }
}

/** Takes formatting of some kinds away. */
function unformat(node: Parents, kinds: ReadonlySet<string>): void {
  if (kinds.size === 0) {
    return;
  }
  node.children = node.children.flatMap((child): RootContent[] => {
    if (!('children' in child)) {
      return [child];
    }
    unformat(child, kinds);
    const isKept = child.type === 'emphasis' && child.data?.tag !== undefined;
    return kinds.has(child.type) && !isKept ? child.children : [child];
  });
}

/** Makes a line of each cell, whose blocks would end its table. */
export function linesInCells(node: Nodes): void {
  if (node.type === 'tableCell') {
    const { children } = node;
    if (!children.every(isPhrasing)) {
      const root: Root = { type: 'root', children };
      node.children = lineOf(root, { breaks: '<br>', links: true });
    }
    trimBreaks(node.children);
  } else if ('children' in node) {
    for (const child of node.children) {
      linesInCells(child);
    }
  }
}

/**
 * Makes a line of blocks within formatting, as in `<kbd><div>`. The library writes a block behind text twice, once to
 * know its first character, and so each block in it.
 */
export function linesInFormatting(node: Nodes): void {
  if (!('children' in node)) {
    return;
  }
  for (const child of node.children) {
    linesInFormatting(child);
  }
  const isLine = isPhrasing(node) || LINES.includes(node.type);
  if (isLine && !node.children.every(isPhrasing)) {
    const root: Root = { type: 'root', children: node.children };
    node.children = lineOf(root, { breaks: ' ', links: true });
  }
}

/** Line breaks at the ends of a cell show nothing. */
function trimBreaks(children: PhrasingContent[]): void {
  const isNothing = (node: PhrasingContent | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  while (isNothing(children[0])) {
    children.shift();
  }
  while (isNothing(children.at(-1))) {
    children.pop();
  }
}

/** A text that ends as the text before a place does, as far as marks depend on it, and is no markup. */
function standIn(character: string): string {
  return character === '' ? '' : isSpace(character) ? 'x ' : isPunctuation(character) ? 'x,' : 'x';
}

function textOf(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'text', value }];
}

interface Options {
  readonly links: boolean;
  /** The sign between two blocks, and for a line break. */
  readonly breaks: ' ' | '<br>';
}

/** The text of all blocks, for a place that takes no more than a line. */
function lineOf(root: Root, options: Options): PhrasingContent[] {
  const lines: PhrasingContent[][] = [];
  collect(root, lines, options);
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [breakOf(options), ...line]));
}

function collect(node: Parents, lines: PhrasingContent[][], options: Options): void {
  let isInline = false;
  for (const child of node.children) {
    if (isPhrasing(child)) {
      if (!isInline) {
        lines.push([]);
        isInline = true;
      }
      lines.at(-1)?.push(...phrasing(child, options));
      continue;
    }
    isInline = false;
    if (child.type === 'code' && child.data?.isFormula === true) {
      lines.push([{ type: 'inlineCode', value: child.value, data: { formula: 'display' } }]);
    } else if (child.type === 'code') {
      lines.push(
        ...child.value
          .split('\n')
          .map((value): PhrasingContent[] => [{ type: 'inlineCode', value }]),
      );
    } else if (child.type === 'tableRow') {
      lines.push(
        child.children.flatMap((cell, index) => [
          ...(index === 0 ? [] : [{ type: 'text', value: ' ' } as const]),
          ...cell.children.flatMap((inner) => phrasing(inner, options)),
        ]),
      );
    } else if ('children' in child) {
      const before = lines.length;
      collect(child, lines, options);
      if (child.type === 'listItem' && typeof child.checked === 'boolean') {
        lines[before]?.unshift({ type: 'text', value: child.checked ? '[x] ' : '[ ] ' });
      }
    }
  }
}

function phrasing(node: PhrasingContent, options: Options): PhrasingContent[] {
  if (node.type === 'break') {
    return [breakOf(options)];
  }
  if (node.type === 'text') {
    return [{ type: 'text', value: joinLines(node.value) }];
  }
  if (!('children' in node)) {
    return [node];
  }
  const children = node.children.flatMap((child) => phrasing(child, options));
  return node.type === 'link' && !options.links ? children : [{ ...node, children }];
}

function breakOf({ breaks }: Options): PhrasingContent {
  return breaks === ' ' ? { type: 'text', value: ' ' } : { type: 'html', value: '<br>' };
}

const INLINE = [
  'break',
  'delete',
  'emphasis',
  'footnoteReference',
  'html',
  'image',
  'inlineCode',
  'inlineFootnote',
  'link',
  'strong',
  'text',
];

const LINES = ['definitionTerm', 'heading', 'paragraph'];

function isPhrasing(node: Nodes): node is PhrasingContent {
  return INLINE.includes(node.type);
}
