import type { Actions } from '../ui/actions.js';
import { matchesShortcut } from '../../dom/shortcut.js';

const TEXT = 'input, textarea, select, [contenteditable]';

/** Runs actions by the shortcuts that the page listens for. */
export function listenForShortcuts(actions: Actions): void {
  // Before the editor, which has other plans for some of them.
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.repeat || isWriting(event)) {
        return;
      }
      const action = actions
        .list()
        .find(
          ({ listens, shortcut, otherShortcut }) =>
            listens === true &&
            [shortcut, otherShortcut].some(
              (keys) => keys !== undefined && matchesShortcut(event, keys),
            ),
        );
      // Last, because looking through a book takes milliseconds at each key.
      if (action !== undefined && document.querySelector('dialog:modal') === null) {
        event.preventDefault();
        event.stopPropagation();
        action.run();
      }
    },
    { capture: true },
  );
}

/** A key that writes something is left to the text, where there is one: no list is looked through for it. */
function isWriting(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && isInText(event);
}

function isInText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest(TEXT) !== null;
}
