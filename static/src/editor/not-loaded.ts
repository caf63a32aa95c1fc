import { LANGUAGES, pageLanguage } from '../language/languages.js';

/** Tells the user that loading failed and only the text area is available. */
export function sayNotLoaded(status: HTMLElement): void {
  status.textContent = LANGUAGES[pageLanguage()].loading['loading.failed'];
}
