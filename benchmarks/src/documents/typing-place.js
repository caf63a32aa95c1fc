import { chunksOf } from './chunks.js';

/** The paragraph at whose end the keys are typed; it stands before the heading nearest to the middle. */
export const TYPING_PLACE = 'Typing happens here';

/** The last paragraph: when the preview shows it, the whole document has been rendered. */
export const LAST_WORDS = 'Here the document ends';

/**
 * A document with a paragraph to type in and a mark at the end.
 *
 * @param {string} markdown
 * @returns {string}
 */
export function withTypingPlace(markdown) {
  const chunks = chunksOf(markdown);
  const middle = chunks.length / 2;
  let place = 1;
  chunks.forEach((chunk, i) => {
    if (/^#{1,6} /.test(chunk) && Math.abs(i - middle) < Math.abs(place - middle)) {
      place = i;
    }
  });
  return (
    [...chunks.slice(0, place), TYPING_PLACE, ...chunks.slice(place), LAST_WORDS].join('\n\n') +
    '\n'
  );
}
