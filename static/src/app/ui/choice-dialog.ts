import { message } from '../../language/catalogue.js';

/**
 * Asks the user to choose.
 *
 * @param choices value → label of its button; the first one is recommended
 * @returns the chosen value; undefined if the user cancels
 */
export async function choose<Value extends string>(
  title: string,
  text: string,
  choices: Readonly<Record<Value, string>>,
): Promise<Value | undefined> {
  const dialog = document.createElement('dialog');
  dialog.className = 'page-dialog';
  const heading = document.createElement('h2');
  heading.id = 'choice-title';
  heading.textContent = title;
  dialog.setAttribute('aria-labelledby', heading.id);
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  const add = (label: string, value: string) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.className = buttons.childElementCount === 0 ? '' : 'secondary';
    button.addEventListener('click', () => {
      dialog.close(value);
    });
    buttons.append(button);
  };
  for (const [value, label] of Object.entries<string>(choices)) {
    add(label, value);
  }
  add(message('dialog.cancel'), '');
  dialog.append(heading, paragraph, buttons);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.addEventListener('close', resolve, { once: true });
  });
  dialog.remove();
  return Object.keys(choices).find((value): value is Value => value === dialog.returnValue);
}
