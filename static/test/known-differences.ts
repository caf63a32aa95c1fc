/**
 * A reason why an oracle differs from the engine, with the verdict of the specification: of
 * CommonMark 0.31.2, and for its extensions of GFM 0.29, or of GitHub's cmark-gfm where GFM does not
 * say.
 */
export interface KnownDifference {
  readonly name: string;
  readonly verdict: string;

  /** Takes the reason away: rewritten, a document has the same HTML with both. */
  rewrite(source: string): string;
}

const ASTRAL: KnownDifference = {
  name: 'symbols outside the Basic Multilingual Plane',
  verdict:
    'engine: §2.1, a Unicode punctuation character is a code point of the categories P or S; JavaScript looks at half of one',
  rewrite: (source) => source.replace(/[\u{10000}-\u{10ffff}]/gu, '€'),
};

/** Differences between the engine and commonmark.js. */
export const COMMONMARK_DIFFERENCES: readonly KnownDifference[] = [
  ASTRAL,
  {
    name: 'Unicode white space around a paragraph',
    verdict:
      'engine: §4.8, initial and final spaces or tabs are stripped; JavaScript’s trim takes more',
    rewrite: (source) => source.replaceAll('\u00a0', 'é'),
  },
  {
    name: 'tabs in definitions',
    verdict: 'engine: §4.7, “optional spaces or tabs” behind the colon and behind the destination',
    rewrite: (source) => (source.includes(']:') ? source.replaceAll('\t', ' ') : source),
  },
  {
    name: 'raw HTML in the text of an image',
    verdict: 'either: §6.4 only recommends “the plain string content”',
    rewrite: (source) => source.replace(/<(?=[/?!a-z])/gi, '('),
  },
];

