/** Before the names that hosts give to their drafts, among all that a site stores. */
const PREFIX = 'twinmark-draft:';

/** How long after an edit a draft is stored, in milliseconds: whoever types on is not disturbed. */
const STORE_DELAY_MS = 500;

/** What of a text the browser keeps until it was sent, for whoever closes the page before. */
export class Draft {
  readonly #text: () => string;
  readonly #onFailure: () => void;
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onFailure called when nothing can be stored: there is no room, or the user forbids it */
  constructor(text: () => string, onFailure: () => void) {
    this.#text = text;
    this.#onFailure = onFailure;
  }

  /**
   * The draft that was left under a name, which is kept under it from now on.
   *
   * @param name empty: none is kept
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

  /** Stores what has been edited and is not stored yet. */
  flush(): void {
    if (this.#timer !== undefined) {
      this.#stop();
      this.#try(() => {
        localStorage.setItem(this.#key, this.#text());
      });
    }
  }

  /** There is nothing to be kept any more: the text was sent, or is as it was. */
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
