import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator, ViewPlugin, WidgetType } from '@codemirror/view';

/** The number of marks of a run that are drawn; as in allow-list.json, which gives the reason. */
const MAX_DRAWN_MARKS = 100;

/** Stands for the marks of a run that are not drawn, and says how many they are. */
class HiddenMarks extends WidgetType {
  readonly #count: number;

  constructor(count: number) {
    super();
    this.#count = count;
  }

  override eq(other: HiddenMarks): boolean {
    return other.#count === this.#count;
  }

  override toDOM(): HTMLElement {
    const widget = document.createElement('span');
    widget.className = 'cm-specialChar';
    widget.textContent = `+${String(this.#count)}`;
    return widget;
  }
}

const decorator = new MatchDecorator({
  // eslint-disable-next-line regexp/no-super-linear-move -- A run that is no match is short.
  regexp: new RegExp(`\\p{M}{${String(MAX_DRAWN_MARKS + 1)},}`, 'gu'),
  decorate: (add, from, to, [run]) => {
    const marks = Array.from(run);
    const start = from + marks.slice(0, MAX_DRAWN_MARKS).join('').length;
    add(start, to, Decoration.replace({ widget: new HiddenMarks(marks.length - MAX_DRAWN_MARKS) }));
  },
});

/** Draws long runs of combining marks in part. The text keeps them. */
export const combiningMarks: Extension = ViewPlugin.define(
  (view) => ({
    decorations: decorator.createDeco(view),
    update(update) {
      this.decorations = decorator.updateDeco(update, this.decorations);
    },
  }),
  {
    decorations: ({ decorations }) => decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  },
);
