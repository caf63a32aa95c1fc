import { tags } from '@lezer/highlight';
import { type DelimiterType, InlineContext, type MarkdownConfig } from '@lezer/markdown';

const CIRCUMFLEX = 94;
const BRACKET = 91;
const CLOSING_BRACKET = 93;

/** The opening `^[` of a footnote within the text. */
const noteStart: DelimiterType = {};

/** Footnotes within the text as the engine has them: `^[text]`, whatever is behind the bracket. */
export const inlineFootnotes: MarkdownConfig = {
  defineNodes: [
    { name: 'InlineFootnote' },
    { name: 'InlineFootnoteMark', style: tags.processingInstruction },
  ],
  parseInline: [
    { name: 'InlineFootnoteStart', parse: parseStart, before: 'InlineCode' },
    { name: 'InlineFootnoteEnd', parse: parseEnd, before: 'Link' },
  ],
};

function parseStart(context: InlineContext, next: number, position: number): number {
  return next === CIRCUMFLEX && context.char(position + 1) === BRACKET
    ? context.addDelimiter(noteStart, position, position + '^['.length, true, false)
    : -1;
}

function parseEnd(context: InlineContext, next: number, position: number): number {
  const opening = next === CLOSING_BRACKET ? lastOpening(context, noteStart) : -1;
  const bracket = context.getDelimiterAt(opening);
  if (
    bracket === null ||
    opening < lastOpening(context, InlineContext.linkStart) ||
    opening < lastOpening(context, InlineContext.imageStart)
  ) {
    return -1;
  }
  const end = position + 1;
  return context.addElement(
    context.elt('InlineFootnote', bracket.from, end, [
      context.elt('InlineFootnoteMark', bracket.from, bracket.to),
      ...context.takeContent(opening),
      context.elt('InlineFootnoteMark', position, end),
    ]),
  );
}

/** Returns whether a footnote is open at the end of what is parsed so far. */
export function isInInlineFootnote(context: InlineContext): boolean {
  return lastOpening(context, noteStart) >= 0;
}

function lastOpening(context: InlineContext, type: DelimiterType): number {
  return context.findOpeningDelimiter(type) ?? -1;
}
