/** What a text has. */
export interface TextCounts {
  readonly words: number;
  /** Of Unicode, so that an emoji is often one, where it is two code units. */
  readonly characters: number;
}

/**
 * How many words are read in a minute, silently, in English prose that is no fiction: M. Brysbaert, How many
 * words do we read per minute?, Journal of Memory and Language 109 (2019),
 * https://doi.org/10.1016/j.jml.2019.104047.
 */
const READING_WORDS_PER_MINUTE = 238;

/** Letters of scripts that have no spaces between words. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}々ー';

/** A stretch without spaces, of several words perhaps; or a word of any other script. */
const WORDS = new RegExp(
  `([${UNSPACED}][${UNSPACED}\\p{M}]*)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}'’_-])*`,
  'gu',
);

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Undefined in browsers too old for the engine, which the server renders for: there such stretches do not count. */
const segmenter = (Intl as { Segmenter?: typeof Intl.Segmenter }).Segmenter;
const words = segmenter && new segmenter(undefined, { granularity: 'word' });

/** How many words, or characters outside of the first plane, are counted in one go: well below a millisecond. */
const STEP_WORDS = 200;

/** How many stretches without spaces are remembered: those of a book. */
const MOST_KNOWN = 100_000;

/**
 * Counts in steps, for whoever wants to do something else in between.
 *
 * @param known how many words stretches without spaces have. To find that out takes three seconds for 1 MB,
 *   so it is remembered from one count to the next.
 */
export function* countText(
  text: string,
  known = new Map<string, number>(),
): Generator<undefined, TextCounts> {
  // Each with its own expression: another count may be under way.
  const all = new RegExp(WORDS);
  let counted = 0;
  let matches = 0;
  for (let match = all.exec(text); match !== null; match = all.exec(text)) {
    const [, unspaced] = match;
    if (unspaced === undefined) {
      counted++;
    } else {
      let here = known.get(unspaced);
      if (here === undefined) {
        here = 0;
        for (const { isWordLike } of words?.segment(unspaced) ?? []) {
          if (isWordLike === true && ++here % STEP_WORDS === 0) {
            yield;
          }
        }
        if (known.size >= MOST_KNOWN) {
          known.clear();
        }
        known.set(unspaced, here);
      }
      counted += here;
    }
    if (++matches % STEP_WORDS === 0) {
      yield;
    }
  }
  let characters = text.length;
  const pairs = new RegExp(SURROGATE_PAIR);
  while (pairs.test(text)) {
    if (--characters % STEP_WORDS === 0) {
      yield;
    }
  }
  return { words: counted, characters };
}

/** How long it takes to read so many words, in minutes, at least one. */
export function readingTime(words: number): number {
  return Math.max(Math.round(words / READING_WORDS_PER_MINUTE), 1);
}
