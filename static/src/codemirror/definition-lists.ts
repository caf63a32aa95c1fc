import { type Input, NodeProp, type PartialParse, type Tree, TreeFragment } from '@lezer/common';
import { tags } from '@lezer/highlight';
import type { BlockContext, LeafBlock, Line, MarkdownConfig } from '@lezer/markdown';
import { CODE_INDENT, continueIndented, opensBlock } from './block-lines.js';
import { type ParseParameters, WrappingParser } from './wrapping-parser.js';

const COLON = 58;

const OPENING = /^:[ \t]+(?=[^ \t])/;

/** The second line of a table. */
const DELIMITER_ROW = /\n[ \t]*(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*)+(?::?-+:?[ \t]*)?(?=\n|$)/;

/** A paragraph that ends, and a blank line. */
const MAX_LINE_ENDS_BETWEEN = 2;

/** The changed line, a blank one, and the one that begins details. */
const LINES_PARSED_ANEW = 3;

/** The members of the parser's context that its types leave out. */
interface Internals {
  readonly block: {
    readonly from: number;
    readonly children: readonly Tree[];
    readonly positions: readonly number[];
  };
  readonly stack: readonly { readonly type: number }[];
  readonly input: Input;
}

/** The number of containers that a line is in, which the parser's types leave out as well. */
type LineInContainers = Line & { readonly depth: number };

/**
 * The meanings of definition lists as the engine has them: a line that begins with `: `, directly below a
 * paragraph, behind one blank line, or behind another meaning, with all that is indented as far as its text. The
 * paragraph has the terms. To be parsed by `DefinitionListParser`.
 */
export const definitionLists: MarkdownConfig = {
  defineNodes: [
    {
      name: 'DefinitionDetails',
      block: true,
      composite: (_context, line, indent) => continueIndented(line, indent),
    },
    { name: 'DefinitionMark', style: tags.processingInstruction },
  ],
  // The parser keeps nothing that ends with a node of no group `Block`: an indented line may follow.
  props: [NodeProp.group.add({ DefinitionDetails: ['BlockContext'] })],
  parseBlock: [
    {
      name: 'DefinitionDetails',
      parse: parseDetails,
      endLeaf: (context, line, leaf) =>
        beginsDetails(line) && isBehindTerms(context, line as LineInContainers, leaf),
    },
  ],
};

/**
 * A grammar that `definitionLists` is configured in. A line becomes a meaning by the paragraph before it, without
 * being changed itself, so that the lines behind a change are parsed anew.
 */
export class DefinitionListParser extends WrappingParser {
  override createParse(...[input, fragments, ranges]: ParseParameters): PartialParse {
    const changes = fragments
      .filter(({ openStart }) => openStart)
      .map(({ from }) => {
        const to = endOfLines(input, from, LINES_PARSED_ANEW);
        return { fromA: from, toA: to, fromB: from, toB: to };
      });
    return this.markdown.createParse(input, TreeFragment.applyChanges(fragments, changes), ranges);
  }
}

function endOfLines(input: Input, from: number, count: number): number {
  let end = from;
  for (let lines = 0; lines < count && end < input.length; end++) {
    lines += input.read(end, end + 1) === '\n' ? 1 : 0;
  }
  return end;
}

function beginsDetails(line: Line): boolean {
  return opensBlock(line, COLON, OPENING);
}

/** Returns whether a line that begins details ends the paragraph before it. */
function isBehindTerms(context: BlockContext, line: LineInContainers, leaf: LeafBlock): boolean {
  const { stack } = context as unknown as Internals;
  if (line.depth === stack.length) {
    return !DELIMITER_ROW.test(leaf.content);
  }
  // The paragraph is in further details of a list that goes on here.
  return context.parentType(line.depth).name === 'DefinitionDetails';
}

function parseDetails(context: BlockContext, line: Line): boolean | null {
  if (!beginsDetails(line) || !mayFollow(context)) {
    return false;
  }
  const from = context.lineStart + line.pos;
  const afterMark = line.indent + 1;
  const text = line.skipSpace(line.pos + 1);
  const column = line.countIndent(text, line.pos + 1, afterMark);
  // spec, 5.2: indented code in an item begins one column behind the marker.
  const content = column - afterMark > CODE_INDENT ? afterMark + 1 : column;
  context.startComposite('DefinitionDetails', line.pos, content - line.baseIndent);
  context.addElement(context.elt('DefinitionMark', from, from + 1));
  line.moveBaseColumn(content);
  return null;
}

/** Returns whether the block before, in the same container, has the terms or another meaning of them. */
function mayFollow(context: BlockContext): boolean {
  const { block, input } = context as unknown as Internals;
  let index = block.children.length - 1;
  while (block.children[index]?.type.name === 'QuoteMark') {
    index--;
  }
  let last = block.children[index];
  const position = block.positions[index];
  if (last === undefined || position === undefined) {
    return false;
  }
  const end = block.from + position + last.length;
  while (last.type.isAnonymous && last.children.at(-1) !== undefined) {
    last = last.children.at(-1) as Tree;
  }
  switch (last.type.name) {
    case 'DefinitionDetails':
      return true;
    case 'Paragraph':
    case 'Task': {
      const between = input.read(end, context.lineStart);
      return (between.match(/\n/g)?.length ?? 0) <= MAX_LINE_ENDS_BETWEEN;
    }
    default:
      return false;
  }
}
