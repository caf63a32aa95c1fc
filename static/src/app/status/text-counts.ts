import { proseOf } from '../../codemirror/prose.js';
import type { Extension } from '../../engine/api.js';
import { withoutDataAddresses } from '../../util/data-addresses.js';

/** The counts of a text. */
export interface TextCounts {
  /** The words that the rendered document shows: marks and addresses do not count. */
  readonly words: number;
  /**
   * Code points, so that an emoji often counts as one, where it is two code units. Long `data:` URLs do not
   * count.
   */
  readonly characters: number;
}

/**
 * Reading speed in words per minute, silently, in English non-fiction: M. Brysbaert, How many
 * words do we read per minute?, Journal of Memory and Language 109 (2019),
 * https://doi.org/10.1016/j.jml.2019.104047.
 */
const READING_WORDS_PER_MINUTE = 238;

/** Letters of scripts without spaces between words. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}々ー';

/** Matches a run in a script without spaces, possibly of several words; or a word of any other script. */
const WORDS = new RegExp(
  // eslint-disable-next-line regexp/no-super-linear-move -- Each run is a match, so that no part of it is tried again.
  `([${UNSPACED}][${UNSPACED}\\p{M}]*)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}'’_-])*`,
  'gu',
);

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Undefined in browsers too old for the engine, where the server renders: there such runs do not count. */
const segmenter = (Intl as { Segmenter?: typeof Intl.Segmenter }).Segmenter;
const words = segmenter && new segmenter(undefined, { granularity: 'word' });

/** The number of words, or of surrogate pairs, counted in one step: well below a millisecond. */
const STEP_WORDS = 200;

/** The number of runs without spaces that are cached: those of a book. */
const MOST_KNOWN = 100_000;

/**
 * Counts in steps, so that the caller can do other work in between.
 *
 * @param known the number of words in runs without spaces. Segmenting 1 MB takes three seconds, so it is
 *   cached from one count to the next.
 * @param extensions of the document
 */
export function* countText(
  text: string,
  known = new Map<string, number>(),
  extensions: ReadonlySet<Extension> = new Set(),
): Generator<undefined, TextCounts> {
  // The grammar would read a picture of some megabytes in one step.
  const shown = withoutDataAddresses(text);
  yield;
  const prose = yield* proseOf(shown, extensions);
  // Each count has its own stateful expression: another one may be in progress.
  const all = new RegExp(WORDS);
  let counted = 0;
  let matches = 0;
  for (let match = all.exec(prose); match !== null; match = all.exec(prose)) {
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
  const own = withoutDataAddresses(text, '');
  let characters = own.length;
  const pairs = new RegExp(SURROGATE_PAIR);
  while (pairs.test(own)) {
    if (--characters % STEP_WORDS === 0) {
      yield;
    }
  }
  return { words: counted, characters };
}

/** Returns the time to read that many words, in minutes, at least one. */
export function readingTime(words: number): number {
  return Math.max(Math.round(words / READING_WORDS_PER_MINUTE), 1);
}
