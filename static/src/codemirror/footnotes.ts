import { NodeProp } from '@lezer/common';
import { tags } from '@lezer/highlight';
import { type BlockContext, InlineContext, type Line, type MarkdownConfig } from '@lezer/markdown';
import { CODE_INDENT, continueIndented } from './block-lines.js';

const BRACKET = 91;
const CLOSING_BRACKET = 93;

/** spec, 4.4: lines of a footnote behind its first are indented as code would be. */
export const FOOTNOTE_INDENT = CODE_INDENT;

const DEFINITION = /^\[\^[^\] \t]+\]:[ \t]*/;

/** spec, 6.3: a label has at most 999 characters, and no brackets but escaped ones. */
const LABEL = /^\^(?:\\[^]|[^[\]\\]){1,999}$/;
const NEXT_REFERENCE = /\[\^(?:\\[^]|[^[\]\\]){1,999}\]/y;

const TARGET = String.raw`(?:<[^<>\n]*>|(?:[^\s()<]|\([^\s()]*\))[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)`;
const TITLE = String.raw`(?:"[^"]*"|'[^']*'|\([^()]*\))`;

/** The rest of an inline link, in which the brackets are those of its text. */
const DESTINATION = new RegExp(
  String.raw`\((?:\s+${TITLE}\s*|\s*(?:${TARGET}(?:\s+(?:${TITLE}\s*)?)?)?)\)`,
  'y',
);

/**
 * Footnotes as the engine has them: `[^label]:` with blocks, of which those behind the first line are indented,
 * and references, which are text where no footnote has their label.
 */
export const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'FootnoteDefinition',
      block: true,
      composite: (_context, line) => continueIndented(line, FOOTNOTE_INDENT),
    },
    { name: 'FootnoteMark', style: tags.processingInstruction },
    { name: 'FootnoteReference', style: tags.link },
  ],
  // The parser keeps nothing that ends with a node of no group `Block`: an indented line may follow.
  props: [NodeProp.group.add({ FootnoteDefinition: ['BlockContext'] })],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      parse: parseDefinition,
      endLeaf: (_context, line) => beginsDefinition(line),
      before: 'IndentedCode',
    },
  ],
  parseInline: [{ name: 'FootnoteReference', parse: parseReference, before: 'LinkEnd' }],
};

function beginsDefinition(line: Line): boolean {
  return line.next === BRACKET && DEFINITION.test(line.text.slice(line.pos));
}

function parseDefinition(context: BlockContext, line: Line): boolean | null {
  if (line.indent >= line.baseIndent + FOOTNOTE_INDENT || !beginsDefinition(line)) {
    return false;
  }
  const opening = DEFINITION.exec(line.text.slice(line.pos))?.[0] ?? '';
  const from = context.lineStart + line.pos;
  context.startComposite('FootnoteDefinition', line.pos);
  context.addElement(context.elt('FootnoteMark', from, from + opening.trimEnd().length));
  line.moveBase(line.pos + opening.length);
  return null;
}

/** Takes a pair of brackets, where it ends, for a reference, or for text before one. */
function parseReference(context: InlineContext, next: number, position: number): number {
  const opening = next === CLOSING_BRACKET ? lastBracket(context) : null;
  const bracket = opening === null ? null : context.getDelimiterAt(opening);
  if (opening === null || bracket === null) {
    return -1;
  }
  const end = position + 1;
  const { text, offset } = context;
  if (LABEL.test(context.slice(bracket.to, position))) {
    if (matchesAt(DESTINATION, text, end - offset)) {
      return -1;
    }
    context.takeContent(opening);
    // The exclamation mark before it makes no image.
    return context.addElement(context.elt('FootnoteReference', bracket.to - 1, end));
  }
  if (!matchesAt(NEXT_REFERENCE, text, end - offset)) {
    return -1;
  }
  // To the grammar, the next brackets would be the label of these.
  for (const element of context.takeContent(opening)) {
    context.addElement(element);
  }
  return end;
}

function lastBracket(context: InlineContext): number | null {
  const link = context.findOpeningDelimiter(InlineContext.linkStart);
  const image = context.findOpeningDelimiter(InlineContext.imageStart);
  return link === null || image === null ? (link ?? image) : Math.max(link, image);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
