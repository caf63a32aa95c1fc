import { message } from '../../language/catalogue.js';
import { element } from '../../dom/elements.js';

/** Opens the documentation in a tab of its own, so that the text stays where it is. */
export function openDocumentation(): void {
  window.open(address(), '_blank', 'noopener');
}

/** Returns a paragraph that links to the documentation. */
export function documentationLink(): HTMLElement {
  const link = element('a', { href: address(), target: '_blank', rel: 'noopener' });
  link.textContent = message('help.documentation');
  return element('p', { className: 'sheet-hint' }, link);
}

/** Returns the URL of the documentation, which is beside the page. */
function address(): string {
  return new URL('docs', location.href).href;
}
