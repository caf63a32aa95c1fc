import en from '@shared/language/en/loading.json';
import type { Language } from './languages.js';

/** The texts in other languages, which the initial script of an editor has no room for. */
let texts: Readonly<Partial<Record<Language, string>>> | undefined;

/** Loads the text for a language that is not English, to have it when nothing can be loaded any more. */
export async function prepareLoadingFailure(language: Language): Promise<void> {
  if (language !== 'en') {
    try {
      texts = (await import('./loading-failures.lazy.js')).LOADING_FAILURES;
    } catch (error) {
      console.warn('A message could not be loaded.', error);
    }
  }
}

/** The text of an editor that could not be loaded; in English if the others could not be loaded either. */
export function loadingFailure(language: Language): string {
  return texts?.[language] ?? en['loading.failed'];
}
