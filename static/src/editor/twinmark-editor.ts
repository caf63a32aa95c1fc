import { ChoosingRenderer } from '../renderer/choosing-renderer.js';
import { PageRenderer } from '../renderer/page-renderer.js';
import { messageOf } from '../renderer/renderer.js';
import { ServerRenderer } from '../renderer/server-renderer.js';
import { WorkerRenderer } from '../renderer/worker-renderer.js';
import { sanitize } from '../sanitizer/sanitize.js';
import { pageClock } from '../schedule/page-clock.js';
import { RenderSchedule } from '../schedule/render-schedule.js';
import { adoptParts, type Parts } from './parts.js';
import { showInPreview } from './preview.js';

/** What a `twinmark-render` event tells. */
export interface TwinmarkRenderDetail {
  /** From the first edit that this update shows to the preview updated, before it is painted. */
  readonly milliseconds: number;
}

/**
 * A Markdown editor: a text area and a live preview of it, side by side.
 *
 * It adopts what the server has rendered in it (`textarea[data-twinmark-source]`,
 * `[data-twinmark-preview]`, `[data-twinmark-status]`) and makes what is missing, so an empty element
 * is an empty editor.
 *
 * @example
 * ```html
 * <script type="module" src="/assets/editor.js"></script>
 * <twinmark-editor></twinmark-editor>
 * ```
 */
export class TwinmarkEditorElement extends HTMLElement {
  /** Fulfilled as soon as the first render has ended, well or with a message. */
  readonly ready: Promise<void>;

  readonly #renderer = new ChoosingRenderer(
    new PageRenderer(),
    new WorkerRenderer(),
    new ServerRenderer(),
  );
  readonly #schedule: RenderSchedule;
  readonly #becomeReady: () => void;
  #parts: Parts | undefined;
  /** When the first edit was made that the preview does not show. */
  #editedAt: number | undefined;
  /** Counts what makes a render that is under way worthless: a new document, or leaving the page. */
  #generation = 0;

  constructor() {
    super();
    let resolveReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => {
      resolveReady = resolve;
    });
    this.#becomeReady = resolveReady;
    const renderer = this.#renderer;
    this.#schedule = new RenderSchedule(
      {
        get minimumDelay() {
          return renderer.minimumDelay;
        },
        run: () => this.#render(),
      },
      pageClock,
    );
  }

  /**
   * The document, as Markdown. Setting it renders it.
   *
   * Line ends become line feeds, as in any text area.
   */
  get value(): string {
    return this.#adopt().source.value;
  }

  set value(value: string) {
    this.#adopt().source.value = value;
    this.#renderAnew();
  }

  /** The element that holds the rendered, sanitized document. */
  get preview(): HTMLElement {
    return this.#adopt().preview;
  }

  /** Puts the focus into the text. */
  override focus(options?: FocusOptions): void {
    this.#adopt().source.focus(options);
  }

  /**
   * Selects a part of the text.
   *
   * @param start and `end` in UTF-16 code units from the beginning
   */
  setSelectionRange(start: number, end: number): void {
    this.#adopt().source.setSelectionRange(start, end);
  }

  connectedCallback(): void {
    if (document.readyState === 'loading' && this.#parts === undefined) {
      // The parser may not have reached the content yet.
      document.addEventListener(
        'DOMContentLoaded',
        () => {
          this.#start();
        },
        { once: true },
      );
    } else {
      this.#start();
    }
  }

  disconnectedCallback(): void {
    this.#generation++;
    this.#schedule.stop();
    this.#renderer.close();
  }

  #start(): void {
    if (!this.isConnected) {
      return;
    }
    this.#adopt();
    // Set before this class was defined, a value is a property that hides ours.
    if (Object.hasOwn(this, 'value')) {
      const { value } = this;
      delete (this as { value?: string }).value;
      this.#adopt().source.value = value;
    }
    this.#renderAnew();
  }

  #adopt(): Parts {
    if (this.#parts === undefined) {
      this.#parts = adoptParts(this);
      this.#parts.source.addEventListener('input', () => {
        this.#editedAt ??= performance.now();
        this.#schedule.edited();
      });
    }
    return this.#parts;
  }

  #renderAnew(): void {
    this.#generation++;
    if (this.isConnected) {
      this.#editedAt = performance.now();
      this.#schedule.now();
    }
  }

  async #render(): Promise<void> {
    const { source } = this.#adopt();
    const generation = this.#generation;
    const editedAt = this.#editedAt ?? performance.now();
    this.#editedAt = undefined;
    const result = await this.#renderer.render(source.value);
    if (generation !== this.#generation) {
      return;
    }
    this.#say(result.kind === 'rendered' ? result.notice : result.message);
    if (result.kind === 'rendered') {
      try {
        this.#show(result.html, editedAt);
      } catch (error) {
        // A fault of ours or the browser's: it should be told to both the reader and the console.
        reportError(error);
        this.#say(`The preview could not be updated: ${messageOf(error)} Your text is unchanged.`);
      }
    }
    this.#becomeReady();
  }

  /** Shows a message, or none when it is empty. */
  #say(message: string): void {
    const { status } = this.#adopt();
    // Not when it is there already: a screen reader would say it again.
    if (status.textContent !== message) {
      status.textContent = message;
    }
  }

  #show(html: string, editedAt: number): void {
    showInPreview(this.preview, sanitize(html));
    this.dispatchEvent(
      new CustomEvent<TwinmarkRenderDetail>('twinmark-render', {
        bubbles: true,
        composed: true,
        detail: { milliseconds: performance.now() - editedAt },
      }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'twinmark-editor': TwinmarkEditorElement;
  }
  interface HTMLElementEventMap {
    /** After each update of the preview. Bubbles. */
    'twinmark-render': CustomEvent<TwinmarkRenderDetail>;
  }
}
