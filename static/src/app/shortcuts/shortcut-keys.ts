import type { Actions } from '../ui/actions.js';
import { matchesShortcut } from '../../keys/shortcut.js';

const TEXT = 'input, textarea, select, [contenteditable]';

/**
 * Runs actions by the shortcuts that the page listens for.
 *
 * @param before called with the id of an action before it runs
 */
export function listenForShortcuts(actions: Actions, before: (id: string) => void): void {
  // Run before the editor, which binds some of the same keys.
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
      // Checked last, because searching a document as long as a book takes milliseconds at each key press.
      if (action !== undefined && !isInDialog(event)) {
        event.preventDefault();
        event.stopPropagation();
        before(action.id);
        action.run();
      }
    },
    { capture: true },
  );
}

/** The dialogs of the editor are in shadow trees, where no selector finds them. */
function isInDialog(event: KeyboardEvent): boolean {
  return (
    document.querySelector('dialog:modal') !== null ||
    event.composedPath().some((node) => node instanceof HTMLDialogElement)
  );
}

/** Returns whether a key types into a text; no list of actions is searched for those. */
function isWriting(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && isInText(event);
}

function isInText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest(TEXT) !== null;
}
