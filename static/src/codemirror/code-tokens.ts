import type { Parser } from '@lezer/common';
import { highlightTree, type Tag, tagHighlighter, tags } from '@lezer/highlight';

/** The kinds of tokens that have a colour of their own. */
type TokenKind = 'comment' | 'keyword' | 'string' | 'literal' | 'type' | 'name';

export interface Token {
  readonly kind: TokenKind;
  /** Its first character and the one behind it, in UTF-16 code units from the beginning of the code. */
  readonly from: number;
  readonly to: number;
}

const KINDS: Readonly<Record<TokenKind, readonly Tag[]>> = {
  comment: [tags.comment, tags.meta, tags.processingInstruction],
  keyword: [tags.keyword, tags.self, tags.deleted],
  string: [tags.string, tags.regexp, tags.inserted, tags.special(tags.string)],
  literal: [tags.literal, tags.atom, tags.bool, tags.escape, tags.color, tags.unit],
  type: [tags.typeName, tags.className, tags.namespace],
  name: [
    tags.tagName,
    tags.attributeName,
    tags.propertyName,
    tags.labelName,
    tags.heading,
    tags.function(tags.variableName),
    tags.function(tags.propertyName),
    tags.definition(tags.variableName),
  ],
};

const highlighter = tagHighlighter(
  Object.entries(KINDS).map(([kind, tag]) => ({ tag, class: kind })),
);

/** Code that is longer, in UTF-16 code units, stays plain: to parse this takes some 10 ms, in one piece. */
export const MAX_CODE_UNITS = 20_000;

/** Returns the language of an element, as a fence names it; undefined if it is no code of a language. */
export function languageOf({ localName, className }: Element): string | undefined {
  return localName === 'code' ? /^language-(.+)/.exec(className)?.[1] : undefined;
}

/** The parts of code that have a colour, in their order, none in another. */
export function tokensOf(code: string, parser: Parser): Token[] {
  const tokens: Token[] = [];
  highlightTree(parser.parse(code), highlighter, (from, to, classes) => {
    // A node with several tags has several; the last one is that of the most specific tag.
    const kind = classes.split(' ').at(-1);
    if (isKind(kind)) {
      tokens.push({ kind, from, to });
    }
  });
  return tokens;
}

function isKind(name: string | undefined): name is TokenKind {
  return name !== undefined && name in KINDS;
}
