import de from '@shared/language/loading.de.json';
import en from '@shared/language/loading.en.json';
import { type Language, pageLanguage } from '../language/page-language.js';

/** The messages of what comes with the first script. All others are loaded with the rest. */
const MESSAGES: Readonly<Record<Language, typeof en>> = { en, de };

/** Says that there is a text area and no more. */
export function sayNotLoaded(status: HTMLElement): void {
  status.textContent = MESSAGES[pageLanguage()]['loading.failed'];
}
