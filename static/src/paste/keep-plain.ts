import { isolateHistory } from '@codemirror/commands';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import type { Inserted } from './pending.js';

/** Markdown that was made of the clipboard, and the text that was on it as well. */
interface Pasted extends Inserted {
  readonly text: string;
}

const pasted = StateEffect.define<Pasted>();

/** The last paste, replaceable until the next change of the text. */
const field = StateField.define<Pasted | null>({
  create: () => null,
  update(value, { effects, docChanged }) {
    return effects.find((effect) => effect.is(pasted))?.value ?? (docChanged ? null : value);
  },
});

/**
 * Offers to have the clipboard's text instead of the Markdown that was made of it. The offer goes with the
 * next change of the text.
 */
export function offerPlain(view: EditorView, inserted: Inserted, text: string): void {
  tell(view, message('paste.converted'), {
    label: message('toolbar.keepPlain'),
    run: () => {
      view.focus();
      keepPlain(view);
    },
  });
  view.dispatch({
    effects: [
      ...(view.state.field(field, false) === undefined ? [StateEffect.appendConfig.of(field)] : []),
      pasted.of({ ...inserted, text }),
      // The message takes some of the room of the text.
      EditorView.scrollIntoView(view.state.selection.main.head),
    ],
  });
}

/** Returns whether the last change was a paste that can be replaced by its text. */
export function canKeepPlain(state: EditorState): boolean {
  return Boolean(state.field(field, false)) && !state.readOnly;
}

/** Replaces the Markdown that was just pasted by the text of the clipboard. */
export function keepPlain(view: EditorView): boolean {
  const { state } = view;
  const last = state.field(field, false);
  if (!last || state.readOnly) {
    return false;
  }
  const { from, to, behind, text } = last;
  const insert = state.toText(text);
  view.dispatch({
    changes: [{ from, to, insert }, ...(behind === undefined ? [] : [behind])],
    selection: { anchor: from + insert.length },
    userEvent: 'input.paste.converted',
    annotations: isolateHistory.of('full'),
    scrollIntoView: true,
  });
  return true;
}
