import { parseExtensions } from '../engine/extensions.js';
import { DRAWABLE } from '../drawings/drawable.js';
import { message } from '../language/catalogue.js';
import { loadMessages } from '../language/languages.js';
import { LivePreview } from '../live/live-preview.js';
import { sentenceOf } from '../util/error-sentence.js';
import { clickedFragment, fragmentTarget } from '../fragments/fragment-link.js';
import { RenderedDocument } from '../rendered-document/rendered-document.js';
import { fetchSource } from './fetch-source.js';
import { scriptSource } from './script-source.js';
import { StatusLine } from '../dom/status-line.js';
import { styleSheet } from '../dom/style-sheet.js';
import { upgradeProperties } from '../dom/upgrade-properties.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';
import styles from './viewer.css';

/**
 * Shows Markdown, sanitized, and follows what it is given. Nothing of an editor is loaded for it.
 *
 * The text is, of these, the first there is: the property `markdown`, the attribute of that name, what the
 * URL in the attribute `src` leads to (of the page's own origin), and a child `<script type="text/markdown">`.
 *
 * After each update of what it shows it fires `twinmark-render`.
 *
 * @example
 * ```html
 * <script type="module" src="/assets/v1/preview.js"></script>
 * <twinmark-preview markdown="Hello, **world**"></twinmark-preview>
 * ```
 *
 * @attr markdown - the text
 * @attr src - the URL of the text
 * @attr extensions - names of constructs of Markdown beyond the default, between spaces, such as `github` for all that GitHub has
 * @attr theme - `light` or `dark`; without it as the page's `color-scheme`
 * @fires twinmark-render - after each update of what is shown; `detail.milliseconds` is how long it took
 * @csspart preview - the document
 * @csspart status - what goes wrong, or is awaited
 */
export class TwinmarkPreviewElement extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['extensions', 'markdown', 'src'];

  /** Fulfilled as soon as the first text has been shown, or could not be and says so. */
  readonly ready: Promise<void>;

  readonly #becomeReady: () => void;
  readonly #preview = document.createElement('div');
  readonly #live: LivePreview;
  /** The text that a script has set; it stays when attributes change. */
  #assigned: string | undefined;
  #text = '';
  readonly #status: StatusLine<'source' | 'live'>;
  #fetching: AbortController | undefined;
  #stopDrawing: (() => void) | undefined;
  /** Pending until the messages are loaded; what is shown then is what is set then. */
  #loading: Promise<void> | undefined;

  constructor() {
    super();
    const { promise, resolve }: Resolvers<void> = withResolvers();
    this.ready = promise;
    this.#becomeReady = resolve;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets.push(styleSheet(styles));
    const frame = document.createElement('div');
    frame.dataset['twinmarkFrame'] = '';
    frame.dataset['twinmarkRoles'] = '';
    this.#preview.classList.add('markdown');
    this.#preview.dataset['twinmarkPreview'] = '';
    this.#preview.setAttribute('part', 'preview');
    const status = document.createElement('p');
    status.setAttribute('part', 'status');
    status.setAttribute('role', 'status');
    this.#status = new StatusLine(status);
    this.#preview.addEventListener('click', (event) => {
      const fragment = clickedFragment(event);
      if (fragment !== undefined) {
        event.preventDefault();
        fragmentTarget(this.#preview, fragment)?.scrollIntoView({ block: 'start' });
      }
    });
    frame.append(status, this.#preview);
    root.append(frame);
    this.#live = new LivePreview(new RenderedDocument(this.#preview), {
      updated: (milliseconds) => {
        void this.#draw();
        this.dispatchEvent(
          new CustomEvent('twinmark-render', {
            bubbles: true,
            composed: true,
            detail: { milliseconds },
          }),
        );
      },
      say: (text) => {
        this.#status.say('live', text);
      },
    });
  }

  /** The text that is shown. Once set, attributes and children do not matter any more. */
  get markdown(): string {
    return this.#assigned ?? this.#text;
  }

  set markdown(text: string) {
    this.#assigned = text;
    this.#update();
  }

  /** The URL of the text, as the attribute `src` says; empty without it. */
  get src(): string {
    const src = this.getAttribute('src');
    return src === null ? '' : new URL(src, document.baseURI).href;
  }

  set src(url: string) {
    this.setAttribute('src', url);
  }

  /** The element that holds the rendered, sanitized document. */
  get preview(): HTMLElement {
    return this.#preview;
  }

  /**
   * Fulfilled when the whole text is shown as it is: at once, or after the updates under way. With false when
   * it cannot be, of which the element says why.
   */
  async rendered(): Promise<boolean> {
    await this.#loading;
    return this.#live.settled();
  }

  connectedCallback(): void {
    upgradeProperties(this);
    if (document.readyState === 'loading') {
      // The parser may not have reached the script yet.
      document.addEventListener(
        'DOMContentLoaded',
        () => {
          this.#update();
        },
        { once: true },
      );
    } else {
      this.#update();
    }
  }

  disconnectedCallback(): void {
    this.#fetching?.abort();
    this.#live.close();
    this.#stopDrawing?.();
    this.#stopDrawing = undefined;
  }

  connectedMoveCallback(): void {
    // Moved by `moveBefore`, which calls this instead of the two above: everything is still there.
  }

  attributeChangedCallback(): void {
    this.#update();
  }

  #update(): void {
    if (!this.isConnected) {
      return;
    }
    this.#fetching?.abort();
    this.#fetching = undefined;
    if (this.#loading !== undefined) {
      return;
    }
    const loading = loadMessages();
    if (loading === undefined) {
      this.#showSource();
      return;
    }
    this.#loading = loading
      .catch((error: unknown) => {
        // The document is worth showing without them; those in English are here.
        console.warn('The messages in the language of the page could not be loaded.', error);
      })
      .then(() => {
        this.#loading = undefined;
        this.#showSource();
      });
  }

  #showSource(): void {
    if (!this.isConnected) {
      return;
    }
    const src = this.getAttribute('src');
    const text = this.#assigned ?? this.getAttribute('markdown');
    if (text === null && src !== null) {
      void this.#fetch(src);
    } else {
      this.#show(text ?? scriptSource(this) ?? '');
    }
  }

  /** Loads what draws formulas, once there is one. */
  async #draw(): Promise<void> {
    if (this.#stopDrawing !== undefined || this.#preview.querySelector(DRAWABLE) === null) {
      return;
    }
    try {
      const { drawInView } = await import('../reading/drawings.js');
      if (this.isConnected) {
        this.#stopDrawing ??= drawInView(this.#preview);
      }
    } catch {
      // Without the file the source stays, and the next update tries again.
    }
  }

  async #fetch(url: string): Promise<void> {
    const fetching = (this.#fetching = new AbortController());
    this.#status.say('source', message('viewer.loading'));
    try {
      const text = await fetchSource(url, fetching.signal);
      if (!fetching.signal.aborted) {
        this.#show(text);
      }
    } catch (error) {
      // Ignored if it was aborted: something else is shown by now.
      if (!fetching.signal.aborted) {
        this.#status.say('source', sentenceOf(error));
        this.#becomeReady();
      }
    }
  }

  #show(text: string): void {
    this.#status.say('source', '');
    this.#text = text;
    this.#live.extensions = parseExtensions(this.getAttribute('extensions'));
    this.#live.open(() => text);
    void this.#live.settled().then(this.#becomeReady);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'twinmark-preview': TwinmarkPreviewElement;
  }
}
