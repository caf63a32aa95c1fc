import de from '@shared/language/de/sharing.json';
import en from '@shared/language/en/sharing.json';
import { currentLanguage, filled } from './catalogue.js';
import type { Language } from './languages.js';

type SharingMessageKey = keyof typeof en;

/** The messages about documents on the server, in all languages: a page loads them with its first such document. */
const MESSAGES: Readonly<Record<Language, Readonly<Record<SharingMessageKey, string>>>> = {
  en,
  de,
};

/** A visible text about documents on the server in the language of the page; see `message`. */
export function sharingMessage(
  key: SharingMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return filled(MESSAGES[currentLanguage()][key], values);
}

/** A visible text that depends on a number; see `countedMessage`. */
export function countedSharingMessage<Stem extends string>(
  stem: Stem & (`${Stem}.one` extends SharingMessageKey ? Stem : never),
  count: number,
): string {
  const messages = MESSAGES[currentLanguage()];
  const key = `${stem}.${new Intl.PluralRules(currentLanguage()).select(count)}`;
  return filled(messages[(key in messages ? key : `${stem}.other`) as SharingMessageKey], {
    count,
  });
}
