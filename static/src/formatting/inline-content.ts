import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { IterMode, type SyntaxNode, type Tree } from '@lezer/common';
import { parsedTo } from '../codemirror/syntax-nodes.js';
import type { Stretch } from './containers.js';

/**
 * The time that a command may wait for the grammar to reach its place in a long text, in milliseconds: enough
 * for all of 1 MB. With half of a tree, a command for all of the text would format half of it.
 */
const PARSE_WAIT_MS = 2_000;

/** The blocks with inline content (spec, 6); a task's paragraph has a name of its own. */
const TEXT_BLOCK = /^(?:Paragraph|Task|TableCell|ATXHeading\d|SetextHeading\d)$/;

/** The inline nodes that formatting may divide. */
const DIVISIBLE =
  /^(?:Emphasis|StrongEmphasis|Strikethrough|MarkedText|InsertedText|Superscript|Subscript|Link)$/;

/** The nodes that end a stretch: a mark within them would be misplaced, or would span the prefix of a line. */
const SEPARATOR =
  /^(?:HTMLTag|Comment|ProcessingInstruction|HardBreak|QuoteMark|HeaderMark|TaskMarker|AlertMarker|DefinitionMark|TableOfContents)$/;

/** The nodes without inline content. */
const VERBATIM =
  /^(?:FencedCode|CodeBlock|FormulaBlock|FrontMatter|HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference|FootnoteReference|FootnoteMark|AlertMarker|BareAddress|Emoji|Formula|TableOfContents|URL|LinkTitle|LinkLabel|Autolink|HTMLTag|Comment|ProcessingInstruction|Image|HorizontalRule)$/;

/** Returns the tree as far as a place, or what there is of it in a text that takes too long. */
export function treeTo(state: EditorState, to: number): Tree {
  return parsedTo(state, to, PARSE_WAIT_MS) ?? syntaxTree(state);
}

/** Returns the blocks with inline content that have a part between two places. */
export function textBlocks(state: EditorState, from: number, to: number): SyntaxNode[] {
  const blocks: SyntaxNode[] = [];
  treeTo(state, to).iterate({
    from,
    to,
    mode: IterMode.IgnoreMounts,
    enter: (node) => {
      if (!TEXT_BLOCK.test(node.name)) {
        return true;
      }
      if (node.from < to && node.to > from) {
        blocks.push(node.node);
      }
      return false;
    },
  });
  return blocks;
}

/** Returns whether inline markup typed at a place is none: in code, raw HTML, an address or a title. */
export function isVerbatim(state: EditorState, position: number): boolean {
  const tree = treeTo(state, position);
  for (let node: SyntaxNode | null = tree.resolveInner(position, -1); node; node = node.parent) {
    const isBlock =
      /Code$|Block$|^FrontMatter$|^LinkReference$|Rule$/.test(node.name) &&
      node.name !== 'InlineCode';
    if (VERBATIM.test(node.name) && (isBlock || (node.from < position && position < node.to))) {
      return true;
    }
    if (node.name === 'InlineCode' && node.from < position && position < node.to) {
      return true;
    }
  }
  const line = state.doc.lineAt(position);
  const first = tree.resolveInner(Math.min(line.from + 1, line.to), 0);
  return (
    (first.name === 'TableDelimiter' && first.parent?.name === 'Table') ||
    (position === 0 && tree.topNode.getChild('FrontMatter') !== null)
  );
}

/**
 * Moves the ends of a selection out of what can be formatted as a whole only, and out of marks.
 *
 * @param own the style's own nodes, which can be divided
 */
export function withinWholes(
  block: SyntaxNode,
  { from, to }: Stretch,
  own: string | undefined,
): Stretch {
  let start = Math.max(from, block.from);
  let end = Math.min(to, block.to);
  block.cursor(IterMode.IgnoreMounts).iterate((node) => {
    if (TEXT_BLOCK.test(node.name)) {
      return true;
    }
    if (node.name !== own && !isDivisible(node.node)) {
      // The text of a shortcut reference is its label, which a mark would change.
      const isAllSelected = node.name === 'Link' && from <= node.from + 1 && to >= node.to - 1;
      if (isAllSelected) {
        start = Math.min(start, node.from);
        end = Math.max(end, node.to);
        return false;
      }
      if (node.from < start && start < node.to) {
        start = node.to;
      }
      if (node.from < end && end < node.to) {
        end = node.from;
      }
      return false;
    }
    return true;
  });
  return { from: start, to: Math.max(start, end) };
}

