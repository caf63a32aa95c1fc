import { styleSheet } from '../dom/style-sheet.js';

/**
 * Has a part of the editor shown only where a page's style sheet says how: what divides two panes makes no
 * sense before they stand side by side. The rules of the page win over those in a shadow tree.
 */
export function hideUntilLaidOut(host: HTMLElement): void {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets.push(styleSheet(':host { display: none }'));
  root.append(document.createElement('slot'));
}
