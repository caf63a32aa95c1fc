import type { Actions } from '../actions.js';
import { matchesShortcut } from './shortcut.js';

const TEXT = 'input, textarea, select, [contenteditable]';

/** Runs actions by the shortcuts that the page listens for. */
export function listenForShortcuts(actions: Actions): void {
  // Before the editor, which has other plans for some of them.
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.repeat || document.querySelector('dialog:modal') !== null) {
        return;
      }
      const action = actions
        .list()
        .find(
          ({ listens, shortcut }) =>
            listens === true && shortcut !== undefined && matchesShortcut(event, shortcut),
        );
      if (action?.shortcut !== undefined && !(isCharacter(action.shortcut) && isInText(event))) {
        event.preventDefault();
        event.stopPropagation();
        action.run();
      }
    },
    { capture: true },
  );
}

/** A key that writes something where there is text to write. */
function isCharacter(shortcut: string): boolean {
  return shortcut.length === 1;
}

function isInText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest(TEXT) !== null;
}
