import { eastAsianWidth } from 'get-east-asian-width';

/** Undefined in browsers older than Firefox 125, where joined emoji count one by one. */
const segmenter = (Intl as { Segmenter?: typeof Intl.Segmenter }).Segmenter;
const graphemes = segmenter && new segmenter(undefined, { granularity: 'grapheme' });

/** Marks, variation selectors, joiners and other characters without a width of their own. */
const NO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}]$/u;

const EMOJI_STYLE = '\ufe0f';
const TEXT_STYLE = '\ufe0e';
const FLAG = /^\p{Regional_Indicator}{2}/u;

/** Sound marks of halfwidth katakana: in a column of their own, but of the letter's grapheme. */
const HALFWIDTH_SOUND_MARKS = /[\uff9e\uff9f]/g;

/** Returns the number of columns of a text in a monospaced font (Unicode Standard Annex #11). */
export function widthOf(text: string): number {
  // Most cells are ASCII.
  if (/^[ -~]*$/.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const grapheme of graphemes === undefined ? text : segments(graphemes, text)) {
    width += graphemeWidth(grapheme);
  }
  return width;
}

function* segments(by: Intl.Segmenter, text: string): Generator<string> {
  for (const { segment } of by.segment(text)) {
    yield segment;
  }
}

function graphemeWidth(grapheme: string): number {
  const [first = ''] = grapheme;
  const soundMarks = grapheme.slice(first.length).match(HALFWIDTH_SOUND_MARKS)?.length ?? 0;
  if (NO_WIDTH.test(first)) {
    return soundMarks;
  }
  if (grapheme.includes(EMOJI_STYLE) || FLAG.test(grapheme)) {
    return 2;
  }
  return grapheme.includes(TEXT_STYLE) ? 1 : eastAsianWidth(first.codePointAt(0) ?? 0) + soundMarks;
}
