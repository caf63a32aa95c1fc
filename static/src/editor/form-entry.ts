let count = 0;

/**
 * What an element contributes to its form. To hand a text of 1 MB over at each key press would cost more
 * than the key press; so the form has a mark instead, in the place of which the text is put whenever a form
 * is sent or asked for its data.
 */
export class FormEntry {
  readonly #internals: ElementInternals;
  readonly #fill: (data: FormData) => void;
  readonly #onSent: () => void;
  readonly #mark = `twinmark-${String(++count)}`;
  #listening = new AbortController();

  /**
   * @param name the name of the entry, when it is sent
   * @param entries what is sent, by names
   * @param onSent called when the form is submitted, and nobody has cancelled that
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
      // Not there when the element is disabled, or has no name.
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
      // Before those of the page, which see what is sent.
      { capture: true, signal },
    );
    form?.addEventListener(
      'submit',
      (event) => {
        // The page's own listeners come after this, and may cancel it.
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
   * Has the browser keep a text, to be given back when its user comes back to the page.
   *
   * @param text null: nothing
   */
  keep(text: string | null): void {
    this.#internals.setFormValue(this.#mark, text);
  }
}
