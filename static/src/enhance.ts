// The script that a page with rendered Markdown includes: it enhances each element of the class `markdown`.
import { enhance } from './published/enhance.js';

export { enhance } from './published/enhance.js';

function enhanceAll(): void {
  for (const root of document.querySelectorAll<HTMLElement>('.markdown')) {
    enhance(root);
  }
}

// An `async` script may run before the page is complete.
if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', enhanceAll, { once: true });
} else {
  enhanceAll();
}
