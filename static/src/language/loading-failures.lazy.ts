import de from '@shared/language/de/loading.json';
import fr from '@shared/language/fr/loading.json';
import pl from '@shared/language/pl/loading.json';
import type { LoadedLanguage } from './languages.js';

/** The text of an editor that could not be loaded, see `loadingFailure`. */
export const LOADING_FAILURES: Readonly<Record<LoadedLanguage, string>> = {
  de: de['loading.failed'],
  fr: fr['loading.failed'],
  pl: pl['loading.failed'],
};
