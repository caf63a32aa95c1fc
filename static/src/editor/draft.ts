/** Prefix of the storage keys, to tell drafts from everything else that the site stores. */
const PREFIX = 'twinmark-draft:';

/** Delay between an edit and storing the draft, in milliseconds, so that saving does not interrupt typing. */
const STORE_DELAY_MS = 500;

/** A draft that the browser keeps until the text is submitted, in case the user closes the page before. */
export class Draft {
  readonly #text: () => string;
  readonly #onFailure: () => void;
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onFailure called when nothing can be stored: storage is full or blocked by the user */
  constructor(text: () => string, onFailure: () => void) {
    this.#text = text;
    this.#onFailure = onFailure;
  }

  /**
   * Returns the draft stored under a name; from now on, drafts are stored under that name.
   *
   * @param name if empty, no draft is stored
   */
  open(name: string): string | undefined {
    this.flush();
    this.#key = name && PREFIX + name;
    return this.#try(() => localStorage.getItem(this.#key)) ?? undefined;
  }

  edited(): void {
    if (this.#key !== '') {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.flush();
      }, STORE_DELAY_MS);
    }
  }

  /** Stores edits that are not stored yet. */
  flush(): void {
    if (this.#timer !== undefined) {
      this.#stop();
      this.#try(() => {
        localStorage.setItem(this.#key, this.#text());
      });
    }
  }

  /** Removes the stored draft: the text was submitted, or is unchanged again. */
  remove(): void {
    this.#stop();
    this.#try(() => {
      localStorage.removeItem(this.#key);
    });
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #try<Result>(use: () => Result): Result | undefined {
    if (this.#key === '') {
      return undefined;
    }
    try {
      return use();
    } catch (error) {
      if (!(error instanceof DOMException)) {
        throw error;
      }
      this.#onFailure();
      return undefined;
    }
  }
}
