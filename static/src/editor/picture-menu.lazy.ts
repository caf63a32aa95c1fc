import type { EditorView } from '@codemirror/view';
import { menuTarget } from '../dom/arrow-keys.js';
import { caretPopover, openAtCaret } from '../formatting/caret-popover.js';
import { loadPictureMessages, pictureMessage } from '../language/picture-messages.js';

const STYLES = `
:host { padding: 0.25rem; }
button {
  display: block;
  inline-size: 100%;
  min-block-size: 2rem;
  padding: 0 0.75rem;
  border: 0;
  border-radius: 0.25rem;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
button:hover { background: var(--hover, transparent); }
button:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: -2px; }
@media (pointer: coarse) { button { min-block-size: 2.75rem; } }
`;

/** The entries of the menu. What they do is not imported here: it would be split off what loads first. */
interface PictureActions {
  /** Writes an image whose address the user types. */
  readonly insertLink: () => void;
  readonly insertFiles: (files: readonly File[]) => void;
  /** Opens the image at the caret; false where there is none. */
  readonly edit: false | (() => unknown);
}

/**
 * Lets the user choose between pictures from files or the camera and an image of an address; in an image, between
 * its dialog and its removal.
 */
export async function openPictureMenu(
  view: EditorView,
  { insertLink, insertFiles, edit }: PictureActions,
): Promise<void> {
  await loadPictureMessages();
  const { popover, root } = caretPopover(view, STYLES);
  const menu = document.createElement('div');
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', pictureMessage(edit === false ? 'menu' : 'editPicture'));
  const entry = (label: string, run: () => void): HTMLButtonElement => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    button.tabIndex = -1;
    button.textContent = label;
    button.addEventListener('click', () => {
      popover.hidePopover();
      run();
    });
    return button;
  };
  const entries =
    edit === false
      ? [
          entry(pictureMessage('choose'), () => {
            chooseFiles(view, insertFiles);
          }),
          entry(pictureMessage('link'), insertLink),
        ]
      : [entry(pictureMessage('edit'), edit), entry(pictureMessage('remove'), insertLink)];
  menu.append(...entries);
  menu.addEventListener('keydown', (event) => {
    const current = entries.findIndex((each) => each === root.activeElement);
    const target = menuTarget(event, current, entries.length);
    if (target !== undefined) {
      event.preventDefault();
      entries[target]?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      popover.hidePopover();
    }
  });
  root.append(menu);
  openAtCaret(popover, view);
  entries[0]?.focus();
}

/** Opens the system's dialog for files, which on phones offers the camera, too. */
function chooseFiles(view: EditorView, insert: PictureActions['insertFiles']): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.multiple = true;
  input.hidden = true;
  input.addEventListener('change', () => {
    input.remove();
    insert(Array.from(input.files ?? []));
    view.focus();
  });
  input.addEventListener('cancel', () => {
    input.remove();
    view.focus();
  });
  // In the page until then: a browser may collect a detached one, along with its listeners.
  view.dom.after(input);
  input.click();
}
