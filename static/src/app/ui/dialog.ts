import { message } from '../../language/catalogue.js';

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

  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'icon-button';
  close.textContent = '×';
  close.setAttribute('aria-label', message('dialog.close'));
  close.addEventListener('click', () => {
    dialog.close();
  });

  const header = document.createElement('header');
  header.append(heading, close);
  const body = document.createElement('div');
  body.className = 'dialog-body';
  dialog.append(header, body);
  show(dialog);
  return { dialog, body };
}

/** Closes a dialog when the user clicks beside it. */
export function closeBeside(dialog: HTMLDialogElement): void {
  dialog.addEventListener('click', (event) => {
    // A click on the backdrop targets the dialog itself.
    if (event.target === dialog) {
      dialog.close();
    }
  });
}

/** Shows a dialog above the page; a click beside it closes it. */
export function show(dialog: HTMLDialogElement): void {
  closeBeside(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