/** Returns whether a mark can be put within a node. The text of a shortcut reference is its label. */
export function isDivisible(node: SyntaxNode): boolean {
  if (node.name === 'Link') {
    return node.getChild('URL') !== null || hasLabel(node);
  }
  return DIVISIBLE.test(node.name);
}

function hasLabel(link: SyntaxNode): boolean {
  const label = link.getChild('LinkLabel');
  return label !== null && label.to - label.from > '[]'.length;
}

/**
 * Divides a part of a block, or of an inline node, into the longest stretches that emphasis can be put
 * around: none of them has half of a node, a line end, or white space at an end.
 *
 * @param own the style's own nodes
 * @param isTakingIn whether a stretch takes in own nodes that it touches; else they are divided, too
 */
export function stretchesIn(
  state: EditorState,
  parent: SyntaxNode,
  { from, to }: Stretch,
  own: string,
  isTakingIn = true,
): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  const close = (end: number) => {
    stretches.push(...trimmedLines(state, start, end, isTakingIn ? parent.getChildren(own) : []));
  };
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
    if (child.to <= from || child.from >= to) {
      continue;
    }
    const isWhole = child.from >= from && child.to <= to;
    if (SEPARATOR.test(child.name) || (!isWhole && !(isTakingIn && child.name === own))) {
      close(Math.max(start, child.from));
      if (child.name === own || isDivisible(child)) {
        const content = contentOf(child);
        const part = { from: Math.max(from, content.from), to: Math.min(to, content.to) };
        if (part.from < part.to) {
          stretches.push(...stretchesIn(state, child, part, own, isTakingIn));
        }
      }
      start = child.to;
    }
  }
  if (start < to) {
    close(to);
  }
  return stretches;
}

/** Returns what is between the marks of a node: of a link its text. */
export function contentOf(node: SyntaxNode): Stretch {
  const marks: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name.endsWith('Mark') && child.name !== 'QuoteMark') {
      marks.push(child);
    }
  }
  const first = marks[0];
  const last = node.name === 'Link' || node.name === 'Image' ? marks[1] : marks.at(-1);
  return first === undefined || last === undefined || first === last
    ? { from: node.to, to: node.to }
    : { from: first.to, to: last.from };
}

/** Divides at line ends, drops white space at the ends, and takes in the own nodes next to each part. */
function trimmedLines(
  state: EditorState,
  from: number,
  to: number,
  own: readonly SyntaxNode[],
): Stretch[] {
  const parts: Stretch[] = [];
  for (let position = from; position < to;) {
    const line = state.doc.lineAt(position);
    const end = Math.min(line.to, to);
    const text = state.sliceDoc(position, end);
    const part = {
      from: position + text.length - text.trimStart().length,
      to: position + text.trimEnd().length,
    };
    if (part.from < part.to) {
      parts.push(withNeighbours(state, part, own));
    }
    position = line.to + 1;
  }
  const joined: Stretch[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && part.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

function withNeighbours(
  state: EditorState,
  { from, to }: Stretch,
  own: readonly SyntaxNode[],
): Stretch {
  let start = from;
  let end = to;
  const isGap = (a: number, b: number) => a >= b || /^[ \t]*$/.test(state.sliceDoc(a, b));
  for (const node of own) {
    if (
      node.from >= start && node.from <= end
        ? node.to > end
        : isGap(end, node.from) && node.from >= end
    ) {
      end = Math.max(end, node.to);
    }
  }
  for (const node of [...own].reverse()) {
    if (node.to >= start && node.from < start ? true : node.to <= start && isGap(node.to, start)) {
      start = Math.min(start, node.from);
    }
  }
  return { from: start, to: end };
}
