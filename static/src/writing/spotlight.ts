import type { Extension, Text } from '@codemirror/state';
import { Decoration } from '@codemirror/view';
import { lineDecorations } from './line-decorations.js';

/** The distance from the selection within which its paragraph is looked for: some screens. */
const REACH_LINES = 200;

const dimmed = Decoration.line({ class: 'cm-dimmed' });

/** Dims what is not in the paragraph of the selection. */
export const spotlight: Extension = lineDecorations(
  ({
    state: {
      doc,
      selection: { main },
    },
  }) => {
    const selected = { first: doc.lineAt(main.from).number, last: doc.lineAt(main.to).number };
    const { first, last } = paragraphAround(doc, selected, {
      first: Math.max(selected.first - REACH_LINES, 1),
      last: Math.min(selected.last + REACH_LINES, doc.lines),
    });
    return ({ number, from }, add) => {
      if (number < first || number > last) {
        add(from, from, dimmed);
      }
    };
  },
  ({ selectionSet }) => selectionSet,
);

/** Lines of a text by their numbers, the first of the text being 1. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines without an empty one between them that lead on from some lines, in both directions.
 *
 * @param within where to look, which may end in the middle of a paragraph: the rest is out of view
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
