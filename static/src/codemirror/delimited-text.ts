import { tags } from '@lezer/highlight';
import type { MarkdownConfig } from '@lezer/markdown';
import { flanking } from './flanking.js';

/** The text beside a delimiter that decides on it, in UTF-16 code units. */
const REACH_UNITS = 256;

/** Returns whether a delimiter can open and close, by the text of its line before and behind it. */
type Judge = (before: string, after: string) => ReturnType<typeof flanking>;

/**
 * Text between two runs of a character, each as long as the delimiter. Longer ones are text.
 *
 * @param name the node's name; that of its delimiters has `Mark` behind it
 * @param before the inline parser that would take the runs for something else
 */
function delimitedText(
  name: string,
  delimiter: string,
  judge: Judge,
  before = 'Emphasis',
): MarkdownConfig {
  const mark = `${name}Mark`;
  const type = { resolve: name, mark };
  const code = delimiter.charCodeAt(0);
  return {
    defineNodes: [name, { name: mark, style: tags.processingInstruction }],
    parseInline: [
      {
        name,
        before,
        parse(context, next, position) {
          let end = position + 1;
          while (next === code && context.char(end) === code) {
            end++;
          }
          const length = end - position;
          if (next !== code || length < delimiter.length) {
            return -1;
          }
          if (length > delimiter.length) {
            // Two tildes strike through.
            return delimiter === '~' ? -1 : end;
          }
          const start = Math.max(context.offset, position - REACH_UNITS);
          const { canOpen, canClose } = judge(
            context.slice(start, position),
            context.slice(end, Math.min(context.end, end + REACH_UNITS)),
          );
          return context.addDelimiter(type, position, end, canOpen, canClose);
        },
      },
    ],
  };
}

/** No white space is between the two, as Pandoc has it: `x^2 + y^2` stays as it is. */
const circumflexes: Judge = (before, after) => ({
  // A footnote's label begins with one.
  canOpen: !before.endsWith('[') && /^(?:\\\S|[^\s^\\])+\^(?!\^)/.test(after),
  canClose: !before.endsWith('[') && /(?:^|[^^\\]|\\.)\^(?:\\\S|[^\s^\\])+$/.test(before),
});

const tildes: Judge = (before, after) => ({
  canOpen: /^(?:\\\S|[^\s~\\])+~(?!~)/.test(after),
  canClose: /(?:^|[^~\\]|\\.)~(?:\\\S|[^\s~\\])+$/.test(before),
});

export const marks = delimitedText('MarkedText', '==', flanking);
export const inserts = delimitedText('InsertedText', '++', flanking);
export const superscript = delimitedText('Superscript', '^', circumflexes);
export const subscript = delimitedText('Subscript', '~', tildes, 'Strikethrough');
