import { message } from '../language/catalogue.js';
import { styleSheet } from '../dom/style-sheet.js';
import type { Parts } from './parts.js';
import styles from './widget.css';

/** Styles the shadow tree and labels its parts, where the element has created them. */
export function applyWidgetStyles({ widget, label, preview }: Parts): void {
  if (widget !== undefined) {
    widget.root.adoptedStyleSheets = [styleSheet(styles)];
    label.textContent = message('editor.source');
    preview.setAttribute('aria-label', message('editor.preview'));
    widget.frame.classList.add('furnished');
  }
}
