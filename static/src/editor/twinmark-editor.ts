import type { EditorCommand, Heading, Pane, TwinmarkRenderDetail } from '../api/editor.js';
import { Draft } from './draft.js';
import { FormEntry } from './form-entry.js';
import { stopWaiting, whenInView } from './in-view.js';
import { sayNotLoaded } from './not-loaded.js';
import { detectPageLanguage } from '../language/page-language.js';
import { adoptParts, type Parts } from './parts.js';
import { parseSplit } from '../panes/split.js';
import { styleSheet } from '../dom/style-sheet.js';
import waitingStyles from './waiting.css';
import { upgradeProperties } from '../dom/upgrade-properties.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';
import type { Workbench } from './workbench.js';
import { loadWorkbench, providedWorkbench } from './workbench-loader.js';

export type * from '../api/editor.js';

/** What the element shares with its text area, which knows what it means. */
const SHARED = [
  'placeholder',
  'readonly',
  'required',
  'minlength',
  'maxlength',
  'dirname',
  'spellcheck',
  'dir',
] as const;

/** What the element has from its text area where it has none itself. */
const TAKEN_OVER = [...SHARED, 'name', 'form', 'disabled', 'autofocus'] as const;

/**
 * A Markdown editor: a writing surface and a live preview of what is written, side by side.
 *
 * It is a form control around a text area in its content, which it makes if there is none. Without its
 * script the text area is there to be typed in, and is sent with its form; with it, the element is, and
 * takes over `name`, `required` and so on, as far as it has none itself. Its members and constraints are
 * those of a text area, but for `value`, which keeps the caret where it can.
 *
 * Until it comes into view or gets the focus, the text area is what is seen; the rest of the editor is
 * loaded then. Around it the element puts its parts into a shadow tree, which the page styles by custom
 * properties (`--twinmark-accent` and so on) and `::part()`.
 *
 * Where a server has rendered `[data-twinmark-preview]` and the other parts in the element, they stay where
 * they are, to be laid out by the page's style sheet; then the text area remains the form's control.
 *
 * After each change of the writer's it fires `input`, as a text area does, in the task of the change, and
 * `change` when the writer has left a text that has changed.
 *
 * The attribute `debounce` says how long to wait after an edit before it is shown, in milliseconds.
 * Without it, or with anything else in it, each edit is shown in the very frame of its text, unless
 * updates take too long for that.
 *
 * With the attribute `spotlight` all of the text is dimmed but the paragraph that is written; with
 * `autogrow` the element is as high as what is in it.
 *
 * The two sides are scrolled together, unless the attribute `sync` is `off`. A task that is clicked in the
 * preview is changed in the text; a click on anything else there takes the caret to where it is written,
 * unless the attribute `mode` is `read`.
 *
 * @example
 * ```html
 * <script type="module" src="/assets/v1/editor.js"></script>
 * <form method="post">
 *   <twinmark-editor><textarea name="text" required></textarea></twinmark-editor>
 * </form>
 * ```
 *
 * @attr name - that of the text in the form's data
 * @attr disabled - as of a text area, and by a `fieldset`
 * @attr autofocus - as of a text area
 * @attr form - as of a text area
 * @attr mode - `both`, `write` or `read`
 * @attr toolbar - ids of commands, `|` for a gap, or `none`; children with `slot="toolbar"` come behind
 * @attr theme - `light` or `dark`; without it as the page's `color-scheme`
 * @attr autogrow - as high as the text, up to `max-block-size`; without it `block-size`, 24 rem
 * @attr storage-key - under what name the browser keeps the draft until the form was sent
 * @attr sync - `off`: the two sides are not scrolled together
 * @attr split - how much of the width the text has beside the preview, in percent
 * @attr pane - `write` or `read`: the side that is shown where there is room for one
 * @attr spotlight - dims all of the text but the paragraph that is written
 * @attr debounce - milliseconds to wait after an edit; without it none, while updates are short
 * @attr lang - the language of the interface, English or German: that of the first editor that is loaded counts for the page
 * @fires input - after each change by the writer, in its task
 * @fires change - when the writer has left a text that has changed
 */
