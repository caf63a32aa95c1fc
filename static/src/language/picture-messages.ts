import de from '@shared/language/de/pictures.json';
import en from '@shared/language/en/pictures.json';
import { currentLanguage, filled } from './catalogue.js';
import type { Language } from './languages.js';

type PictureMessageKey = keyof typeof en;

/** The messages about pictures, in all languages: a page loads them with its first picture. */
const MESSAGES: Readonly<Record<Language, Readonly<Record<PictureMessageKey, string>>>> = {
  en,
  de,
};

/** A visible text about pictures in the language of the page; see `message`. */
export function pictureMessage(
  key: PictureMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return filled(MESSAGES[currentLanguage()][key], values);
}
