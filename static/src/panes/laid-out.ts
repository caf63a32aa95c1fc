import { styleSheet } from '../dom/style-sheet.js';

/**
 * Hides a part of the editor until the page's style sheet lays it out: a divider makes no sense before the
 * two panes stand side by side. The rules of the page win over those in a shadow tree.
 */
export function hideUntilLaidOut(host: HTMLElement): void {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets.push(styleSheet(':host { display: none }'));
  root.append(document.createElement('slot'));
}
