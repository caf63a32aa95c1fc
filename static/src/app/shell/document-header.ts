/**
 * The title of the open document, which is edited in place, and the place where the document is kept.
 */
export class DocumentHeader {
  readonly #title: HTMLInputElement;
  readonly #place: HTMLElement;
  /** The title that the document has, whatever is being typed. */
  #name = '';
  #state = '';
  #file: string | undefined;

  /**
   * @param rename called with a new title; an empty one stands for that of the text
   * @param leave called when the user has finished by keyboard
   */
  constructor(
    title: HTMLInputElement,
    place: HTMLElement,
    rename: (title: string) => void,
    leave: () => void,
  ) {
    this.#title = title;
    this.#place = place;
    title.addEventListener('keydown', (event) => {
      if (event.isComposing) {
        return;
      }
      if (event.key === 'Escape') {
        title.value = this.#name;
      }
      if (event.key === 'Enter' || event.key === 'Escape') {
        event.preventDefault();
        leave();
      }
    });
    title.addEventListener('blur', () => {
      const typed = title.value.trim();
      if (typed !== this.#name) {
        rename(typed);
      }
      // An empty title is replaced by the next call of `rename`, unless there is none to return to.
      title.value = typed === '' ? this.#name : typed;
    });
  }

  /** Adds an element after the title and the place where the document is kept. */
  append(element: HTMLElement): void {
    this.#place.parentElement?.after(element);
  }

  /** Selects the title to be typed over. */
  edit(): void {
    this.#title.select();
  }

  /** Shows another document. What was being typed belongs to the document before. */
  opened(title: string): void {
    this.#name = title;
    this.#title.value = title;
  }

  /** Shows the title that the open document has now, unless the user is typing one. */
  renamed(title: string): void {
    const isTyping = this.#title.matches(':focus') && this.#title.value !== this.#name;
    this.#name = title;
    if (!isTyping) {
      this.#title.value = title;
    }
  }

  /**
   * Shows whether the document is saved.
   *
   * @param state names the state for style sheets; empty if there is nothing to save
   * @param text the same for the user
   */
  saved(state: string, text: string): void {
    // Only on changes: the state arrives with every key press, and a screen reader would announce it again.
    if (this.#place.dataset['state'] !== state || this.#state !== text) {
      this.#state = text;
      this.#place.dataset['state'] = state;
      this.#showPlace();
    }
  }

  /** Shows the name of the file that the document belongs to; undefined if there is none. */
  belongsTo(file: string | undefined): void {
    if (file !== this.#file) {
      this.#file = file;
      this.#showPlace();
    }
  }

  #showPlace(): void {
    const text = [this.#file, this.#state].filter(Boolean).join(' · ');
    this.#place.textContent = text;
    // The whole text where there is room for a part of it.
    this.#place.title = text;
  }
}
