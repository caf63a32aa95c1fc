import { joinLines } from '../util/join-lines.js';
import type { Nodes, Parents, PhrasingContent } from 'mdast';
import { flanking } from '../codemirror/flanking.js';
import type { Extension } from '../engine/api.js';

declare module 'mdast' {
  interface EmphasisData {
    /** The name of an HTML element that is written as such. */
    tag?: string;
    /** The characters before and behind the text, instead. */
    delimiter?: string;
  }
}

/** The delimiters of extensions, by the names of HTML elements. */
const DELIMITERS: Readonly<
  Record<string, { readonly name: Extension; readonly delimiter: string }>
> = {
  ins: { name: 'inserts', delimiter: '++' },
  mark: { name: 'marks', delimiter: '==' },
  sub: { name: 'subscript', delimiter: '~' },
  sup: { name: 'superscript', delimiter: '^' },
};

const TAGS: Readonly<Record<string, string>> = { strong: 'strong', emphasis: 'em', delete: 'del' };

/**
 * Writes formatting as HTML where marks would not be marks: between a letter and a punctuation character
 * (spec 6.2, flanking). Line breaks become HTML where a line ends the block.
 */
export function attendMarks(node: Nodes, extensions: ReadonlySet<Extension>): Nodes {
  if ('children' in node) {
    attend(node, false, extensions);
  }
  return node;
}

function attend(parent: Parents, isLine: boolean, extensions: ReadonlySet<Extension>): void {
  const isInLine = isLine || ['heading', 'tableCell', 'definitionTerm'].includes(parent.type);
  if (isInLine || parent.type === 'paragraph') {
    trimEnds(parent);
  }
  const children: Nodes[] = parent.children.flatMap((child, index): Nodes[] => {
    if (isInLine && child.type === 'break') {
      return [{ type: 'html', value: '<br>' }];
    }
    if (isInLine && child.type === 'text') {
      child.value = joinLines(child.value);
    }
    if ('children' in child) {
      attend(child, isInLine, extensions);
    }
    const kept = child.type === 'emphasis' ? child.data?.tag : undefined;
    const tag = kept ?? TAGS[child.type];
    if (tag === undefined || !('children' in child)) {
      return [child];
    }
    const { name, delimiter } = DELIMITERS[tag] ?? {};
    const isMarked =
      kept === undefined
        ? isMarkable(parent.children, index, child) && !isBesideSame(parent.children, index)
        : name !== undefined &&
          delimiter !== undefined &&
          extensions.has(name) &&
          isDelimitable(parent, index, child, delimiter);
    if (isMarked) {
      if (child.type === 'emphasis' && delimiter !== undefined) {
        child.data = { delimiter };
      }
      return [child];
    }
    return [
      { type: 'html', value: `<${tag}>` },
      ...(child.children as PhrasingContent[]),
      { type: 'html', value: `</${tag}>` },
    ];
  });
  parent.children = children as typeof parent.children;
}

function isMarkable(siblings: readonly Nodes[], index: number, { children }: Parents): boolean {
  const before = edge(siblings[index - 1], 'last');
  const after = edge(siblings[index + 1], 'first');
  return (
    flanking(before, edge(children[0], 'first')).canOpen &&
    flanking(edge(children.at(-1), 'last'), after).canClose
  );
}

/** Returns whether delimiters that are not beside others of their character, nor around white space, enclose a text. */
function isDelimitable(parent: Parents, index: number, node: Parents, delimiter: string): boolean {
  const siblings: readonly Nodes[] = parent.children;
  const { children } = node;
  const sign = delimiter.charAt(0);
  const [first] = children;
  const last = children.at(-1);
  const isAtEdge = index === 0 || index === siblings.length - 1;
  if (
    (isAtEdge && parent.type === 'delete' && sign === '~') ||
    [siblings[index - 1], last].some((each) => endsWith(each, sign, 'last')) ||
    [siblings[index + 1], first].some((each) => endsWith(each, sign, 'first'))
  ) {
    return false;
  }
  return delimiter.length === 2
    ? isMarkable(siblings, index, node)
    : children.length > 0 &&
        // A footnote's label begins with a circumflex behind a bracket.
        (index > 0 || parent.type !== 'link') &&
        children.every((child) => child.type === 'text' && /^[^\s^~\\]+$/.test(child.value));
}

/** Returns whether a node has a sign on one side, as text or as what formatting may be written with. */
function endsWith(node: Nodes | undefined, sign: string, side: 'first' | 'last'): boolean {
  if (node?.type === 'text') {
    return side === 'first' ? node.value.startsWith(sign) : node.value.endsWith(sign);
  }
  if (node?.type === 'delete' && sign === '~') {
    return true;
  }
  if (node?.type === 'emphasis') {
    const delimiter = node.data?.delimiter ?? DELIMITERS[node.data?.tag ?? '']?.delimiter;
    if (delimiter?.startsWith(sign) === true) {
      return true;
    }
  }
  return (
    node !== undefined &&
    'children' in node &&
    endsWith(node.children.at(side === 'first' ? 0 : -1), sign, side)
  );
}

/** Non-breaking spaces at the ends of a block are there to be selected, as those of Word. */
export function trimEnds({ type, children }: Parents): void {
  if (!['paragraph', 'heading', 'tableCell', 'definitionTerm'].includes(type)) {
    return;
  }
  const [first] = children;
  const last = children.at(-1);
  if (first?.type === 'text') {
    first.value = first.value.trimStart();
  }
  if (last?.type === 'text') {
    last.value = last.value.trimEnd();
  }
}

/** Strikethrough of the engine does not tell `~~a~~~~b~~` apart. */
function isBesideSame(siblings: readonly Nodes[], index: number): boolean {
  return siblings[index]?.type === 'delete' && siblings[index - 1]?.type === 'delete';
}

/** The character of a node next to its neighbour; a space at the end of a line, '*' for marks and signs. */
function edge(node: Nodes | undefined, side: 'first' | 'last'): string {
  if (node === undefined || node.type === 'break') {
    return ' ';
  }
  if (node.type === 'text') {
    const characters = Array.from(node.value);
    return characters.at(side === 'first' ? 0 : -1) ?? ' ';
  }
  if ('children' in node && node.type in TAGS && !isWrittenOtherwise(node)) {
    return edge(node.children.at(side === 'first' ? 0 : -1), side);
  }
  return '*';
}

function isWrittenOtherwise(node: Nodes): boolean {
  return node.type === 'emphasis' && (node.data?.tag ?? node.data?.delimiter) !== undefined;
}

export function isSpace(character: string): boolean {
  return /^\s$/.test(character);
}

export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}
