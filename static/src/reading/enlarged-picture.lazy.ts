import { button, element } from '../dom/elements.js';
import { styleSheet } from '../dom/style-sheet.js';
import { message } from '../language/catalogue.js';

/** Dark in all themes, as pictures are looked at, and without movement. */
const STYLES = `
dialog {
  position: fixed;
  inset: 0;
  box-sizing: border-box;
  inline-size: 100%;
  block-size: 100%;
  max-inline-size: none;
  max-block-size: none;
  margin: 0;
  padding: 0.5rem;
  border: 0;
  background: #16181d;
  color: #fff;
  cursor: zoom-out;
}
dialog[open] { display: grid; place-items: center; }
img { block-size: auto; background: #fff; }
button {
  position: fixed;
  inset-block-start: 0.5rem;
  inset-inline-end: 0.5rem;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  border: 0;
  border-radius: 0.5rem;
  background: rgb(22 24 29 / 0.8);
  color: #fff;
  font: 1.5rem / 1 system-ui, sans-serif;
  cursor: pointer;
}
button:focus-visible { outline: 2px solid #fff; outline-offset: -4px; }
`;

/** Small pictures are not shown larger than this many times their size: they would be nothing but squares. */
const MAX_SCALE = 2;

/** The space at both sides of the window together. */
const PADDING = '1rem';

/** Shows a picture as large as the window allows, until the user closes it; then the focus is where it was. */
export function showEnlarged(picture: HTMLImageElement): void {
  const { alt, naturalWidth, naturalHeight } = picture;
  const host = element('div');
  const dialog = element('dialog');
  const close = (): void => {
    dialog.close();
  };
  const closing = button('×', close);
  closing.setAttribute('aria-label', message('dialog.close'));
  const image = element('img', { src: picture.currentSrc, alt });
  const scaled = `${String(naturalWidth * MAX_SCALE)}px`;
  // Keeps the proportions, where an image that is held within both sides would have empty bands.
  const fitting = `(100dvh - ${PADDING}) * ${String(naturalWidth / naturalHeight)}`;
  image.style.inlineSize = `min(100%, ${scaled}, ${fitting})`;
  dialog.setAttribute('aria-label', alt === '' ? message('reading.enlarge') : alt);
  dialog.append(image, closing);
  dialog.addEventListener('click', close);
  dialog.addEventListener('close', () => {
    host.remove();
  });
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets.push(styleSheet(STYLES));
  shadow.append(dialog);
  document.body.append(host);
  dialog.showModal();
}
