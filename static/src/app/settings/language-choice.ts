import { type Language, LANGUAGE_NAMES } from '../../language/page-language.js';

/** The server reads it, so that the page comes in the language chosen. */
const COOKIE = 'language';

/** In seconds; browsers keep no cookie longer than 400 days. */
const COOKIE_AGE_S = 365 * 24 * 60 * 60;

/** The language chosen for the page, if any is. */
export function chosenLanguage(): Language | undefined {
  const value = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie)?.[1];
  return (Object.keys(LANGUAGE_NAMES) as Language[]).find((language) => language === value);
}

/** Chooses the language for the pages loaded from now on; nothing means what the browser asks for. */
export function saveLanguageCookie(language: Language | undefined): void {
  const age = language === undefined ? 0 : COOKIE_AGE_S;
  document.cookie = `${COOKIE}=${language ?? ''}; Path=/; Max-Age=${String(age)}; SameSite=Lax`;
}
