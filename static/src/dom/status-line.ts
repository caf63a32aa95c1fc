/** An action that a message offers. */
export interface Offer {
  readonly label: string;
  readonly run: () => void;
}

interface Told {
  readonly text: string;
  readonly controls: readonly HTMLElement[];
}

/** Shows what several have to tell, in the order in which they first spoke. */
export class StatusLine<Speaker extends string> {
  readonly #element: HTMLElement;
  readonly #told = new Map<Speaker, Told>();
  readonly #text = new Text();

  /** @param element whose text assistive technology says when it changes */
  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Shows a speaker's message, beside those of other speakers; an empty text removes it. */
  say(speaker: Speaker, text: string, offer?: Offer): void {
    this.show(speaker, text, offer === undefined ? [] : [buttonOf(offer)]);
  }

  /** Shows a speaker's message with controls. As long as they are the same, one of them keeps the focus. */
  show(speaker: Speaker, text: string, controls: readonly HTMLElement[]): void {
    this.#told.set(speaker, { text, controls });
    const told = [...this.#told.values()].filter((each) => each.text !== '');
    const texts = told.map((each) => each.text).join(' ');
    // A message with something to do is no warning.
    this.#element.toggleAttribute(
      'data-quiet',
      told.length > 0 && told.every((each) => each.controls.length > 0),
    );
    // Skipped if it is there already: a screen reader would announce it again.
    if (this.#text.data !== texts) {
      this.#text.data = texts;
    }
    const nodes = told.length === 0 ? [] : [this.#text, ...told.flatMap((each) => each.controls)];
    const { childNodes } = this.#element;
    if (childNodes.length !== nodes.length || nodes.some((node, i) => node !== childNodes[i])) {
      this.#element.replaceChildren(...nodes);
    }
  }

  /** Removes a speaker's message if it has something to do. */
  withdrawOffer(speaker: Speaker): void {
    if ((this.#told.get(speaker)?.controls.length ?? 0) > 0) {
      this.say(speaker, '');
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