/** Differences between the engine and micromark, in documents that commonmark.js cannot judge. */
export const GFM_DIFFERENCES: readonly KnownDifference[] = [
  ASTRAL,
  {
    name: 'box before a line ending',
    verdict: 'engine: §5.3 wants white space before other content; cmark-gfm makes none either',
    rewrite: (source) => source.replace(/(\[[ \txX]\])[ \t]*$/gm, '$1.'),
  },
  {
    name: 'box in a paragraph behind definitions, or behind an empty item',
    verdict: 'engine: §5.3, in the paragraph that an item begins with',
    rewrite: (source) =>
      source.replace(/\]:/g, ']').replace(/([-+*]|\d[.)])[ \t]*\n([ \t>]*)\[/g, '$1 a\n$2('),
  },
  {
    name: 'list within a container that follows a paragraph',
    verdict:
      'engine: §5.3, the rules for interrupting a paragraph are for lists in the paragraph’s own container',
    rewrite: (source) =>
      source.replace(/\d+([.)])/g, '1$1').replace(/([-+*]|1[.)])[ \t]*$/gm, '$1 a'),
  },
  {
    name: 'tag alone on a line that continues a paragraph lazily',
    verdict: 'engine: §4.6, HTML of kind 7 interrupts no paragraph',
    rewrite: (source) => source.replace(/<(?=\/?[a-z])/gi, '('),
  },
  {
    name: 'backslash before an escaped pipe',
    verdict: 'engine: cmark-gfm replaces each backslash with a pipe behind it, and nothing else',
    rewrite: (source) => source.replace(/\\+\|/g, '\\|'),
  },
  {
    name: 'pipe alone',
    verdict: 'engine: cmark-gfm ends the table',
    rewrite: (source) => source.replace(/^(.*?[ \t>])?\|[ \t]*$/gm, '$1|a|'),
  },
  {
    name: 'header row that is indented as code would be',
    verdict: 'engine: §4.4, in a paragraph such a line is text; so it is to cmark-gfm',
    rewrite: (source) => source.replaceAll('\t', ' ').replace(/ {2,}/g, ' '),
  },
  {
    name: 'white space in the last line',
    verdict: 'engine: §4.5, a line of code fences is content though it has no line ending',
    rewrite: (source) => source.trimEnd(),
  },
  {
    name: 'blank line or item that ends a container with open code fences',
    verdict: 'engine: §4.5, the content is all lines until the end of the containing block',
    rewrite: (source) =>
      /```|~~~/.test(source)
        ? source
            .replace(/^([ \t>]*)$/gm, '$1a')
            .replace(/^[ \t]*(?:[-+*]|\d+[.)])(?=[ \t]|$)/gm, 'x')
        : source,
  },
  {
    name: 'long runs of asterisks and underscores, used in part',
    verdict: 'engine: §6.2, rule 9 counts the characters of the whole runs; so does cmark-gfm',
    rewrite: (source) => source.replace(/\*{3,}/g, '**').replace(/_{3,}/g, '__'),
  },
  {
    name: 'white space that a line of code begins with',
    verdict: 'engine: §4.8, it is stripped from each line of a paragraph',
    rewrite: (source) => source.replace(/\n[ \t]+/g, '\n'),
  },
  {
    name: 'emphasis between strikethrough and a letter',
    verdict:
      'engine: §6.2, a tilde is punctuation, with a letter behind it or not; GitHub and micromark differ from each other',
    rewrite: (source) => source.replace(/(?<=[*_])~+|~+(?=[*_])/g, 'x'),
  },
  {
    name: 'blank line behind a list in a quote',
    verdict:
      'engine: §5.3, a list is loose by blank lines between its items and their blocks; commonmark.js agrees without Unicode white space',
    rewrite: (source) => source.replaceAll('\u00a0', 'é'),
  },
  {
    name: 'CommonMark beside boxes and strikethrough',
    verdict: 'engine: commonmark.js agrees once these are text',
    rewrite: (source) =>
      source.replace(/\[([ \txX])\]/g, '($1)').replace(/(?<!~)~{1,2}(?!~)/g, 'x'),
  },
];

const DEFINITIONS_BEFORE_DELIMITERS = 'definitions before a delimiter row';

/** Differences between the engine and cmark-gfm 0.29.0.gfm.6, in documents that commonmark.js cannot judge. */
export const CMARK_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'box of an item that does not begin its line',
    verdict:
      'engine: §5.3, in the paragraph that an item begins with; cmark-gfm looks at the start of the line',
    rewrite: (source) =>
      source.replace(/\[([ xX])\]/g, (box, mark: string, at: number) => {
        const before = source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
        return /^[ \t]*(?:[-+*]|\d+[.)])[ \t]+$/.test(before) ? box : `(${mark})`;
      }),
  },
  {
    name: 'declarations, comments and processing instructions of raw HTML',
    verdict:
      'engine: §6.6 of CommonMark 0.31.2; cmark-gfm has those of 0.29, and no question mark before the last',
    rewrite: (source) => source.replace(/<(?=[!?])/gi, '('),
  },
  {
    name: 'symbols that are not of ASCII',
    verdict: 'engine: §2.1 of CommonMark 0.31.2, punctuation by §2.1 of 0.29 are none',
    rewrite: (source) => source.replace(/(?![\0-\x7f])\p{S}/gu, '“'),
  },
  {
    name: 'box with nothing but a space behind it',
    verdict: 'engine: §5.3 wants white space before other content',
    rewrite: (source) => source.replace(/(\[[ \txX]\])[ \t]*$/gm, '$1.'),
  },
  {
    name: 'box before what is no paragraph in the end',
    verdict: 'engine: §5.3, the first block of the item is a paragraph',
    rewrite: (source) => source.replace(/\[([ xX])\]/g, '($1)'),
  },
  {
    name: 'tag alone on a line that continues a paragraph lazily',
    verdict: 'engine: §4.6, HTML of kind 7 interrupts no paragraph',
    rewrite: (source) => source.replace(/<(?=\/?[a-z])/gi, '('),
  },
  {
    name: 'escaped pipe in the paragraph before a table',
    verdict: 'engine: §4.10, in the cells of a table',
    rewrite: (source) => source.replace(/\\+\|/g, 'x'),
  },
  {
    name: DEFINITIONS_BEFORE_DELIMITERS,
    verdict: 'engine: §4.7, a definition is neither text nor the header row of a table',
    rewrite: (source) => source.replace(/\]:/g, ']'),
  },
  {
    name: 'white space behind a backslash that ends its line',
    verdict: 'engine: §6.7, spaces at the beginning of the next line are ignored',
    rewrite: (source) => source.replace(/\\\n/g, 'x\n'),
  },
  {
    name: 'emphasis beside tildes',
    verdict:
      'engine: §6.2, a tilde is punctuation; GitHub looks past it at the character behind, letter or not',
    rewrite: (source) => source.replace(/(?<=[*_])~+|~+(?=[*_])/g, 'x'),
  },
  {
    name: 'tildes of another number between two of a pair',
    verdict: 'engine: §6.5, text wrapped in a matching pair',
    rewrite: (source) => source.replace(/\\~|(?<!~)~(?!~)/g, 'x'),
  },
  {
    name: 'code span behind backticks that have no counterpart',
    verdict: 'engine: §6.1, the second of equally long backtick strings ends it',
    rewrite: (source) => source.replace(/`{2,}/g, 'x'),
  },
  {
    name: 'backslash before an ampersand, behind a code fence',
    verdict: 'engine: §2.4, a backslash escapes it',
    rewrite: (source) => source.replaceAll('\\&', 'x'),
  },
  {
    name: 'white space that a line of code begins with',
    verdict: 'engine: §4.8, it is stripped from each line of a paragraph',
    rewrite: (source) => source.replace(/\n[ \t]+/g, '\n'),
  },
  {
    name: 'destination with a parenthesis that is not closed',
    verdict: 'engine: §6.3, parentheses are balanced or escaped',
    rewrite: (source) => source.replaceAll('](', ']'),
  },
  {
    name: 'code fence behind a part of a tab',
    verdict: 'engine: §4.5, as many columns as the fence is indented by',
    rewrite: (source) => source.replaceAll('\t', '  '),
  },
  {
    name: 'paragraph of an item before a table',
    verdict: 'engine: §5.3, the list is tight without blank lines',
    rewrite: (source) => source.replace(/^[ \t>]*[|:-][|: \t-]*$/gm, 'x'),
  },
];

