import { type Language, LANGUAGES } from '../../language/languages.js';

/** Name of the cookie that the server reads to render the page in the chosen language. */
const COOKIE = 'language';

/** In seconds; browsers keep no cookie longer than 400 days. */
const COOKIE_AGE_S = 365 * 24 * 60 * 60;

/** Returns the language chosen for the page, if any. */
export function chosenLanguage(): Language | undefined {
  const value = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie)?.[1];
  return LANGUAGES.find((language) => language === value);
}

/** Sets the language of pages loaded from now on; undefined means the language that the browser requests. */
export function saveLanguageCookie(language: Language | undefined): void {
  const age = language === undefined ? 0 : COOKIE_AGE_S;
  // The folder of the page has all other pages of the server in it.
  const { pathname } = new URL('.', location.href);
  document.cookie = `${COOKIE}=${language ?? ''}; Path=${pathname}; Max-Age=${String(age)}; SameSite=Lax`;
}
