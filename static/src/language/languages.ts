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
