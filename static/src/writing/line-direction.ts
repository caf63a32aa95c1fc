import { type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const autoDirection = Decoration.line({ attributes: { dir: 'auto' } });

/** Writes each line in the direction of its first letter, and moves the caret accordingly. */
export const lineDirection: Extension = [
  EditorView.perLineTextDirection.of(true),
  ViewPlugin.define((view) => new LineDirections(view), {
    decorations: ({ decorations }) => decorations,
  }),
];

/** On the lines that are drawn; the others would cost as much as the document is long. */
class LineDirections {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = decorate(view);
  }

  update({ docChanged, viewportChanged, view }: ViewUpdate): void {
    if (docChanged || viewportChanged) {
      this.decorations = decorate(view);
    }
  }
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let last = -1;
  for (const { from, to } of view.visibleRanges) {
    for (let position = from; position <= to;) {
      const line = view.state.doc.lineAt(position);
      // Of a very long line, several parts may be visible.
      if (line.from > last) {
        builder.add(line.from, line.from, autoDirection);
        last = line.from;
      }
      position = line.to + 1;
    }
  }
  return builder.finish();
}
