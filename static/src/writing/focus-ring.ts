import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';

const setRing = StateEffect.define<boolean>();

const ring = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) =>
    effects.reduce((now, effect) => (effect.is(setRing) ? effect.value : now), value),
  provide: (field) =>
    EditorView.editorAttributes.from(field, (isShown): Record<string, string> =>
      isShown ? { 'data-ring': '' } : {},
    ),
});

/** Sees whether the focus came by Tab: its key was pressed elsewhere, and is released here. */
const arrival = ViewPlugin.define(() => ({ isNew: false }), {
  eventHandlers: {
    focus() {
      this.isNew = true;
    },
    keydown(_event, view) {
      this.isNew = false;
      show(view, false);
    },
    keyup({ key }, view) {
      if (key === 'Tab' && this.isNew) {
        show(view, true);
      }
    },
    mousedown(_event, view) {
      this.isNew = false;
      show(view, false);
    },
    blur(_event, view) {
      show(view, false);
    },
  },
});

function show(view: EditorView, isShown: boolean): void {
  if (view.state.field(ring) !== isShown) {
    view.dispatch({ effects: setRing.of(isShown) });
  }
}

/**
 * Shows a ring around a text that Tab has reached, until the next key or press: from then on, the caret tells
 * where the focus is.
 */
export const focusRing: Extension = [ring, arrival];
