/** An action that a message offers. */
export interface Offer {
  readonly label: string;
  readonly run: () => void;
}

interface Told {
  readonly text: string;
  readonly offer: Offer | undefined;
}

/** Shows what several have to tell, in the order in which they first spoke. */
export class StatusLine<Speaker extends string> {
  readonly #element: HTMLElement;
  readonly #told = new Map<Speaker, Told>();

  /** @param element whose text assistive technology says when it changes */
  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Shows a speaker's message, beside those of other speakers; an empty text removes it. */
  say(speaker: Speaker, text: string, offer?: Offer): void {
    this.#told.set(speaker, { text, offer });
    const told = [...this.#told.values()].filter((each) => each.text !== '');
    const offers = told.flatMap((each) => each.offer ?? []);
    const texts = told.map((each) => each.text).join(' ');
    // An offer alone is no warning.
    this.#element.toggleAttribute('data-quiet', offers.length > 0 && offers.length === told.length);
    // Skipped if it is there already: a screen reader would announce it again.
    if (this.#element.textContent !== texts || offers.length > 0) {
      this.#element.replaceChildren(texts, ...offers.map(buttonOf));
    }
  }

  /** Removes the messages that offer something. */
  withdrawOffers(): void {
    for (const [speaker, { offer }] of this.#told) {
      if (offer !== undefined) {
        this.say(speaker, '');
      }
    }
  }
}

function buttonOf({ label, run }: Offer): HTMLElement {
  const button = document.createElement('button');
  // It must not submit the form that the editor stands in.
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', run);
  return button;
}
