import { ChangeSet, type Text } from '@codemirror/state';
import { textDifference } from '../util/text-difference.js';

/** A stretch of lines of two texts, the ends not included. */
interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/**
 * Returns the changes that turn one text into another, in as many places as they differ: lines that occur
 * once in both are matched (patience diff), and in the lines between them, what differs within a line.
 * Takes time proportional to the lengths, apart from the sorting of matches, however different the texts are.
 */
export function lineDifference(before: Text, after: Text): ChangeSet {
  const a = new Lines(before.toJSON());
  const b = new Lines(after.toJSON());
  const gaps: Stretch[] = [];
  findGaps(
    a.lines,
    b.lines,
    { fromA: 0, toA: a.lines.length, fromB: 0, toB: b.lines.length },
    gaps,
  );
  const changes = gaps.flatMap((gap) => replacements(a, b, gap));
  return ChangeSet.of(changes, before.length);
}

class Lines {
  readonly lines: readonly string[];
  /** The offset of each line, and one past the end of the text. */
  readonly #starts: number[];
  readonly #text: string;

  constructor(lines: readonly string[]) {
    this.lines = lines;
    this.#text = lines.join('\n');
    this.#starts = [0];
    let offset = 0;
    for (const line of lines) {
      offset += line.length + 1;
      this.#starts.push(offset);
    }
  }

  /** Offsets of a stretch of lines with the line feed of each; at the end of the text, with that before it. */
  range(from: number, to: number): [number, number] {
    const start = this.#starts[from] ?? 0;
    const end = this.#starts[to] ?? 0;
    return to === this.lines.length ? [Math.max(start - 1, 0), this.#text.length] : [start, end];
  }

  slice([from, to]: readonly [number, number]): string {
    return this.#text.slice(from, to);
  }
}

/** Adds the stretches of `stretch` that no lines in common cover. */
function findGaps(
  a: readonly string[],
  b: readonly string[],
  stretch: Stretch,
  gaps: Stretch[],
): void {
  let { fromA, toA, fromB, toB } = stretch;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA++;
    fromB++;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
  }
  if (fromA === toA && fromB === toB) {
    return;
  }
  const anchors =
    fromA === toA || fromB === toB
      ? []
      : increasing(uniqueMatches(a, b, { fromA, toA, fromB, toB }));
  if (anchors.length === 0) {
    gaps.push({ fromA, toA, fromB, toB });
    return;
  }
  for (const [atA, atB] of [...anchors, [toA, toB] as const]) {
    findGaps(a, b, { fromA, toA: atA, fromB, toB: atB }, gaps);
    fromA = Math.min(atA + 1, toA);
    fromB = Math.min(atB + 1, toB);
  }
}

/** Returns the pairs of equal lines that occur once in each of the texts, in the order of the first. */
function uniqueMatches(
  a: readonly string[],
  b: readonly string[],
  { fromA, toA, fromB, toB }: Stretch,
): [number, number][] {
  const seen = new Map<string, { a: number; b: number }>();
  // -1: not seen; -2: more than once.
  for (let i = fromA; i < toA; i++) {
    const line = a[i] ?? '';
    const known = seen.get(line);
    seen.set(line, { a: known === undefined ? i : -2, b: -1 });
  }
  for (let i = fromB; i < toB; i++) {
    const known = seen.get(b[i] ?? '');
    if (known !== undefined) {
      known.b = known.b === -1 ? i : -2;
    }
  }
  return [...seen.values()].flatMap(({ a: atA, b: atB }): [number, number][] =>
    atA >= 0 && atB >= 0 ? [[atA, atB]] : [],
  );
}

/** Returns the longest subsequence whose second numbers increase. The first ones do. */
function increasing(pairs: readonly [number, number][]): [number, number][] {
  /** For each length, the index of the pair with the least second number that ends such a subsequence. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  const second = (index: number | undefined) => pairs[index ?? -1]?.[1] ?? -1;
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (second(ends[middle]) < pair[1]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const result: [number, number][] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) {
    const pair = pairs[index];
    if (pair !== undefined) {
      result.push(pair);
    }
  }
  return result.reverse();
}

function replacements(
  a: Lines,
  b: Lines,
  { fromA, toA, fromB, toB }: Stretch,
): { from: number; to: number; insert: string }[] {
  const count = toA - fromA;
  // As many lines as before have most likely been edited one by one.
  const pairs =
    count > 1 && count === toB - fromB
      ? Array.from(
          { length: count },
          (_, i) => [fromA + i, fromA + i + 1, fromB + i, fromB + i + 1] as const,
        )
      : [[fromA, toA, fromB, toB] as const];
  return pairs.flatMap(([startA, endA, startB, endB]) => {
    if (pairs.length > 1 && a.lines[startA] === b.lines[startB]) {
      return [];
    }
    const range = a.range(startA, endA);
    const difference = textDifference(a.slice(range), b.slice(b.range(startB, endB)));
    return difference === undefined
      ? []
      : {
          from: range[0] + difference.from,
          to: range[0] + difference.to,
          insert: difference.insert,
        };
  });
}
