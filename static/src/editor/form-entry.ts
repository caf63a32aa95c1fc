let count = 0;

/**
 * The element's entry in its form's data. Passing a text of 1 MB to the form at each key press would cost
 * more than the key press itself; so the form holds a placeholder, which is replaced by the text whenever
 * the form is submitted or its data is read.
 */
export class FormEntry {
  readonly #internals: ElementInternals;
  readonly #fill: (data: FormData) => void;
  readonly #onSent: () => void;
  readonly #mark = `twinmark-${String(++count)}`;
  #listening = new AbortController();

  /**
   * @param name returns the name of the entry at the time of submission
   * @param entries returns the name/value pairs to submit
   * @param onSent called when the form is submitted, unless the host page has cancelled that
   */
  constructor(
    internals: ElementInternals,
    name: () => string,
    entries: () => [string, string][],
    onSent: () => void,
  ) {
    this.#internals = internals;
    this.#onSent = onSent;
    this.#fill = (data) => {
      const all = [...data];
      // The placeholder is missing when the element is disabled or has no name.
      const place = all.findIndex(([key, value]) => key === name() && value === this.#mark);
      if (place < 0) {
        return;
      }
      for (const [key] of all) {
        data.delete(key);
      }
      all.splice(place, 1, ...entries());
      for (const [key, value] of all) {
        if (typeof value === 'string') {
          data.append(key, value);
        } else {
          data.append(key, value, value.name);
        }
      }
    };
    this.keep(null);
  }

  /** The form that the element is in now; null when it is in none. */
  set form(form: HTMLFormElement | null) {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    form?.addEventListener(
      'formdata',
      ({ formData }) => {
        this.#fill(formData);
      },
      // Run before the page's own listeners, so that those see the data that is submitted.
      { capture: true, signal },
    );
    form?.addEventListener(
      'submit',
      (event) => {
        // The page's own listeners run after this one, and may cancel the submission.
        setTimeout(() => {
          if (!event.defaultPrevented) {
            this.#onSent();
          }
        });
      },
      { signal },
    );
  }

  /**
   * Makes the browser save a text, and restore it when the user returns to the page.
   *
   * @param text if null, nothing is saved
   */
  keep(text: string | null): void {
    this.#internals.setFormValue(this.#mark, text);
  }
}
