let chosen: string | undefined;

/** Chooses the language of all that is shown, which is loaded afterwards; the first choice counts. */
export function detectPageLanguage(element: Element): void {
  chosen ??= element.closest<HTMLElement>('[lang]')?.lang;
}

/** The language that was chosen, or else that of the page, as a tag of BCP 47; it may be empty. */
export function pageLanguage(): string {
  return chosen ?? document.documentElement.lang;
}
