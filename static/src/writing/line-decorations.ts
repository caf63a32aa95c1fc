import { type Extension, type Line, RangeSetBuilder } from '@codemirror/state';
import {
  type Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/** Adds a decoration to a line, in the order of their beginnings. */
export type Decorate = (from: number, to: number, decoration: Decoration) => void;

/**
 * Decorates lines: of all, those that are drawn, because the others would cost as much as the document is
 * long.
 *
 * @param choose gives, for a view, a function that decorates a line
 * @param isConcerned whether another update than one of the text or of what is drawn changes that
 */
export function lineDecorations(
  choose: (view: EditorView) => (line: Line, add: Decorate) => void,
  isConcerned: (update: ViewUpdate) => boolean = () => false,
): Extension {
  return ViewPlugin.define(
    (view) => ({
      decorations: decorate(view, choose(view)),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged || isConcerned(update)) {
          this.decorations = decorate(update.view, choose(update.view));
        }
      },
    }),
    { decorations: ({ decorations }) => decorations },
  );
}

function decorate(
  view: EditorView,
  decorateLine: (line: Line, add: Decorate) => void,
): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const add = builder.add.bind(builder);
  let last = -1;
  for (const { from, to } of view.visibleRanges) {
    for (let position = from; position <= to;) {
      const line = view.state.doc.lineAt(position);
      // Several parts of a very long line may be visible.
      if (line.from > last) {
        decorateLine(line, add);
      }
      last = line.from;
      position = line.to + 1;
    }
  }
  return builder.finish();
}
