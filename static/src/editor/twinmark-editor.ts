import { LivePreview } from '../live/live-preview.js';
import { WritingSurface } from '../writing/writing-surface.js';
import { ALL_COMMANDS, COMMANDS, type FormattingCommand } from '../formatting/commands.js';
import { message } from '../language/catalogue.js';
import type { Divider } from '../panes/divider.js';
import type { PaneTabs } from '../panes/pane-tabs.js';
import { Toolbar } from '../toolbar/toolbar.js';
import type { RenderedLines } from '../preview/preview.js';
import { headingsIn } from '../reading/headings.js';
import { plainlyClicked } from '../reading/plain-click.js';
import { ScrollSync } from '../reading/scroll-sync.js';
import { taskBoxes } from '../reading/task-boxes.js';
import type { CodeBlocks } from '../reading/code-blocks.js';
import { findCodeParser } from '../writing/code-languages.js';
import { parseDebounce } from './debounce.js';
import { adoptParts, type Parts } from './parts.js';
import { parseSplit } from './split.js';

/** A heading of the document. */
export interface Heading {
  /** In the preview. */
  readonly element: HTMLElement;
  /** From 1 to 6. */
  readonly level: number;
  /** Where it is in the text, the first line being 0; undefined where the server has rendered it. */
  readonly line: number | undefined;
}

/** What a `twinmark-render` event tells. */
export interface TwinmarkRenderDetail {
  /** From the first edit that this update shows to the preview updated, before it is painted. */
  readonly milliseconds: number;
}

/** One of the two sides. */
export type Pane = 'write' | 'read';

/** Something a writer can do to the text. */
export interface EditorCommand {
  readonly id: string;
  /** Its name, in the language of the page. */
  readonly label: string;
  /** In CodeMirror's notation, such as `Mod-b`; undefined where there is none. */
  readonly keys: string | undefined;
  run(): void;
  /** Whether the text at the caret is what the command makes; undefined where that makes no sense. */
  isActive(): boolean | undefined;
  isEnabled(): boolean;
}

/**
 * A Markdown editor: a writing surface and a live preview of what is written, side by side.
 *
 * It adopts what the server has rendered in it (`textarea[data-twinmark-source]`,
 * `[data-twinmark-preview]`, `[data-twinmark-status]`) and makes what is missing, so an empty element
 * is an empty editor. While it is in a document, the text is written in an element that it puts in the
 * place of the text area, `[data-twinmark-surface]`; forms are sent with that text, and the text area
 * itself has it whenever the editor is out of the document.
 *
 * After each change of the writer's it fires `input`, as a text area does, in the task of the change.
 *
 * The attribute `debounce` says how long to wait after an edit before it is shown, in milliseconds.
 * Without it, or with anything else in it, each edit is shown in the very frame of its text, unless
 * updates take too long for that.
 *
 * With the attribute `spotlight` all of the text is dimmed but the paragraph that is written.
 *
 * A page that lays the two sides out side by side gives the text `--twinmark-split` of the width, which
 * follows the attribute `split` and the divider.
 *
 * The two sides are scrolled together, unless the attribute `sync` is `off`. A task that is clicked in the
 * preview is changed in the text; a click on anything else there takes the caret to where it is written,
 * unless the attribute `mode` is `read`.
 *
 * @example
 * ```html
 * <script type="module" src="/assets/v1/editor.js"></script>
 * <twinmark-editor></twinmark-editor>
 * ```
 */
