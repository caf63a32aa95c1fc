import { message } from '../../language/catalogue.js';
import { COPY_KEY, shortcutLabel } from '../../keys/shortcut.js';

/** Shows a text, selected, to be copied by hand. */
export function showTextToCopy(text: string): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'page-dialog';
  const label = document.createElement('label');
  label.htmlFor = 'text-to-copy';
  label.textContent = message('export.copyByHand', { keys: shortcutLabel(COPY_KEY) });
  const area = document.createElement('textarea');
  area.id = label.htmlFor;
  area.readOnly = true;
  area.rows = 10;
  area.value = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = message('dialog.close');
  close.addEventListener('click', () => {
    dialog.close();
  });
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  buttons.append(close);
  dialog.setAttribute('aria-label', label.textContent);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  dialog.append(label, area, buttons);
  document.body.append(dialog);
  dialog.showModal();
  area.focus();
  area.select();
}
