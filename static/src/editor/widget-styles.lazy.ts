import { styleSheet } from '../dom/style-sheet.js';
import type { Parts } from './parts.js';
import styles from './widget.css';

/** Styles the shadow tree, where the element has created it. */
export function applyWidgetStyles({ widget }: Parts): void {
  if (widget !== undefined) {
    widget.root.adoptedStyleSheets = [styleSheet(styles)];
    widget.frame.classList.add('furnished');
  }
}
