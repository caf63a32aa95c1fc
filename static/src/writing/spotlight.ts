import type { Extension } from '@codemirror/state';
import { Decoration } from '@codemirror/view';
import { lineDecorations } from './line-decorations.js';
import { paragraphAround } from './paragraph.js';

/** How many lines before and behind the selection its paragraph can have: some screens full. */
const REACH = 200;

const dimmed = Decoration.line({ class: 'cm-dimmed' });

/** Dims what is not in the paragraph of the selection. */
export const spotlight: Extension = lineDecorations(
  ({ doc, selection: { main } }) => {
    const selected = { first: doc.lineAt(main.from).number, last: doc.lineAt(main.to).number };
    const { first, last } = paragraphAround(doc, selected, {
      first: Math.max(selected.first - REACH, 1),
      last: Math.min(selected.last + REACH, doc.lines),
    });
    return ({ number }) => (number < first || number > last ? dimmed : undefined);
  },
  ({ selectionSet }) => selectionSet,
);
