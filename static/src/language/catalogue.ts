import en from '@shared/language/en/messages.json';
import {
  type Language,
  LANGUAGES,
  type MessageKey,
  type Messages,
  pageLanguage,
} from './languages.js';

export type { MessageKey } from './languages.js';

// That of the page, before anything of it is shown. The tests in Node have no page.
const language: Language = typeof document === 'undefined' ? 'en' : pageLanguage();

const catalogue: Messages = (await LANGUAGES[language].messages?.())?.default ?? en;

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
 * number (CLDR), or with `.other` where the language has no such message. `{count}` stands for the number.
 */
export function countedMessage<Stem extends string>(
  stem: Stem & (`${Stem}.one` extends MessageKey ? Stem : never),
  count: number,
): string {
  const key = `${stem}.${pluralRules.select(count)}`;
  return message((key in catalogue ? key : `${stem}.other`) as MessageKey, { count });
}
