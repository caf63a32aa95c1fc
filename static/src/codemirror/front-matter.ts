import { type Input, type PartialParse, TreeFragment } from '@lezer/common';
import { tags } from '@lezer/highlight';
import type { BlockContext, Line, MarkdownConfig } from '@lezer/markdown';
import { type ParseParameters, WrappingParser } from './wrapping-parser.js';

/** The length up to which the engine searches the closing line, in UTF-16 code units. */
const MAX_UNITS = 8 * 1024;

const BYTE_ORDER_MARK = '\ufeff';
const OPENING = /^---[ \t]*$/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/;
const BLANK_OR_COMMENT = /^[ \t]*(?:#|$)/;

/** A property's key up to its colon. */
const KEY = /^(?!-)[\w.\-\u0080-\uffff]+:(?=\s|$)/;

/** The places behind the front matter that documents begin with, by their parses. */
const ends = new WeakMap<object, number>();

/**
 * Front matter as the engine has it: the lines between `---` and `---` or `...` at the start of a document,
 * if the first of them is a property. To be configured before any other parse wrapper.
 */
export const frontMatter: MarkdownConfig = {
  defineNodes: [
    { name: 'FrontMatter', block: true },
    { name: 'FrontMatterMark', style: tags.processingInstruction },
    { name: 'FrontMatterKey', style: tags.labelName },
  ],
  parseBlock: [{ name: 'FrontMatter', parse: parseFrontMatter, before: 'LinkReference' }],
  wrap: (inner, input) => {
    ends.set(inner, endOfFrontMatter(input));
    return inner;
  },
};

/**
 * A grammar that `frontMatter` is configured in. A block that does not change itself becomes front matter by
 * a line behind it, so that what a text with front matter begins with is parsed anew.
 */
export class FrontMatterParser extends WrappingParser {
  override createParse(...[input, fragments, ranges]: ParseParameters): PartialParse {
    const end = endOfFrontMatter(input);
    const reusable =
      end === 0
        ? fragments
        : TreeFragment.applyChanges(fragments, [{ fromA: 0, toA: end, fromB: 0, toB: end }]);
    // Its places count all of its text, also what need not be read.
    const [first, ...others] = ranges.filter(({ to }) => to > end);
    return this.markdown.createParse(input, reusable, [
      { from: 0, to: first?.to ?? input.length },
      ...others,
    ]);
  }
}

function parseFrontMatter(context: BlockContext, line: Line): boolean {
  const end = context.lineStart === 0 ? (ends.get(context) ?? 0) : 0;
  if (end === 0) {
    return false;
  }
  const children = [];
  while (context.lineStart < end) {
    const from = context.lineStart;
    const { text } = line;
    const key = KEY.exec(text)?.[0];
    if (from === 0 || from + text.length === end) {
      children.push(context.elt('FrontMatterMark', from, from + text.trimEnd().length));
    } else if (key !== undefined) {
      children.push(context.elt('FrontMatterKey', from, from + key.length));
    } else if (/^[ \t]*#/.test(text)) {
      children.push(context.elt('Comment', from, from + text.length));
    }
    if (!context.nextLine()) {
      break;
    }
  }
  context.addElement(context.elt('FrontMatter', 0, end, children));
  return true;
}

/** Returns the place behind the closing line of the front matter, before its line end; 0 if there is none. */
export function endOfFrontMatter(input: Pick<Input, 'length' | 'read'>): number {
  const beginning = input.read(0, Math.min(input.length, MAX_UNITS + BYTE_ORDER_MARK.length));
  const start = beginning.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const text = beginning.slice(start, start + MAX_UNITS);
  const isCut = start + text.length < input.length;
  let hasProperty = false;
  for (let from = 0; from < text.length;) {
    const lineEnd = text.indexOf('\n', from);
    const to = lineEnd < 0 ? text.length : lineEnd;
    if (lineEnd < 0 && isCut && input.read(start + to, start + to + 1) !== '\n') {
      return 0;
    }
    const line = text.slice(from, to);
    if (from === 0) {
      if (!OPENING.test(line)) {
        return 0;
      }
    } else if (CLOSING.test(line)) {
      return hasProperty ? start + to : 0;
    } else if (!hasProperty && !BLANK_OR_COMMENT.test(line)) {
      if (!KEY.test(line)) {
        return 0;
      }
      hasProperty = true;
    }
    from = to + 1;
  }
  return 0;
}
