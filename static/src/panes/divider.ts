import { backwardArrow, forwardArrow, isRightToLeft } from '../dom/arrow-keys.js';
import { HALF_PERCENT } from './split.js';
import { message } from '../language/catalogue.js';
import { hideUntilLaidOut } from './laid-out.js';

/** The step by which an arrow key moves it, in percent. */
const STEP_PERCENT = 2;

/** The least width of a pane, in rem; as in page.css. */
const MIN_PANE_REM = 16;

/** The element that the divider divides. */
export interface Divided extends HTMLElement {
  /** The first pane's share of the width, in percent. */
  split: number;
}

/**
 * The divider between two panes, movable by pointer and keyboard (ARIA, pattern "window splitter"). Enter and
 * a double click put it into the middle.
 */
export class Divider {
  readonly #host: HTMLElement;
  readonly #divided: Divided;
  readonly #onMoved: () => void;
  readonly #resizes: ResizeObserver;
  /** The width of both panes together, in CSS pixels. */
  #width = 0;

  /**
   * @param first the pane before it, which has an id
   * @param onMoved is told when the reader has moved it, once for each key and each drag
   */
  constructor(host: HTMLElement, divided: Divided, first: HTMLElement, onMoved: () => void) {
    this.#host = host;
    this.#divided = divided;
    this.#onMoved = onMoved;
    hideUntilLaidOut(host);
    host.tabIndex = 0;
    host.setAttribute('role', 'separator');
    host.setAttribute('aria-orientation', 'vertical');
    host.setAttribute('aria-label', message('panes.divider'));
    host.setAttribute('aria-controls', first.id);
    host.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    host.addEventListener('dblclick', () => {
      this.#moveTo(HALF_PERCENT);
    });
    // The text keeps the focus, and nothing is selected.
    host.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    host.addEventListener('pointerdown', (event) => {
      if (event.button === 0 && event.isPrimary) {
        this.#drag(event);
      }
    });
    this.#resizes = new ResizeObserver(() => {
      this.#width = divided.clientWidth;
      this.update();
    });
  }

  /** Follows the panes' size. To be called when they are in a document. */
  connect(): void {
    this.#resizes.observe(this.#divided);
  }

  disconnect(): void {
    this.#resizes.disconnect();
  }

  /** The split is another. */
  update(): void {
    const { least, most } = this.#limits;
    this.#host.setAttribute('aria-valuemin', String(Math.round(least)));
    this.#host.setAttribute('aria-valuemax', String(Math.round(most)));
    this.#host.setAttribute('aria-valuenow', String(Math.round(this.#shown)));
  }

  get #limits(): { least: number; most: number } {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const least =
      this.#width === 0 ? 0 : Math.min((100 * MIN_PANE_REM * rem) / this.#width, HALF_PERCENT);
    return { least, most: 100 - least };
  }

  /** The split as it is seen, in percent: in a narrow window, what was chosen in a wide one may be too much. */
  get #shown(): number {
    return this.#within(this.#divided.split);
  }

  #within(percent: number): number {
    const { least, most } = this.#limits;
    return Math.min(Math.max(percent, least), most);
  }

  #moveTo(percent: number): void {
    this.#divided.split = this.#within(percent);
    this.#onMoved();
  }

  #move(event: KeyboardEvent): void {
    const target = {
      [forwardArrow(event)]: this.#shown + STEP_PERCENT,
      [backwardArrow(event)]: this.#shown - STEP_PERCENT,
      Home: 0,
      End: 100,
      Enter: HALF_PERCENT,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.#moveTo(target);
    }
  }

  #drag({ pointerId, clientX }: PointerEvent): void {
    const before = this.#divided.split;
    const shown = this.#shown;
    const percentOfPixel = (isRightToLeft(this.#host) ? -100 : 100) / this.#width;
    const dragging = new AbortController();
    const { signal } = dragging;
    this.#host.setPointerCapture(pointerId);
    this.#host.addEventListener(
      'pointermove',
      (event) => {
        this.#divided.split = this.#within(shown + (event.clientX - clientX) * percentOfPixel);
      },
      { signal },
    );
    this.#host.addEventListener(
      'pointercancel',
      () => {
        this.#divided.split = before;
      },
      { signal },
    );
    // After `pointerup` and after `pointercancel`.
    this.#host.addEventListener(
      'lostpointercapture',
      () => {
        dragging.abort();
        if (this.#divided.split !== before) {
          this.#onMoved();
        }
      },
      { signal },
    );
  }
}
