import de from '@shared/language/loading.de.json';
import en from '@shared/language/loading.en.json';
import { type Language, pageLanguage } from '../language/page-language.js';

/** The messages needed by the initial script. All others are loaded with the rest. */
const MESSAGES: Readonly<Record<Language, typeof en>> = { en, de };

/** Tells the user that loading failed and only the text area is available. */
export function sayNotLoaded(status: HTMLElement): void {
  status.textContent = MESSAGES[pageLanguage()]['loading.failed'];
}
