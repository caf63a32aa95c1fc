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
    verdict: 'engine: cmark-gfm makes none, and §5.3 wants white space before other content',
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
      'engine: §6.2, a tilde is punctuation; GitHub looks past it, and the grammar of the editor cannot',
    rewrite: (source) => source.replace(/(?<=[*_])~+|~+(?=[*_])/g, 'x'),
  },
  {
    name: 'CommonMark beside boxes and strikethrough',
    verdict: 'engine: commonmark.js agrees once these are text',
    rewrite: (source) =>
      source.replace(/\[([ \txX])\]/g, '($1)').replace(/(?<!~)~{1,2}(?!~)/g, 'x'),
  },
];
