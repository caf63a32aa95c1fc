import type { Nodes, Parents, PhrasingContent } from 'mdast';
import { flanking } from '../codemirror/flanking.js';

declare module 'mdast' {
  interface EmphasisData {
    /** The name of an HTML element that is written as such. */
    tag?: string;
  }
}

const TAGS: Readonly<Record<string, string>> = { strong: 'strong', emphasis: 'em', delete: 'del' };

/**
 * Writes formatting as HTML where marks would not be marks: between a letter and a punctuation character
 * (spec 6.2, flanking). Line breaks become HTML where a line ends the block.
 */
export function attendMarks(node: Nodes): Nodes {
  if ('children' in node) {
    attend(node, false);
  }
  return node;
}

function attend(parent: Parents, isLine: boolean): void {
  const isInLine = isLine || parent.type === 'heading' || parent.type === 'tableCell';
  if (isInLine || parent.type === 'paragraph') {
    trimEnds(parent);
  }
  const children: Nodes[] = parent.children.flatMap((child, index): Nodes[] => {
    if (isInLine && child.type === 'break') {
      return [{ type: 'html', value: '<br>' }];
    }
    if (isInLine && child.type === 'text') {
      child.value = child.value.replace(/\s*\n\s*/g, ' ');
    }
    if ('children' in child) {
      attend(child, isInLine);
    }
    const kept = child.type === 'emphasis' ? child.data?.tag : undefined;
    const tag = kept ?? TAGS[child.type];
    if (tag === undefined || !('children' in child)) {
      return [child];
    }
    const before = edge(parent.children[index - 1], 'last');
    const after = edge(parent.children[index + 1], 'first');
    const isMarkable =
      flanking(before, edge(child.children[0], 'first')).canOpen &&
      flanking(edge(child.children.at(-1), 'last'), after).canClose;
    return kept === undefined && isMarkable && !isBesideSame(parent.children, index)
      ? [child]
      : [
          { type: 'html', value: `<${tag}>` },
          ...(child.children as PhrasingContent[]),
          { type: 'html', value: `</${tag}>` },
        ];
  });
  parent.children = children as typeof parent.children;
}

/** Non-breaking spaces at the ends of a block are there to be selected, as those of Word. */
export function trimEnds({ type, children }: Parents): void {
  if (type !== 'paragraph' && type !== 'heading' && type !== 'tableCell') {
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
  if ('children' in node && node.type in TAGS && !('tag' in (node.data ?? {}))) {
    return edge(node.children.at(side === 'first' ? 0 : -1), side);
  }
  return '*';
}

export function isSpace(character: string): boolean {
  return /^\s$/.test(character);
}

export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}
