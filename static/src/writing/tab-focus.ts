import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { type Command, EditorView } from '@codemirror/view';
import { tell } from '../codemirror/tell.js';
import { shortcutLabel } from '../keys/shortcut.js';
import { message } from '../language/catalogue.js';

/** As VS Code and CodeMirror have it. */
export const TAB_FOCUS_KEY = 'Ctrl-m';

const setTabLeaves = StateEffect.define<boolean>();

const tabLeaves = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) =>
    effects.reduce((now, effect) => (effect.is(setTabLeaves) ? effect.value : now), value),
});

/** Lets Tab leave the text even from lists and tables, until it is called again, and says so. */
export const toggleTabFocus: Command = (view) => {
  const leaves = view.state.field(tabLeaves, false) !== true;
  view.dispatch({ effects: setTabLeaves.of(leaves) });
  view.setTabFocusMode(leaves);
  tell(view, message(leaves ? 'writing.tabLeaves' : 'writing.tabIndents', keys()));
  return true;
};

/** The way out of the text, for users of assistive technology (WCAG 2.1.2). */
export function tabFocusHint(): string {
  return message('writing.tabHint', keys());
}

/** Keeps whether Tab leaves the text. */
export const tabFocus: Extension = [
  tabLeaves,
  EditorView.domEventObservers({
    keydown(event, view) {
      if (event.key === 'Escape') {
        // After CodeMirror's own handler, with which Tab leaves within two seconds of Escape.
        queueMicrotask(() => {
          view.setTabFocusMode(view.state.field(tabLeaves));
        });
      }
    },
  }),
];

function keys(): { readonly keys: string } {
  return { keys: shortcutLabel(TAB_FOCUS_KEY) };
}
