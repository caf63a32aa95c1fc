import { type EditorState, type Extension, type Line, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/**
 * Decorates lines: of all, those that are drawn, because the others would cost as much as the document is
 * long.
 *
 * @param choose gives, for a state, how to decorate each line
 * @param isConcerned whether another update than one of the text or of what is drawn changes that
 */
export function lineDecorations(
  choose: (state: EditorState) => (line: Line) => Decoration | undefined,
  isConcerned: (update: ViewUpdate) => boolean = () => false,
): Extension {
  return ViewPlugin.define(
    (view) => ({
      decorations: decorate(view, choose(view.state)),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged || isConcerned(update)) {
          this.decorations = decorate(update.view, choose(update.state));
        }
      },
    }),
    { decorations: ({ decorations }) => decorations },
  );
}

function decorate(
  view: EditorView,
  decorationOf: (line: Line) => Decoration | undefined,
): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let last = -1;
  for (const { from, to } of view.visibleRanges) {
    for (let position = from; position <= to;) {
      const line = view.state.doc.lineAt(position);
      // Several parts of a very long line may be visible.
      const decoration = line.from > last ? decorationOf(line) : undefined;
      if (decoration !== undefined) {
        builder.add(line.from, line.from, decoration);
      }
      last = line.from;
      position = line.to + 1;
    }
  }
  return builder.finish();
}

const autoDirection = Decoration.line({ attributes: { dir: 'auto' } });

/** Writes each line in the direction of its first letter, and moves the caret accordingly. */
export const lineDirection: Extension = [
  EditorView.perLineTextDirection.of(true),
  lineDecorations(() => () => autoDirection),
];
