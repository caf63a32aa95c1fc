import de from '@shared/language/de/loading.json';
import en from '@shared/language/en/loading.json';
import type english from '@shared/language/en/messages.json';

/** The name of a visible text. Names begin with the part of the editor that shows it. */
export type MessageKey = keyof typeof english;

/** Plural categories that English does not have; see `countedMessage`. */
type OtherPlural = `${string}.${'zero' | 'two' | 'few' | 'many'}`;

/** The messages of a language. The compiler refuses a language that lacks one. */
export type Messages = Readonly<Record<MessageKey, string> & Partial<Record<OtherPlural, string>>>;

/** A language of the interface. Its texts are in a folder, which the server reads, too. */
interface LanguageEntry {
  /** Its name in itself. */
  readonly name: string;
  /** The messages that the initial script needs. */
  readonly loading: typeof en;
  /** Loads the others. Those of English are part of the catalogue. */
  readonly messages?: () => Promise<{ readonly default: Messages }>;
}

const entries = {
  en: { name: 'English', loading: en },
  de: {
    name: 'Deutsch',
    loading: de,
    messages: () => import('@shared/language/de/messages.json'),
  },
} satisfies Readonly<Record<string, LanguageEntry>>;

export type Language = keyof typeof entries;

/** The languages of the interface, by their language subtags of BCP 47. */
export const LANGUAGES: Readonly<Record<Language, LanguageEntry>> = entries;

let detected: string | undefined;

/** Takes the language of an element for all that is loaded afterwards; the first call counts. */
export function detectPageLanguage(element: Element): void {
  detected ??= element.closest<HTMLElement>('[lang]')?.lang;
}

/** The language of the first element that was asked, or else of the page; English where it is none of ours. */
export function pageLanguage(): Language {
  const tag = detected ?? document.documentElement.lang;
  const subtag = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(LANGUAGES, subtag) ? (subtag as Language) : 'en';
}

/** The language whose messages are loaded. Those of English are part of the catalogue. */
let loaded: { readonly language: Language; readonly messages?: Messages | undefined } = {
  language: 'en',
};
let loading: Promise<void> | undefined;

/**
 * Loads the messages of the page's language, once for all scripts: to be called by whatever shows a
 * message, before it does. This is no top-level await of the catalogue, because WebKit may evaluate
 * modules above one too early (https://bugs.webkit.org/show_bug.cgi?id=242740).
 *
 * @returns undefined when they are there. The promise rejects when they cannot be loaded; the next call
 *   tries again.
 */
export function loadMessages(): Promise<void> | undefined {
  const language = pageLanguage();
  const { messages } = LANGUAGES[language];
  if (loaded.language !== 'en' || messages === undefined) {
    return undefined;
  }
  loading ??= messages()
    .then((module) => {
      loaded = { language, messages: module.default };
    })
    .finally(() => {
      loading = undefined;
    });
  return loading;
}

/** The language whose messages are loaded; English before. */
export function loadedLanguage(): Language {
  return loaded.language;
}

/** The messages that are loaded; undefined for those of the catalogue. */
export function loadedMessages(): Messages | undefined {
  return loaded.messages;
}
