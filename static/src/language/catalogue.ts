import en from '@shared/language/en/messages.json';
import { type Language, loadedLanguage, loadedMessages, type MessageKey } from './languages.js';

export type { MessageKey } from './languages.js';

interface Formats {
  readonly language: Language;
  readonly number: Intl.NumberFormat;
  readonly plural: Intl.PluralRules;
}

let formats: Formats | undefined;

/** Returns the language of what is shown: that of the page, once `loadMessages` is done. */
export function currentLanguage(): Language {
  return loadedLanguage();
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
  return filled((loadedMessages() ?? en)[key], values);
}

/** Puts values into a text of another catalogue. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number'
      ? currentFormats().number.format(value)
      : (value ?? placeholder);
  });
}

/**
 * A visible text that depends on a number: the message whose key ends with the plural category of that
 * number (CLDR). `{count}` stands for the number.
 */
export function countedMessage<Stem extends string>(
  stem: Stem & (`${Stem}.one` extends MessageKey ? Stem : never),
  count: number,
): string {
  return countedText(loadedMessages() ?? en, stem, count);
}

/** A text of another catalogue that depends on a number; see `countedMessage`. */
export function countedText(
  texts: Readonly<Record<string, string | undefined>>,
  stem: string,
  count: number,
): string {
  const text = texts[`${stem}.${currentFormats().plural.select(count)}`];
  return filled(text ?? texts[`${stem}.other`] ?? stem, { count });
}

/** Made once for a language: that takes a while, and the status bar has numbers after each key press. */
function currentFormats(): Formats {
  const language = loadedLanguage();
  if (formats?.language !== language) {
    formats = {
      language,
      number: new Intl.NumberFormat(language),
      plural: new Intl.PluralRules(language),
    };
  }
  return formats;
}
