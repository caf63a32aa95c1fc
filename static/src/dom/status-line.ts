/** Shows what several have to tell, in the order in which they first spoke. */
export class StatusLine<Speaker extends string> {
  readonly #element: HTMLElement;
  readonly #told = new Map<Speaker, string>();

  /** @param element whose text assistive technology says when it changes */
  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Shows a speaker's message, beside those of other speakers; an empty text removes it. */
  say(speaker: Speaker, text: string): void {
    this.#told.set(speaker, text);
    const told = [...this.#told.values()].filter((each) => each !== '').join(' ');
    // Skipped if it is there already: a screen reader would announce it again.
    if (this.#element.textContent !== told) {
      this.#element.textContent = told;
    }
  }
}
