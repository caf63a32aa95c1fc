/** A replacement of one stretch of a text. Offsets are in UTF-16 code units of the text before. */
export interface TextDifference {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * The stretch in which two texts differ: all that is between what they have in common at the beginning
 * and at the end. It does not cut a surrogate pair of either text.
 *
 * @returns undefined when the texts are equal
 */
export function textDifference(before: string, after: string): TextDifference | undefined {
  if (before === after) {
    return undefined;
  }
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) {
    from++;
  }
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) {
    from--;
  }
  let to = before.length;
  let end = after.length;
  while (to > from && end > from && before.charCodeAt(to - 1) === after.charCodeAt(end - 1)) {
    to--;
    end--;
  }
  if (to < before.length && isLowSurrogate(before.charCodeAt(to))) {
    to++;
    end++;
  }
  return { from, to, insert: after.slice(from, end) };
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
