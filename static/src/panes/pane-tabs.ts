import { arrowTarget } from '../dom/arrow-keys.js';
import type { Pane } from '../api/editor.js';
import { message } from '../language/catalogue.js';
import { hideUntilLaidOut } from './laid-out.js';

const PANES: readonly Pane[] = ['write', 'read'];

/** The element whose panes are shown one at a time. */
export interface Tabbed {
  pane: Pane;
}

/** The tabs that choose the pane shown where there is room for only one (ARIA, pattern "tabs"). */
export class PaneTabs {
  readonly #host: HTMLElement;
  readonly #tabbed: Tabbed;
  readonly #resizes: ResizeObserver;
  readonly #tabs: readonly HTMLButtonElement[];
  #isShown = false;

  /**
   * @param ids those of the elements that are shown, which keep their roles: a form can have no other
   * @param onChange is told when the tabs come, or go because there is room for both panes
   */
  constructor(
    host: HTMLElement,
    tabbed: Tabbed,
    ids: Readonly<Record<Pane, string>>,
    onChange: () => void,
  ) {
    this.#host = host;
    this.#tabbed = tabbed;
    hideUntilLaidOut(host);
    host.setAttribute('role', 'tablist');
    host.setAttribute('aria-label', message('panes.tabs'));
    this.#tabs = PANES.map((pane) => this.#createTab(pane, ids[pane]));
    host.append(...this.#tabs);
    host.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    this.update();
    this.#resizes = new ResizeObserver(() => {
      const isShown = host.clientHeight > 0;
      if (isShown !== this.#isShown) {
        this.#isShown = isShown;
        onChange();
      }
    });
  }

  /** Follows the room that there is. To be called when the tabs are in a document. */
  connect(): void {
    this.#resizes.observe(this.#host);
  }

  disconnect(): void {
    this.#resizes.disconnect();
  }

  /** True while there is room for one pane only. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** Another pane is shown. */
  update(): void {
    for (const [index, tab] of this.#tabs.entries()) {
      const isChosen = PANES[index] === this.#tabbed.pane;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
  }

  #createTab(pane: Pane, controls: string): HTMLButtonElement {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', controls);
    tab.textContent = message(`panes.${pane}`);
    tab.addEventListener('click', () => {
      this.#tabbed.pane = pane;
    });
    return tab;
  }

  #move(event: KeyboardEvent): void {
    const index = this.#tabs.findIndex((tab) => tab === event.target);
    const target = arrowTarget(event, index, this.#tabs.length);
    const pane = target === undefined ? undefined : PANES[target];
    if (target !== undefined && pane !== undefined) {
      event.preventDefault();
      this.#tabbed.pane = pane;
      this.#tabs[target]?.focus();
    }
  }
}
