import type { Text } from '@codemirror/state';

/** Lines of a text by their numbers, the first of the text being 1. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines without an empty one between them that lead on from some lines, in both directions.
 *
 * @param within where to look, which may end in the middle of a paragraph: nobody sees the rest
 * @returns lines that may reach beyond `within` as far as those given do
 */
export function paragraphAround(doc: Text, { first, last }: Lines, within: Lines): Lines {
  const isEmpty = (line: number): boolean => doc.line(line).text.trim() === '';
  // An empty line is no part of the paragraphs beside it.
  if (!isEmpty(first)) {
    while (first > within.first && !isEmpty(first - 1)) {
      first--;
    }
  }
  if (!isEmpty(last)) {
    while (last < within.last && !isEmpty(last + 1)) {
      last++;
    }
  }
  return { first, last };
}
