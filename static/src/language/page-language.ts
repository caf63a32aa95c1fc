/** The languages of the interface: the name of each in itself, by its language subtag of BCP 47. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch' } as const;

/** The languages of the interface. */
export type Language = keyof typeof LANGUAGE_NAMES;

let detected: string | undefined;

/** Takes the language of an element for all that is loaded afterwards; the first call counts. */
export function detectPageLanguage(element: Element): void {
  detected ??= element.closest<HTMLElement>('[lang]')?.lang;
}

/** The language of the first element that was asked, or else of the page; English where it is none of ours. */
export function pageLanguage(): Language {
  const tag = detected ?? document.documentElement.lang;
  const subtag = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(LANGUAGE_NAMES, subtag) ? (subtag as Language) : 'en';
}
