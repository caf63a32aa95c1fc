import { detectPageLanguage, loadMessages, pageLanguage } from '../language/languages.js';
import { loadingFailure, prepareLoadingFailure } from '../language/loading-failure.js';
import { stopWaiting, whenInView } from './in-view.js';
import type { Parts } from './parts.js';
import type { Workbench, WorkbenchEvents, WorkbenchHost } from './workbench.js';

/** The modules that are loaded when an element comes into view or is focused. */
export interface Loaded {
  readonly Workbench: typeof Workbench;
  /** Undefined where the page's own style sheet lays the parts out. */
  readonly applyWidgetStyles?: (parts: Parts) => void;
}

/** The dependencies of a lazy workbench; a test has its own. */
export interface LoadingTools {
  /** Rejects when the files cannot be loaded; the next call tries again. */
  load(): Promise<Loaded>;
  /** Calls a function once, as soon as any part of an element is in view. */
  whenInView(element: Element, then: () => void): void;
  stopWaiting(element: Element): void;
}

type State =
  /** The text area alone is there: the element has not come into view, or loading has failed. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading'; readonly done: Promise<void> }
  | { readonly kind: 'open'; readonly workbench: Workbench };

let provided: typeof Workbench | undefined;

/**
 * Starts every server-rendered editor at once, rather than when it comes into view. To be called when the
 * messages are loaded.
 */
export function provideWorkbench(workbench: typeof Workbench): void {
  provided = workbench;
}

/** The workbench of an element, which is loaded when the element comes into view or is focused. */
export class LazyWorkbench {
  readonly #host: WorkbenchHost;
  readonly #events: WorkbenchEvents;
  readonly #tools: LoadingTools;
  #state: State = { kind: 'waiting' };
  #calls: ((workbench: Workbench) => void)[] = [];
  /** Resolves when the input method composition in the text area, if there is one, is over. */
  #composition: Promise<unknown> | undefined;

  constructor(
    host: WorkbenchHost,
    events: WorkbenchEvents,
    tools: LoadingTools = { load: loadFiles, whenInView, stopWaiting },
  ) {
    this.#host = host;
    this.#events = events;
    this.#tools = tools;
  }

  /** The workbench once it is loaded. It stays, closed, when the element is removed from the document. */
  get opened(): Workbench | undefined {
    return this.#state.kind === 'open' ? this.#state.workbench : undefined;
  }

  /** Calls a function with the workbench: at once, or as soon as it is loaded. */
  whenOpened(call: (workbench: Workbench) => void): void {
    if (this.opened === undefined) {
      this.#calls.push(call);
    } else {
      call(this.opened);
    }
  }

  /** Watches for compositions in a text area: replacing it would lose an unfinished one. */
  watchCompositions(source: HTMLTextAreaElement): void {
    source.addEventListener('compositionstart', () => {
      this.#composition = new Promise((resolve) => {
        source.addEventListener('compositionend', resolve, { once: true });
      });
    });
  }

  /**
   * Loads the workbench when the element comes into view or is focused; at once if it is provided and a
   * server has rendered the parts.
   *
   * @param signal is aborted when the element is disconnected
   */
  wait(parts: Parts, signal: AbortSignal): void {
    if (parts.widget === undefined && provided !== undefined) {
      this.#open({ Workbench: provided }, parts);
      return;
    }
    void prepareLoadingFailure(pageLanguage(this.#host));
    const load = () => void this.load(parts);
    this.#tools.whenInView(this.#host, load);
    this.#host.addEventListener('focusin', load, { signal });
    if (parts.source.matches(':focus')) {
      load();
    }
  }

  /** Stops waiting for the element to come into view: it was disconnected. */
  stopWaiting(): void {
    this.#tools.stopWaiting(this.#host);
  }

  /** Resolves when the workbench is open, or the status line says that it could not be loaded. */
  async load(parts: Parts): Promise<void> {
    if (this.#state.kind === 'waiting') {
      const done = this.#loadNow(parts).finally(() => {
        if (this.#state.kind === 'loading') {
          this.#state = { kind: 'waiting' };
        }
      });
      this.#state = { kind: 'loading', done };
    }
    if (this.#state.kind === 'loading') {
      await this.#state.done;
    }
  }

  async #loadNow(parts: Parts): Promise<void> {
    const { status } = parts;
    detectPageLanguage(this.#host);
    try {
      const loaded = await this.#tools.load();
      await this.#composition;
      status.textContent = '';
      if (this.#host.isConnected) {
        this.#open(loaded, parts);
      }
    } catch (error) {
      console.warn('The editor could not be loaded.', error);
      status.textContent = loadingFailure(pageLanguage());
    }
  }

  #open({ Workbench, applyWidgetStyles }: Loaded, parts: Parts): void {
    this.#tools.stopWaiting(this.#host);
    applyWidgetStyles?.(parts);
    const workbench = new Workbench(this.#host, parts, this.#events);
    this.#state = { kind: 'open', workbench };
    workbench.begin();
    for (const call of this.#calls.splice(0)) {
      call(workbench);
    }
    this.#events.opened();
  }
}

async function loadFiles(): Promise<Loaded> {
  const [{ Workbench }, { applyWidgetStyles }] = await Promise.all([
    provided === undefined ? import('./workbench.js') : { Workbench: provided },
    import('./widget-styles.lazy.js'),
    loadMessages(),
  ]);
  return { Workbench, applyWidgetStyles };
}
