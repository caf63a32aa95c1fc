import de from '@shared/language/loading.de.json';
import en from '@shared/language/loading.en.json';
import { pageLanguage } from '../language/page-language.js';

/** Says that there is a text area and no more. The other messages would have come with the rest. */
export function sayNotLoaded(status: HTMLElement): void {
  status.textContent = (/^de\b/i.test(pageLanguage()) ? de : en)['loading.failed'];
}