/** Differences between the engine and cmark-gfm with links from bare addresses. */
export const AUTOLINK_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'underscore in a domain',
    verdict:
      'engine: §6.9, none is in the last two segments; cmark-gfm leaves out the last character of a text',
    rewrite: (source) => source.replaceAll('_', 'x'),
  },
  {
    name: 'address of e-mail directly behind another',
    verdict: 'either: §6.9 does not say where the second begins',
    rewrite: (source) => source.replace(/(?<=@\S*)@/g, 'x'),
  },
  {
    name: 'reference to a character in an address between angle brackets',
    verdict:
      'either: §2.5 has references in URLs; of the reference implementations, cmark decodes them there, and commonmark.js does not',
    rewrite: (source) => source.replaceAll('&', '+'),
  },
];

/** Differences between the engine and cmark-gfm with footnotes. */
export const FOOTNOTE_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'label with more than letters that has no definition',
    verdict:
      'engine: without a footnote it is text as any other, as in GitHub’s micromark; cmark-gfm leaves all of it as written',
    rewrite: (source) => source.replace(/\[\^(?![a-zA-Z]+\])/g, '[x'),
  },
  {
    name: 'reference within a footnote',
    verdict:
      'engine: a footnote is shown, and numbered, where a reader meets the first reference to it; cmark-gfm counts those in footnotes that are not shown, and where they are defined',
    rewrite: (source) =>
      source.replace(/\[\^/g, (opening, at: number) => {
        const isInFootnote = /\[\^\w+\]:.*(?:\n.+)*\n?$/.test(source.slice(0, at));
        const isDefinition =
          /(?:^|\n)(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t])*$/.test(source.slice(0, at)) &&
          /^\[\^\w+\]:/.test(source.slice(at));
        return isInFootnote && !isDefinition ? '[x' : opening;
      }),
  },
  {
    name: 'empty footnote in a list',
    verdict: 'engine: §5.3, the list is tight without blank lines',
    rewrite: (source) => source.replace(/(\[\^\w+\]:)[ \t]*$/gm, '$1 x'),
  },
  {
    name: 'definition of a link whose destination has a parenthesis',
    verdict: 'engine: §6.3, parentheses are balanced or escaped',
    rewrite: (source) => source.replace(/(?<!\[\^\w+)\]:/g, ']'),
  },
  ...CMARK_DIFFERENCES.filter(({ name }) => name !== DEFINITIONS_BEFORE_DELIMITERS),
];
