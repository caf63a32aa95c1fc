import en from '@shared/language/en.json';
import { pageLanguage } from './page-language.js';

/** The name of a visible text. Names begin with the part of the editor that shows it. */
export type MessageKey = keyof typeof en;

/** The languages of the interface, as language subtags of BCP 47. */
export type Language = 'en' | 'de';

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

type Catalogue = Readonly<Record<MessageKey, string>>;

// Each in a file that only its readers load. The compiler refuses a language that lacks a message.
const CATALOGUES: Readonly<Record<Language, () => Catalogue | Promise<Catalogue>>> = {
  en: () => en,
  de: async () => (await import('@shared/language/de.json')).default,
};

// That of the page, before anything of it is shown. The tests in Node have no page.
const language: Language = typeof document === 'undefined' ? 'en' : languageOf(pageLanguage());

const catalogue = await CATALOGUES[language]();

/** @param tag of BCP 47; where it is none of ours, English */
function languageOf(tag: string): Language {
  const subtag = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(CATALOGUES, subtag) ? (subtag as Language) : 'en';
}

// Made once: that takes a while, and the status bar has numbers after each key press.
const numberFormat = new Intl.NumberFormat(language);
const pluralRules = new Intl.PluralRules(language);

/** The language of what is shown: that of the page. */
export function currentLanguage(): Language {
  return language;
}

/**
 * A visible text in the language of the page.
 *
 * @param values what `{name}` in the text stands for. Numbers are written as the language writes them.
 */
export function message(
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numberFormat.format(value) : (value ?? placeholder);
  });
}

/**
 * A visible text that depends on a number: the message whose key ends with the plural category of that
 * number (CLDR), `.one` or `.other` in our languages. `{count}` stands for the number.
 */
export function countedMessage<Stem extends string>(
  stem: Stem & (`${Stem}.one` extends MessageKey ? Stem : never),
  count: number,
): string {
  const category = pluralRules.select(count) === 'one' ? 'one' : 'other';
  return message(`${stem}.${category}` as MessageKey, { count });
}