export class TwinmarkEditorElement extends HTMLElement {
  static readonly formAssociated = true;

  static readonly observedAttributes: readonly string[] = [
    ...SHARED,
    'autogrow',
    'debounce',
    'pane',
    'split',
    'spotlight',
    'storage-key',
    'sync',
    'toolbar',
  ];

  /**
   * Fulfilled as soon as the first render has ended, well or with a message. An editor that nobody has
   * seen is not rendered: `rendered()` has it begin.
   */
  readonly ready: Promise<void>;

  readonly #becomeReady: () => void;
  readonly #internals = this.attachInternals();
  readonly #entry = new FormEntry(
    this.#internals,
    () => this.name,
    () => this.#entries(),
    () => {
      this.#draft.remove();
    },
  );
  readonly #draft = new Draft(
    () => this.value,
    () => {
      this.#isDraftLost = true;
      this.#workbench?.sayDraftIsLost();
    },
  );
  #parts: Parts | undefined;
  #workbench: Workbench | undefined;
  #loading: Promise<void> | undefined;
  /** Whether the text is not the default one any more (HTML, 4.10.11: the dirty value flag). */
  #isDirty = false;
  /** Whether it was last changed by its user. */
  #isEdited = false;
  #isDraftLost = false;
  #isDisabled = false;
  #isComposing = false;
  #customProblem = '';
  /** The text that the element has taken over from the text area. */
  #found = '';
  #connection = new AbortController();

  constructor() {
    super();
    const { promise, resolve }: Resolvers<void> = withResolvers();
    this.ready = promise;
    this.#becomeReady = resolve;
  }

  /**
   * The document, as Markdown. Setting it renders what differs, and can be undone by the writer; the caret
   * stays where it is, as far as the text around it does. Setting it to what it is does nothing.
   *
   * Line ends become line feeds, as in any text area.
   */
  get value(): string {
    return this.#text.value;
  }

  set value(value: string | null | undefined) {
    this.#isDirty = true;
    this.#setText(value ?? '');
  }

  /** The text that a reset of the form brings back: the content of the text area. */
  get defaultValue(): string {
    return this.#adopt().source.defaultValue;
  }

  set defaultValue(value: string) {
    this.#adopt().source.defaultValue = value;
    if (!this.#isDirty) {
      this.#setText(value);
    }
  }

  /** The length of `value`, in UTF-16 code units. It costs nothing to ask for it. */
  get textLength(): number {
    return this.#text.textLength;
  }

  /** As the attribute `name`: that of the text in the form's data. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** As that of a text area: `textarea`. */
  get type(): string {
    return this.#adopt().source.type;
  }

  /** As the attribute `required`. */
  get required(): boolean {
    return this.hasAttribute('required');
  }

  set required(required: boolean) {
    this.toggleAttribute('required', required);
  }

  /** As the attribute `disabled`. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** As the attribute `readonly`. */
  get readOnly(): boolean {
    return this.hasAttribute('readonly');
  }

  set readOnly(readOnly: boolean) {
    this.toggleAttribute('readonly', readOnly);
  }

  /** As the attribute `placeholder`. */
  get placeholder(): string {
    return this.getAttribute('placeholder') ?? '';
  }

  set placeholder(placeholder: string) {
    this.setAttribute('placeholder', placeholder);
  }

  /** As the attribute `dirname`: the name of an entry that says in which direction the text is written. */
  get dirName(): string {
    return this.getAttribute('dirname') ?? '';
  }

  set dirName(name: string) {
    this.setAttribute('dirname', name);
  }

  /**
   * As the attribute `minlength`, in UTF-16 code units; -1 without it.
   *
   * @throws DOMException IndexSizeError, where it is set to a negative number
   */
  get minLength(): number {
    return this.#adopt().source.minLength;
  }

  set minLength(length: number) {
    const { source } = this.#adopt();
    source.minLength = length;
    this.setAttribute('minlength', source.getAttribute('minlength') ?? '');
  }

  /**
   * As the attribute `maxlength`, in UTF-16 code units; -1 without it.
   *
   * @throws DOMException IndexSizeError, where it is set to a negative number
   */
  get maxLength(): number {
    return this.#adopt().source.maxLength;
  }

  set maxLength(length: number) {
    const { source } = this.#adopt();
    source.maxLength = length;
    this.setAttribute('maxlength', source.getAttribute('maxlength') ?? '');
  }

  /** The form that the text is sent with; null where it is in none. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The labels of the element, or else of its text area. */
  get labels(): NodeList {
    const { labels } = this.#internals;
    return labels.length > 0 ? labels : this.#adopt().source.labels;
  }

  /** Whether the constraints are checked: not while the element is disabled or read-only. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** Which constraints the text does not meet. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** What stands in the way of the text being sent; empty where nothing does. */
  get validationMessage(): string {
    return this.willValidate ? this.#internals.validationMessage : '';
  }

  /** Whether the text can be sent as it is. Fires `invalid` where not. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** Like `checkValidity`; and says what is wrong. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /**
   * Makes the text one that cannot be sent.
   *
   * @param problem what stands in the way of that, for the reader; empty: nothing
   */
  setCustomValidity(problem: string): void {
    this.#customProblem = problem;
    this.#adopt().source.setCustomValidity(problem);
    this.#validate();
  }

  /** Where the selection begins, in UTF-16 code units from the beginning of the text. */
  get selectionStart(): number {
    return this.#text.selectionStart;
  }

  set selectionStart(start: number) {
    this.#text.selectionStart = start;
  }

  /** Where the selection ends, in UTF-16 code units from the beginning of the text. */
  get selectionEnd(): number {
    return this.#text.selectionEnd;
  }

  set selectionEnd(end: number) {
    this.#text.selectionEnd = end;
  }

  /** Which end of the selection the caret is at. */
  get selectionDirection(): 'forward' | 'backward' | 'none' {
    return this.#text.selectionDirection;
  }

  set selectionDirection(direction: 'forward' | 'backward' | 'none') {
    this.#text.selectionDirection = direction;
  }

  /** Selects all of the text, and puts the focus into it. */
  select(): void {
    this.#text.select();
  }

  /**
   * Selects a part of the text, and scrolls it into view.
   *
   * @param start and `end` in UTF-16 code units from the beginning
   */
  setSelectionRange(
    start: number,
    end: number,
    direction: 'forward' | 'backward' | 'none' = 'none',
  ): void {
    this.#text.setSelectionRange(start, end, direction);
  }

  /**
   * Replaces a part of the text, as a script's doing: no `input` is fired.
   *
   * @param start and `end` in UTF-16 code units from the beginning; without them, what is selected
   * @param mode what is selected afterwards
   * @throws DOMException IndexSizeError, where the start is behind the end
   */
  setRangeText(
    replacement: string,
    start = this.selectionStart,
    end = this.selectionEnd,
    mode: SelectionMode = 'preserve',
  ): void {
    this.#isDirty = true;
    this.#isEdited = false;
    this.#text.setRangeText(replacement, start, end, mode);
    this.#validate();
  }

  /**
   * Puts Markdown in the place of what is selected, as the writer's doing: in one step to undo, within
   * `maxlength`, and with an `input` event. A text that is read-only stays as it is.
   */
  insertMarkdown(markdown: string): void {
    const surface = this.#workbench?.surface;
    if (surface !== undefined) {
      surface.insert(markdown);
      return;
    }
    const { source } = this.#adopt();
    if (!source.readOnly && !source.disabled) {
      const { value, selectionStart, selectionEnd, maxLength } = source;
      const room =
        maxLength < 0 ? Infinity : maxLength - value.length + selectionEnd - selectionStart;
      source.setRangeText(
        markdown.slice(0, Math.max(room, 0)),
        selectionStart,
        selectionEnd,
        'end',
      );
      this.#edited();
    }
  }

  /**
   * Opens another document: unlike setting `value`, it leaves nothing of the one before to undo, and
   * fires no `input`.
   */
  open(text: string): void {
    this.#isDirty = true;
    this.#isEdited = false;
    if (this.#workbench?.surface === undefined) {
      this.#text.value = text;
    } else {
      this.#workbench.open(text);
    }
    this.#validate();
  }

  /** The element that holds the rendered, sanitized document. */
  get preview(): HTMLElement {
    return this.#adopt().preview;
  }

  /** What a writer can do to the text, by button, shortcut or name. None before the editor is `ready`. */
  get commands(): readonly EditorCommand[] {
    return this.#workbench?.commands ?? [];
  }

  /**
   * Where the caret is: its line and, in UTF-16 code units, its column, the first of each being 0.
   * The event `twinmark-caret` tells that it may have changed.
   */
  get caret(): { readonly line: number; readonly column: number } {
    return this.#workbench?.surface?.caret ?? { line: 0, column: 0 };
  }

  /** What is selected in the text; of several selections, each in lines of its own. */
  get selectedText(): string {
    const surface = this.#workbench?.surface;
    return surface?.selectedText ?? this.value.slice(this.selectionStart, this.selectionEnd);
  }

  /** The document's headings, as the preview shows them: an edit may move them to other lines. */
  headings(): readonly Heading[] {
    return this.#workbench?.headings() ?? [];
  }

  /**
   * Goes to a line: takes the caret to its beginning, and scrolls both sides until it is at their top.
   * From then on the text leads, and the preview follows. The focus stays where it is.
   *
   * @param line the first of the text being 0, as in `caret`; one past the last means the last
   */
  goToLine(line: number): void {
    this.#workbench?.goToLine(line);
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

  /** Which sides there are, as the attribute `mode` says; `both` without it. */
  get mode(): 'both' | Pane {
    const mode = this.getAttribute('mode');
    return mode === 'write' || mode === 'read' ? mode : 'both';
  }

  set mode(mode: 'both' | Pane) {
    this.setAttribute('mode', mode);
  }

  /**
   * As the attribute `toolbar`: the ids of commands in the order of their buttons, `|` for a gap; `none` for
   * no toolbar. Without it, the usual ones. Children with `slot="toolbar"` come behind them.
   */
  get toolbar(): string {
    return this.getAttribute('toolbar') ?? '';
  }

  set toolbar(buttons: string) {
    this.setAttribute('toolbar', buttons);
  }

  /** As the attribute `theme`: `light`, `dark`, or as the page (its `color-scheme`), which is `auto`. */
  get theme(): 'light' | 'dark' | 'auto' {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  set theme(theme: 'light' | 'dark' | 'auto') {
    this.setAttribute('theme', theme);
  }

  /**
   * As the attribute `storage-key`: under which name the browser keeps what is written until the form was
   * sent; empty: it keeps nothing. A form whose `submit` is cancelled was not sent; see `forgetDraft`.
   */
  get storageKey(): string {
    return this.getAttribute('storage-key') ?? '';
  }

  set storageKey(key: string) {
    this.setAttribute('storage-key', key);
  }

  /** As the attribute `autogrow`: the element is as high as what is in it, up to its `max-block-size`. */
  get autogrow(): boolean {
    return this.hasAttribute('autogrow');
  }

  set autogrow(autogrow: boolean) {
    this.toggleAttribute('autogrow', autogrow);
  }

  /** Removes what is kept under `storageKey`: a script has sent the text. */
  forgetDraft(): void {
    this.#draft.remove();
  }

  /**
   * Fulfilled when the preview shows the whole text as it is: at once, or after the updates under way.
   * With false when it cannot, of which the editor's status says why. An editor that is out of view is
   * loaded for this.
   */
  async rendered(): Promise<boolean> {
    await this.#load();
    return (await this.#workbench?.rendered()) ?? false;
  }

  /** Puts the focus into the text, which is shown for that. */
  override focus(options?: FocusOptions): void {
    this.#workbench?.showWriting();
    this.#text.focus(options);
  }

  /** Takes the focus out of the text. */
  override blur(): void {
    this.#text.blur();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'split') {
      this.style.setProperty(
        '--twinmark-split',
        this.hasAttribute('split') ? `${String(this.split)}%` : null,
      );
    } else if (this.#parts?.widget !== undefined && isShared(name)) {
      this.#share(name, this.#parts.source);
      this.#validate();
    } else if (name === 'storage-key' && this.#parts !== undefined) {
      this.#openDraft();
    }
    this.#workbench?.attributeChanged(name);
  }

  connectedCallback(): void {
    const { signal } = this.#connection;
    if (document.readyState === 'loading' && this.#parts === undefined) {
      // The parser may not have reached the content yet.
      document.addEventListener(
        'DOMContentLoaded',
        () => {
          this.#start();
        },
        { once: true, signal },
      );
    } else {
      this.#start();
    }
    window.addEventListener(
      'pagehide',
      () => {
        this.#draft.flush();
        this.#keep();
      },
      { signal },
    );
    window.addEventListener(
      'pageshow',
      () => {
        this.#showRestored();
      },
      { signal, once: true },
    );
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.#connection = new AbortController();
    stopWaiting(this);
    this.#draft.flush();
    this.#workbench?.pause();
    // An element that is moved is back by then, and keeps what could be undone.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#workbench?.close();
      }
    });
  }

  connectedMoveCallback(): void {
    // Moved by `moveBefore`, which calls this instead of the two above: everything is still there.
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#entry.form = form;
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabled = isDisabled;
    if (this.#parts?.widget !== undefined) {
      this.#parts.source.disabled = isDisabled;
      this.#workbench?.attributeChanged('disabled');
      this.#validate();
    }
  }

  formResetCallback(): void {
    this.#setText(this.defaultValue);
    this.#isDirty = false;
    this.#draft.remove();
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') {
      this.value = state;
    }
  }

  /** Has the browser keep the text, for those who come back to the page. */
  #keep(): void {
    if (this.#isDirty && this.#parts?.widget !== undefined) {
      const { value } = this;
      this.#entry.keep(value);
      this.#parts.source.value = value;
    }
  }

  /**
   * What a browser restores is the element's text where its markup has the name, and otherwise that of the
   * text area. Chromium does so just before `pageshow`, and fires no other event.
   */
  #showRestored(): void {
    const text = this.#parts?.widget === undefined ? undefined : this.#parts.source.value;
    if (text !== undefined && text !== this.#found) {
      this.value = text;
    }
  }

  /** What the text is in at present. */
  get #text() {
    return this.#workbench?.surface ?? this.#adopt().source;
  }

  #setText(text: string): void {
    this.#isEdited = false;
    this.#text.value = text;
    this.#validate();
  }

  /** The writer has changed the text. */
  #edited(): void {
    this.#isDirty = true;
    this.#isEdited = true;
    this.#validate();
    this.#draft.edited();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  #changed(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #entries(): [string, string][] {
    const { value } = this;
    const entries: [string, string][] = [[this.name, value]];
    if (this.dirName !== '') {
      // With `dir="auto"` it depends on the text. Of a text area that is not rendered, Chromium does not say.
      const written = document.createElement('textarea');
      written.dir = 'auto';
      written.value = value;
      const { dir } = this.#adopt().source;
      const isRightToLeft = (dir === 'auto' ? written : this).matches(':dir(rtl)');
      entries.push([this.dirName, isRightToLeft ? 'rtl' : 'ltr']);
    }
    return entries;
  }

  #validate(): void {
    const parts = this.#adopt();
    if (parts.widget === undefined) {
      return;
    }
    const { source } = parts;
    const { surface } = this.#workbench ?? {};
    const found = surface && this.#workbench?.problem(this.#isEdited);
    const flags = found?.flags ?? flagsOf(source.validity);
    const problem = this.#customProblem || (found?.message ?? source.validationMessage);
    if (problem !== '') {
      this.#internals.setValidity(
        { ...flags, customError: this.#customProblem !== '' },
        problem,
        surface?.focusable ?? source,
      );
    } else if (!this.validity.valid) {
      this.#internals.setValidity({});
    }
  }

  #start(): void {
    if (!this.isConnected) {
      return;
    }
    const { source, widget } = this.#adopt();
    upgradeProperties(this);
    if (this.#workbench !== undefined) {
      this.#workbench.begin();
      return;
    }
    // What makes a widget is not provided with it: the page's own style sheet does the rest.
    const workbench = widget === undefined ? providedWorkbench() : undefined;
    if (workbench !== undefined) {
      this.#begin(workbench);
    } else {
      whenInView(this, () => void this.#load());
      this.addEventListener('focusin', () => void this.#load(), {
        signal: this.#connection.signal,
      });
      if (source.matches(':focus')) {
        void this.#load();
      }
    }
    const { activeElement } = document;
    if (this.autofocus && (activeElement === null || activeElement === document.body)) {
      this.focus();
    }
  }

  #load(): Promise<void> {
    return (this.#loading ??= this.#loadNow().finally(() => {
      this.#loading = undefined;
    }));
  }

  async #loadNow(): Promise<void> {
    if (this.#workbench !== undefined) {
      return;
    }
    const parts = this.#adopt();
    const { source, status } = parts;
    detectPageLanguage(this);
    try {
      const [workbench, { applyWidgetStyles }] = await Promise.all([
        loadWorkbench(),
        import('./widget-styles.lazy.js'),
      ]);
      if (this.#isComposing) {
        // What is half typed by an input method would be lost.
        await new Promise((resolve) => {
          source.addEventListener('compositionend', resolve, { once: true });
        });
      }
      status.textContent = '';
      if (this.isConnected) {
        applyWidgetStyles(parts);
        this.#begin(workbench);
      }
    } catch (error) {
      console.warn('The editor could not be loaded.', error);
      sayNotLoaded(status);
    }
  }

  #begin(workbench: typeof Workbench): void {
    stopWaiting(this);
    this.#found = this.#adopt().source.value;
    this.#workbench = new workbench(this, this.#adopt(), {
      ready: this.#becomeReady,
      edited: () => {
        this.#edited();
      },
      changed: () => {
        this.#changed();
      },
    });
    this.#workbench.begin();
    if (this.#isDraftLost) {
      this.#workbench.sayDraftIsLost();
    }
    this.#validate();
  }

  #adopt(): Parts {
    if (this.#parts === undefined) {
      this.#parts = adoptParts(this);
      const { widget, source } = this.#parts;
      if (widget !== undefined) {
        widget.root.adoptedStyleSheets.push(styleSheet(waitingStyles));
        this.#takeOver(source);
        this.#openDraft();
      }
    }
    return this.#parts;
  }

  /** From here on the element is the form's control, and the text area is not: nothing is sent twice. */
  #takeOver(source: HTMLTextAreaElement): void {
    for (const name of TAKEN_OVER) {
      const value = source.getAttribute(name);
      // A text area without a form is one that another element has taken this from, of which it is a copy.
      if (value !== null && !this.hasAttribute(name) && !(name === 'form' && value === '')) {
        this.setAttribute(name, value);
      }
    }
    for (const name of SHARED) {
      this.#share(name, source);
    }
    source.removeAttribute('name');
    // There is no element with an empty id: the text area is in no form. A required one that is not
    // rendered would keep its form from being sent.
    source.setAttribute('form', '');
    source.disabled = this.#isDisabled || this.disabled;
    source.addEventListener('input', (event) => {
      event.stopPropagation();
      this.#edited();
    });
    source.addEventListener('change', (event) => {
      event.stopPropagation();
      this.#changed();
    });
    for (const type of ['compositionstart', 'compositionend']) {
      source.addEventListener(type, () => {
        this.#isComposing = type === 'compositionstart';
      });
    }
    // A click on a label of the element is one on the element itself.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) {
        this.focus();
      }
    });
    this.#found = source.value;
    // Typed before the script came, or given back by the browser.
    this.#isDirty = source.value !== source.defaultValue;
    this.#isEdited = this.#isDirty;
    this.#validate();
  }

  #share(name: (typeof SHARED)[number], source: HTMLTextAreaElement): void {
    const value = this.getAttribute(name);
    if (value === null) {
      source.removeAttribute(name);
    } else {
      source.setAttribute(name, value);
    }
  }

  #openDraft(): void {
    const draft = this.#draft.open(this.storageKey);
    if (draft !== undefined && !this.#isDirty) {
      this.value = draft;
    }
  }
}

function isShared(name: string): name is (typeof SHARED)[number] {
  return (SHARED as readonly string[]).includes(name);
}

function flagsOf({ valueMissing, tooShort, tooLong }: ValidityState): ValidityStateFlags {
  return { valueMissing, tooShort, tooLong };
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
