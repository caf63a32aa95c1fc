/** How a file ends its lines. */
export type LineEnding = '\n' | '\r\n' | '\r';

const LINE_ENDINGS = /\r\n?|\n/g;

/** The line ending that most lines have; of as many, the one that comes first; a line feed where there is none. */
export function lineEndingOf(text: string): {
  readonly ending: LineEnding;
  readonly mixed: boolean;
} {
  const counts = new Map<LineEnding, number>();
  for (const [ending] of text.matchAll(LINE_ENDINGS)) {
    counts.set(ending as LineEnding, (counts.get(ending as LineEnding) ?? 0) + 1);
  }
  let most: LineEnding = '\n';
  for (const [ending, count] of counts) {
    if (count > (counts.get(most) ?? 0)) {
      most = ending;
    }
  }
  return { ending: most, mixed: counts.size > 1 };
}

/** The text with one line ending everywhere. */
export function withLineEnding(text: string, ending: LineEnding): string {
  return text.replace(LINE_ENDINGS, ending);
}
