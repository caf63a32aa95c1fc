import { countedText, currentLanguage, filled } from './catalogue.js';
import type { Loaders, Texts } from './languages.js';

/**
 * Messages that a page needs with the first part of the editor that shows them. Those in English are part of
 * the script; those in another language are a file, as a page that has one language needs no other.
 */
export class LazyMessages<Key extends string> {
  readonly #english: Texts<Key>;
  readonly #loaders: Loaders<Key>;
  #loaded: Texts<Key> | undefined;

  constructor(english: Texts<Key>, loaders: Loaders<Key>) {
    this.#english = english;
    this.#loaders = loaders;
  }

  /**
   * Loads the messages of the page's language: to be called by whatever shows one of them, before it does. They
   * stay English when they cannot be loaded; the next call tries again.
   */
  async load(): Promise<void> {
    const language = currentLanguage();
    if (language === 'en' || this.#loaded !== undefined) {
      return;
    }
    try {
      this.#loaded = (await this.#loaders[language]()).default;
    } catch (error) {
      console.warn('The messages in the language of the page could not be loaded.', error);
    }
  }

  /** A visible text in the language of the page; see `message`. */
  message(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    return filled(this.#texts[key], values);
  }

  /** A visible text that depends on a number; see `countedMessage`. */
  counted(stem: string, count: number): string {
    return countedText(this.#texts, stem, count);
  }

  get #texts(): Texts<Key> {
    return this.#loaded ?? this.#english;
  }
}