export class TwinmarkEditorElement extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [
    'debounce',
    'sync',
    'split',
    'pane',
    'spotlight',
  ];

  /** Fulfilled as soon as the first render has ended, well or with a message. */
  readonly ready: Promise<void>;

  readonly #becomeReady: () => void;
  readonly #told = { preview: '', writing: '', reading: '' };
  #content: Content | undefined;
  #surface: WritingSurface | undefined;
  #toolbar: Toolbar | undefined;
  #sync: ScrollSync | undefined;
  #codeBlocks: CodeBlocks | undefined;
  #divider: Divider | undefined;
  #tabs: PaneTabs | undefined;

  constructor() {
    super();
    let resolveReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => {
      resolveReady = resolve;
    });
    this.#becomeReady = resolveReady;
  }

  /**
   * The document, as Markdown. Setting it renders what differs, and can be undone by the writer;
   * setting it to what it is does nothing.
   *
   * Line ends become line feeds, as in any text area.
   */
  get value(): string {
    return (this.#surface ?? this.#adopt().source).value;
  }

  set value(value: string) {
    (this.#surface ?? this.#adopt().source).value = value;
  }

  /**
   * Opens another document: unlike setting `value`, it leaves nothing of the one before to undo, and
   * fires no `input`.
   */
  open(text: string): void {
    if (this.#surface === undefined) {
      this.value = text;
      return;
    }
    this.#surface.open(text);
    this.#openLive(this.#surface);
  }

  /** The element that holds the rendered, sanitized document. */
  get preview(): HTMLElement {
    return this.#adopt().preview;
  }

  /** What a writer can do to the text, by button, shortcut or name. */
  get commands(): readonly EditorCommand[] {
    return ALL_COMMANDS.map((command) => this.#commandOf(command));
  }

  /**
   * Where the caret is: its line and, in UTF-16 code units, its column, the first of each being 0.
   * The event `twinmark-caret` tells that it may have changed.
   */
  get caret(): { readonly line: number; readonly column: number } {
    return this.#surface?.caret ?? { line: 0, column: 0 };
  }

  /** What is selected in the text; of several selections, each in lines of its own. */
  get selectedText(): string {
    return this.#surface?.selectedText ?? '';
  }

  /** The document's headings, as the preview shows them: an edit may move them to other lines. */
  headings(): readonly Heading[] {
    return headingsIn(this.preview, (node) => this.#adopt().live.containing(node), this.#textOf);
  }

  /**
   * Goes to a line: takes the caret to its beginning, and scrolls both sides until it is at their top.
   * From then on the text leads, and the preview follows. The focus stays where it is.
   *
   * @param line the first of the text being 0, as in `caret`; one past the last means the last
   */
  goToLine(line: number): void {
    this.#surface?.goTo(line);
    this.#sync?.goTo(line);
  }

  /**
   * How much of the width the text has where the two sides stand side by side, in percent, as the attribute
   * `split` says; 50 without it. When the reader has moved the divider, the event `twinmark-split` tells.
   */
  get split(): number {
    return parseSplit(this.getAttribute('split'));
  }

  set split(percent: number) {
    this.setAttribute('split', String(Math.round(percent * 10) / 10));
  }

  /** Which side is shown where there is room for one, as the attribute `pane` says; `write` without it. */
  get pane(): Pane {
    return this.getAttribute('pane') === 'read' ? 'read' : 'write';
  }

  set pane(pane: Pane) {
    this.setAttribute('pane', pane);
  }

  /**
   * Fulfilled when the preview shows the whole text as it is: at once, or after the updates under way.
   * With false when it cannot, of which the editor's status says why.
   */
  rendered(): Promise<boolean> {
    return this.#adopt().live.settled();
  }

  /** Puts the focus into the text, which is shown for that. */
  override focus(options?: FocusOptions): void {
    if (this.#tabs?.isShown === true) {
      this.pane = 'write';
    }
    (this.#surface ?? this.#adopt().source).focus(options);
  }

  /**
   * Selects a part of the text, and scrolls it into view.
   *
   * @param start and `end` in UTF-16 code units from the beginning
   */
  setSelectionRange(start: number, end: number): void {
    (this.#surface ?? this.#adopt().source).setSelectionRange(start, end);
  }

  attributeChangedCallback(name: string): void {
    switch (name) {
      case 'debounce':
        if (this.#content !== undefined) {
          this.#content.live.debounce = parseDebounce(this.getAttribute('debounce'));
        }
        break;
      case 'split':
        this.style.setProperty(
          '--twinmark-split',
          this.hasAttribute('split') ? `${String(this.split)}%` : null,
        );
        this.#divider?.update();
        break;
      case 'pane':
        this.#tabs?.update();
        break;
      case 'spotlight':
        this.#lightUp();
        break;
      default:
        this.#synchronize();
    }
  }

  connectedCallback(): void {
    if (document.readyState === 'loading' && this.#content === undefined) {
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
    this.#content?.live.close();
    // An element that is moved is back by then, and keeps what could be undone.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#sync?.close();
        this.#sync = undefined;
        this.#codeBlocks?.close();
        this.#codeBlocks = undefined;
        this.#surface?.destroy();
        this.#surface = undefined;
      }
    });
  }

  connectedMoveCallback(): void {
    // Moved by `moveBefore`, which calls this instead of the two above: everything is still there.
  }

  #start(): void {
    if (!this.isConnected) {
      return;
    }
    const { source, live } = this.#adopt();
    // Set before this class was defined, a value is a property that hides ours.
    if (Object.hasOwn(this, 'value')) {
      const { value } = this;
      delete (this as { value?: string }).value;
      this.value = value;
    }
    const surface = (this.#surface ??= new WritingSurface(
      source,
      (changes, byWriter) => {
        live.edit(changes);
        if (byWriter) {
          this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        }
      },
      () => {
        this.#toolbar?.update();
        this.dispatchEvent(new Event('twinmark-caret'));
      },
    ));
    this.#toolbar ??= new Toolbar(
      this.#adopt().toolbar,
      COMMANDS.map((command) => command && this.#commandOf(command)),
    );
    if (this.#sync === undefined) {
      this.#sync = new ScrollSync(surface, {
        scroller: this.preview,
        atLine: (line) => live.atLine(line),
        containing: (node) => live.containing(node),
      });
      this.#synchronize();
    }
    this.#lightUp();
    surface.onMessage = (text) => {
      this.#say('writing', text);
    };
    this.#openLive(surface);
    this.#showCode();
    void this.#furnish();
  }

  /** Adds what nobody needs to begin to write. */
  async #furnish(): Promise<void> {
    const { Divider, PaneTabs } = await import('../panes/panes.js');
    const { tabs, divider, form, preview } = this.#adopt();
    this.#divider ??= new Divider(divider, this, form, () => {
      this.#sync?.realign();
      this.dispatchEvent(new Event('twinmark-split', { bubbles: true, composed: true }));
    });
    this.#tabs ??= new PaneTabs(tabs, this, { write: form.id, read: preview.id }, () => {
      this.#synchronize();
    });
  }

  #lightUp(): void {
    if (this.#surface !== undefined) {
      this.#surface.isSpotlit = this.hasAttribute('spotlight');
    }
  }

  /** One side at a time is always where the other was: nobody could find the place again. */
  #synchronize(): void {
    if (this.#sync !== undefined) {
      this.#sync.enabled = this.#tabs?.isShown === true || this.getAttribute('sync') !== 'off';
    }
  }

  readonly #textOf = ({ line, lines }: RenderedLines): string =>
    this.#surface?.textOf(line, lines) ?? '';

  async #goToClicked(event: MouseEvent): Promise<void> {
    const { live, preview } = this.#adopt();
    const clicked =
      this.getAttribute('mode') === 'read' ? undefined : plainlyClicked(event, preview);
    if (clicked === undefined) {
      return;
    }
    const { clickedPlace } = await import('../reading/click-to-source.js');
    const surface = this.#surface;
    const place = clickedPlace(event, clicked, (node) => live.containing(node), this.#textOf);
    if (surface === undefined || place === undefined) {
      return;
    }
    // A keyboard on the screen would cover what is read.
    if (!matchMedia('(pointer: coarse)').matches) {
      surface.focus();
    }
    // What was clicked stays under the pointer.
    this.#sync?.lead('preview');
    surface.goTo(place.line, place.offset, event.clientY);
  }

  #commandOf(command: FormattingCommand): EditorCommand {
    return {
      id: command.id,
      label: message(command.label),
      keys: command.keys[0],
      run: () => {
        this.#surface?.run(command);
      },
      isActive: () => this.#surface?.isActive(command),
      isEnabled: () => this.#surface?.isEnabled(command) ?? false,
    };
  }

  /** Code gets its colours, and buttons to copy it, once all is there that nobody can do without. */
  #showCode(): void {
    void this.ready
      .then(() => import('../reading/code-blocks.js'))
      .then(
        ({ CodeBlocks }) => {
          if (this.isConnected) {
            this.#codeBlocks ??= new CodeBlocks(this.preview, findCodeParser, (text) => {
              this.#say('reading', text);
            });
          }
        },
        () => {
          // Without the file code stays plain, which is no reason to disturb anybody.
        },
      );
  }

  #openLive(surface: WritingSurface): void {
    this.#adopt().live.open(() => surface.value);
  }

  #adopt(): Content {
    if (this.#content === undefined) {
      const parts = adoptParts(this);
      const live = new LivePreview(parts.preview, {
        updated: (milliseconds) => {
          this.#dispatchRender(milliseconds);
        },
        say: (message) => {
          this.#say('preview', message);
        },
      });
      live.debounce = parseDebounce(this.getAttribute('debounce'));
      void live.ready.then(this.#becomeReady);
      taskBoxes(
        parts.preview,
        (node) => live.containing(node),
        ({ line, lines }, index, count) => {
          this.#surface?.toggleTask(line, lines, index, count);
        },
      );
      parts.preview.addEventListener('click', (event) => {
        void this.#goToClicked(event);
      });
      this.#content = { ...parts, live };
    }
    return this.#content;
  }

  /** Shows what one side has to tell, beside what the other has told; nothing, when it is empty. */
  #say(side: 'preview' | 'writing' | 'reading', text: string): void {
    this.#told[side] = text;
    const { status } = this.#adopt();
    const told = Object.values(this.#told)
      .filter((each) => each !== '')
      .join(' ');
    // Not when it is there already: a screen reader would say it again.
    if (status.textContent !== told) {
      status.textContent = told;
    }
  }

  #dispatchRender(milliseconds: number): void {
    this.dispatchEvent(
      new CustomEvent<TwinmarkRenderDetail>('twinmark-render', {
        bubbles: true,
        composed: true,
        detail: { milliseconds },
      }),
    );
  }
}

/** The parts, and what keeps the preview up to date. */
interface Content extends Parts {
  readonly live: LivePreview;
}

declare global {
  interface HTMLElementTagNameMap {
    'twinmark-editor': TwinmarkEditorElement;
  }
  interface HTMLElementEventMap {
    /** The caret or the selection may have moved. */
    'twinmark-caret': Event;
    /** The reader has moved the divider between the two sides. Bubbles. */
    'twinmark-split': Event;
    /** After each update of the preview. Bubbles. */
    'twinmark-render': CustomEvent<TwinmarkRenderDetail>;
  }
}
