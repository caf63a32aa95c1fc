import { choose, NARROW_SCREEN, WIDE_SCREEN } from '../settings/preferences.js';
import type { Sheet } from '../ui/sheet.js';

/**
 * The panel beside the text. On a wide screen it stays as the user left it; on a narrow one it covers the
 * text, takes the focus, and returns it when it closes. On a phone it is a sheet.
 */
export class SidePanel {
  readonly #panel: HTMLElement;
  readonly #button: HTMLElement;
  readonly #wide = matchMedia(WIDE_SCREEN);

  #opened: () => void = () => undefined;
  #sheet: Sheet | undefined;

  constructor(panel: HTMLElement, button: HTMLElement) {
    this.#panel = panel;
    this.#button = button;
    button.addEventListener('click', () => {
      this.toggle();
    });
    panel.addEventListener('keydown', (event) => {
      // A menu in the panel takes Escape first.
      if (event.key === 'Escape' && !event.defaultPrevented && !this.#wide.matches) {
        this.#setOpen(false);
      }
    });
    // A press elsewhere closes the panel where it covers the text and would be in the user's way.
    document.addEventListener('pointerdown', (event) => {
      const path = event.composedPath();
      if (!this.#wide.matches && this.isOpen && !path.includes(panel) && !path.includes(button)) {
        this.#setOpen(false);
      }
    });
    panel.addEventListener('focusout', ({ relatedTarget }) => {
      if (
        !this.#wide.matches &&
        this.isOpen &&
        relatedTarget instanceof Element &&
        relatedTarget !== button &&
        !panel.contains(relatedTarget) &&
        // A dialog leads back to the panel that it was opened from.
        relatedTarget.closest('dialog') === null
      ) {
        this.#show(false);
      }
    });
    this.#wide.addEventListener('change', ({ matches }) => {
      this.#show(matches && this.isOpen);
    });
    this.#show(this.isOpen);
  }

  get isOpen(): boolean {
    return document.documentElement.dataset['panel'] === 'open';
  }

  toggle(): void {
    this.#setOpen(!this.isOpen);
  }

  open(): void {
    this.#setOpen(true);
  }

  /** Calls a function each time that the panel opens, and at once if it is open. */
  whenOpen(run: () => void): void {
    this.#opened = run;
    if (this.isOpen) {
      run();
    }
  }

  /** Closes the panel if it covers the text. */
  makeWay(): void {
    if (!this.#wide.matches) {
      this.#show(false);
    }
  }

  #setOpen(open: boolean): void {
    if (this.#wide.matches) {
      choose('panel', open ? 'open' : 'closed');
    }
    this.#show(open);
    if (!this.#wide.matches) {
      (open ? this.#panel : this.#button).focus();
    }
  }

  #show(open: boolean): void {
    document.documentElement.dataset['panel'] = open ? 'open' : 'closed';
    this.#button.setAttribute('aria-expanded', String(open));
    this.#sheet?.close();
    this.#sheet = undefined;
    if (open) {
      this.#opened();
      if (matchMedia(NARROW_SCREEN).matches) {
        void this.#showSheet();
      }
    }
  }

  async #showSheet(): Promise<void> {
    const { Sheet } = await import('../ui/sheet.js');
    if (this.isOpen) {
      this.#sheet ??= new Sheet(this.#panel, () => {
        this.#setOpen(false);
      });
    }
  }
}
