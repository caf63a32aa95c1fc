import { icon } from '../dom/icon.js';

/**
 * Makes a button over a preview that shows an icon.
 *
 * @param path of the icon's lines, in a square of 24 units
 */
export function iconButton(path: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(icon(path));
  button.addEventListener('click', press);
  return button;
}
