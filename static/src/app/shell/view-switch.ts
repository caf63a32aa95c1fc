/** The views of a document: its text, its preview, or both. */
export const VIEWS = ['write', 'both', 'read'] as const;

export type View = (typeof VIEWS)[number];

/** The buttons, one for each view, of which the chosen one is pressed. */
export class ViewSwitch {
  readonly #buttons: readonly HTMLElement[];

  /** @param group its buttons name their views in `data-view` */
  constructor(group: HTMLElement, choose: (view: View) => void) {
    this.#buttons = [...group.querySelectorAll<HTMLElement>('[data-view]')];
    for (const button of this.#buttons) {
      button.addEventListener('click', () => {
        const view = VIEWS.find((each) => each === button.dataset['view']);
        if (view !== undefined) {
          choose(view);
        }
      });
    }
  }

  show(view: string): void {
    for (const button of this.#buttons) {
      button.setAttribute('aria-pressed', String(button.dataset['view'] === view));
    }
  }
}
