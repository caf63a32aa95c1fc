import type { BlockContext, InlineContext, Line, MarkdownConfig } from '@lezer/markdown';

/**
 * The steps, from one mark to another, in which the inlines of a paragraph may be found. So many take some
 * 15 ms; a paragraph of 13 KB, as people write them, needs two million.
 */
const MOST_STEPS = 3_000_000;

/** The number of characters that are passed in the time of such a step. */
const CHARACTERS_A_STEP = 4;

/** A quote or list within this number of them is text: each is a level of the tree, and a mark of its own. */
const DEEPEST = 64;

const BACKSLASH = 92;
const LINE_FEED = 10;
const SPACE = 32;

/** The characters that may have to be paired with any other, or get a colour of their own. */
const PAIRED = /[[\]*_~&\\`<^]|==|\+\+/g;

/** The openings from which the parser may search the rest of the paragraph for the end. */
const OPENING = /[`<]|\]\(/g;

/**
 * Leaves without highlighting what would keep the writer waiting. The grammar cannot be interrupted
 * within a paragraph, and its time is quadratic in a paragraph's brackets and delimiters: 30 KB of
 * nothing else took seconds for each key.
 */
export const syntaxLimits: MarkdownConfig = {
  parseBlock: [{ name: 'DeepBlock', parse: parseDeepBlock, before: 'IndentedCode' }],
  parseInline: [
    { name: 'CostlyInlines', parse: parseCostlyInlines, before: 'Escape' },
    { name: 'HardBreak', parse: parseHardBreak },
  ],
};

/** Finds hard line breaks (spec, 6.7). The library's own parser scans a run of spaces again from each of its spaces. */
function parseHardBreak(context: InlineContext, next: number, at: number): number {
  if (next === BACKSLASH && context.char(at + 1) === LINE_FEED) {
    return context.addElement(context.elt('HardBreak', at, at + 2));
  }
  if (next !== SPACE) {
    return -1;
  }
  let end = at + 1;
  while (context.char(end) === SPACE) {
    end++;
  }
  const isBreak = end >= at + 2 && context.char(end) === LINE_FEED;
  return isBreak ? context.addElement(context.elt('HardBreak', at, end + 1)) : end;
}

/** Takes a line's content as a paragraph. */
function parseDeepBlock(context: BlockContext, line: Line): boolean {
  if (context.depth <= DEEPEST) {
    return false;
  }
  const from = context.lineStart + line.pos;
  context.addElement(context.elt('Paragraph', from, context.lineStart + line.text.length));
  context.nextLine();
  return true;
}

/** Takes a paragraph's content as text. */
function parseCostlyInlines(context: InlineContext, _next: number, at: number): number {
  return at === context.offset && areCostlyInlines(context.text) ? context.end : -1;
}

/** Returns whether the grammar may take too long for the inlines of a paragraph. */
export function areCostlyInlines(text: string): boolean {
  const searched = (count(OPENING, text) * text.length) / CHARACTERS_A_STEP;
  return count(PAIRED, text) ** 2 + searched > MOST_STEPS;
}

function count(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
