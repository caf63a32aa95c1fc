import { tags } from '@lezer/highlight';
import type { BlockContext, InlineContext, LeafBlock, Line, MarkdownConfig } from '@lezer/markdown';
import { matchLength } from '../util/match-length.js';
import { opensBlock } from './block-lines.js';

const DOLLAR = 36;

/** The next dollar without a backslash ends it, or it is none. */
const TEXT = /\$(?![\s$`])(?:\\[^]|[^$`\\])*(?<!\s)\$(?![\da-z$])/iy;
const CODE = /\$`(?!`)(?!\s*`\$)/y;
const END_OF_CODE = '`$';
/** Each run of dollars within can be matched in one way only: with two ways, n runs would take 2^n steps. */
const DISPLAY = /\$\$(?!\s*\$\$(?!\$))(?:\\[^]|[^$`\\]|(?:\$|\${3,})(?!\$))+\$\$(?!\$)/y;

const FENCE = /^\$\$[ \t]*$/;
/** The end of a formula that is a block of its own. */
export const FORMULA_END = /(?<![$\\])\$\$[ \t]*$/;

/** Formulas as the engine has them, in a text and in lines of their own. TeX is not parsed as Markdown. */
export const formulas: MarkdownConfig = {
  defineNodes: [
    { name: 'Formula', style: tags.monospace },
    { name: 'FormulaBlock', block: true, style: tags.monospace },
    { name: 'FormulaMark', style: tags.processingInstruction },
  ],
  parseInline: [{ name: 'Formula', parse: parseFormula, after: 'Entity' }],
  parseBlock: [
    {
      name: 'FormulaBlock',
      parse: parseBlock,
      endLeaf: (_context, line, leaf) => isFence(line) && !leavesOpen(leaf),
      before: 'FencedCode',
    },
  ],
};

function parseFormula(context: InlineContext, next: number, position: number): number {
  if (next !== DOLLAR) {
    return -1;
  }
  let end = position + 1;
  while (context.char(end) === DOLLAR) {
    end++;
  }
  const found = formulaAt(context.text, position - context.offset);
  if (found === undefined) {
    return end;
  }
  const to = position + found.units;
  return context.addElement(
    context.elt('Formula', position, to, [
      context.elt('FormulaMark', position, position + found.markUnits),
      context.elt('FormulaMark', to - found.markUnits, to),
    ]),
  );
}

/** Returns the length of the formula that begins with the dollar at a place, and of its marks; undefined if none does. */
export function formulaAt(
  text: string,
  at: number,
): { readonly units: number; readonly markUnits: number } | undefined {
  let dollars = 0;
  while (text.charCodeAt(at + dollars) === DOLLAR) {
    dollars++;
  }
  const isWithinWord = /[\da-z]/i.test(text.charAt(at - 1));
  if (dollars > 2 || (dollars === 1 && isWithinWord)) {
    return undefined;
  }
  const code = dollars === 1 ? endOfCode(text, at) - at : 0;
  const units = code > 0 ? code : matchLength(dollars === 1 ? TEXT : DISPLAY, text, at);
  return units > 0 ? { units, markUnits: code > 0 ? 2 : dollars } : undefined;
}

/** The last text that has no end of code from a place on, so that it is not searched again for each dollar. */
let withoutEnd = { text: '', from: 0 };

/** Returns the end of the formula whose opening has a backtick, or -1. */
function endOfCode(text: string, at: number): number {
  const from = at + '$`a'.length;
  const isKnown = from >= withoutEnd.from && text === withoutEnd.text;
  if (isKnown || matchLength(CODE, text, at) === 0) {
    return -1;
  }
  const end = text.indexOf(END_OF_CODE, from);
  if (end < 0) {
    withoutEnd = { text, from };
  }
  return end < 0 ? -1 : end + END_OF_CODE.length;
}

function isFence(line: Line): boolean {
  return opensBlock(line, DOLLAR, FENCE);
}

/** Returns whether dollars behind a paragraph rather end a formula that began within a line of it. */
function leavesOpen({ content }: LeafBlock): boolean {
  const fences = content.match(/\\[^]|\$+/g)?.filter((run) => run === '$$') ?? [];
  return fences.length % 2 > 0;
}

function parseBlock(context: BlockContext, line: Line): boolean {
  if (!isFence(line)) {
    return false;
  }
  const from = context.lineStart + line.pos;
  const parents = Array.from({ length: context.depth }, (_, depth) => context.parentType(depth));
  const quotes = parents.filter(({ name }) => name === 'Blockquote').length;
  const hasItem = parents.some(({ name }) => /^(?:ListItem|FootnoteDefinition)$/.test(name));
  const { baseIndent } = line;
  // The parser closes containers later.
  const isInContainers = () =>
    line.markers.length === quotes && (!hasItem || line.next < 0 || line.baseIndent >= baseIndent);
  const children = [context.elt('FormulaMark', from, from + '$$'.length)];
  let to = from + '$$'.length;
  while (context.nextLine() && isInContainers()) {
    children.push(...line.markers);
    to = context.lineStart + line.text.length;
    const closing = FORMULA_END.exec(line.text.slice(line.basePos));
    if (closing !== null) {
      const start = context.lineStart + line.basePos + closing.index;
      children.push(context.elt('FormulaMark', start, start + '$$'.length));
      context.nextLine();
      break;
    }
  }
  context.addElement(context.elt('FormulaBlock', from, to, children));
  return true;
}
