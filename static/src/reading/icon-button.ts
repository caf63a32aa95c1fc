/**
 * Makes a button over a preview that shows an icon.
 *
 * @param path of the icon's lines, in a square of 24 units
 */
export function iconButton(path: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const lines = document.createElementNS(icon.namespaceURI, 'path');
  lines.setAttribute('d', path);
  icon.append(lines);
  button.append(icon);
  button.addEventListener('click', press);
  return button;
}
