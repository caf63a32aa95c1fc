import { message } from '../../language/catalogue.js';
import { button } from '../../dom/elements.js';
import { styleSheet } from '../../dom/style-sheet.js';
import styles from './dialogs.css';
import { pullToClose } from './sheet.js';

let count = 0;

/**
 * Opens a modal dialog with a title and a button that closes it. Once closed, it is removed, and the
 * browser returns the focus to where it was.
 */
export function openDialog(title: string): { dialog: HTMLDialogElement; body: HTMLElement } {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  const heading = document.createElement('h2');
  heading.id = `dialog-title-${String(++count)}`;
  heading.textContent = title;
  dialog.setAttribute('aria-labelledby', heading.id);

  const header = document.createElement('header');
  header.append(heading, closeButton(dialog));
  const body = document.createElement('div');
  body.className = 'dialog-body';
  dialog.append(header, body);
  show(dialog);
  return { dialog, body };
}

/** Adds the style sheet of dialogs to the page. It is loaded with the first dialog. */
function addStyles(): void {
  const sheet = styleSheet(styles);
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets.push(sheet);
  }
}

/** Returns the button at the end of a dialog's header. On phones, that is also the handle of a sheet. */
export function closeButton(dialog: HTMLDialogElement): HTMLButtonElement {
  addStyles();
  const close = (): void => {
    dialog.close();
  };
  pullToClose(dialog, close);
  const closing = button('×', close, 'icon-button');
  closing.setAttribute('aria-label', message('dialog.close'));
  return closing;
}

/** Closes a dialog when the user clicks beside it. */
function closeBeside(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    // A click on the backdrop targets the dialog itself.
    if (event.target === dialog) {
      dialog.close();
    }
  });
}

/** Shows a dialog above the page; a click beside it closes it. */
export function show(dialog: HTMLDialogElement): void {
  addStyles();
  closeBeside(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
