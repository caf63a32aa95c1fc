import type english from '@shared/language/en/messages.json';

/** The name of a visible text. Names begin with the part of the editor that shows it. */
export type MessageKey = keyof typeof english;

/** Plural categories that English does not have; see `countedMessage`. */
type OtherPlural = `${string}.${'zero' | 'two' | 'few' | 'many'}`;

/** The messages of a language with these names. The compiler refuses a language that lacks one. */
export type Texts<Key extends string> = Readonly<
  Record<Key, string> & Partial<Record<OtherPlural, string>>
>;

/** Loads the messages of each language but English, whose messages are part of the catalogue. */
const loaders = {
  de: () => import('@shared/language/de/messages.json'),
  fr: () => import('@shared/language/fr/messages.json'),
  pl: () => import('@shared/language/pl/messages.json'),
} satisfies Readonly<Record<string, Loader<MessageKey>>>;

type Loader<Key extends string> = () => Promise<{ readonly default: Texts<Key> }>;

/** A language whose messages are files of their own: a page loads those of one language. */
export type LoadedLanguage = keyof typeof loaders;

/** A language of the interface, by its language subtag of BCP 47. */
export type Language = 'en' | LoadedLanguage;

/** Loads messages in each language but English. */
export type Loaders<Key extends string> = Readonly<Record<LoadedLanguage, Loader<Key>>>;

/** The languages of the interface. Their texts are in folders, which the server reads, too. */
export const LANGUAGES: readonly Language[] = ['en', ...(Object.keys(loaders) as LoadedLanguage[])];

let detected: string | undefined;

/** Takes the language of an element for all that is loaded afterwards; the first call counts. */
export function detectPageLanguage(element: Element): void {
  detected ??= tagAround(element);
}

/**
 * The language of the first element that was asked, or else of the page; English where it is none of ours.
 *
 * @param next the element that may be asked next
 */
export function pageLanguage(next?: Element): Language {
  const tag = detected ?? (next && tagAround(next)) ?? document.documentElement.lang;
  const subtag = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(loaders, subtag) ? (subtag as Language) : 'en';
}

function tagAround(element: Element): string | undefined {
  return element.closest<HTMLElement>('[lang]')?.lang;
}

/** The language whose messages are loaded. Those of English are part of the catalogue. */
let loaded: { readonly language: Language; readonly messages?: Texts<MessageKey> } = {
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
  if (loaded.language !== 'en' || language === 'en') {
    return undefined;
  }
  loading ??= loaders[language]()
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
export function loadedMessages(): Texts<MessageKey> | undefined {
  return loaded.messages;
}
