// Over 400 lines, because the element's members, which make its documentation, are read in one place. What they
// do is in form-control.ts, lazy-workbench.ts and workbench.ts.
import type {
  EditorCommand,
  Heading,
  Pane,
  TwinmarkRenderDetail,
  UploadImage,
} from '../api/editor.js';
import type { TwinmarkKeptDetail, TwinmarkLiveDetail } from '../api/live.js';
import { FormControl, SHARED_ATTRIBUTES } from './form-control.js';
import { LazyWorkbench } from './lazy-workbench.js';
import { adoptParts, type Parts } from './parts.js';
import { parseSplit } from '../panes/split.js';
import { styleSheet } from '../dom/style-sheet.js';
import waitingStyles from './waiting.css';
import { reflect, upgradeProperties } from '../dom/upgrade-properties.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';

export type * from '../api/editor.js';
export type * from '../api/live.js';

/**
 * A Markdown editor: a writing surface and a live preview, side by side.
 *
 * It is a form control around a text area in its content, or one of its own if there is none. Until its
 * script runs, the text area is the form control: the user can type in it, and it is submitted. Then the
 * element takes its place, along with `name`, `required` and so on, unless it has them itself. Its members
 * and constraints are those of a text area, except that setting `value` keeps the caret where possible.
 *
 * Only the text area is shown at first; the rest of the editor loads when the element scrolls into view or
 * is focused. Around the text area the element renders its parts in a shadow tree, which the host page
 * styles by custom properties (`--twinmark-accent` and so on) and `::part()`.
 *
 * If a server has rendered `[data-twinmark-preview]` and the other parts in the element, they stay where
 * they are and the page's style sheet lays them out; the text area then remains the form control.
 *
 * After each change by the user it fires `input`, as a text area does, in the task of the change, and
 * `change` when the text loses the focus after a change.
 *
 * The attribute `debounce` is the delay between an edit and the update of the preview, in milliseconds.
 * Without it, or with an invalid value, each edit is shown in the same frame as its text, unless updates
 * take too long for that.
 *
 * The attribute `spotlight` dims all of the text but the paragraph with the caret; `autogrow` makes the
 * element as high as its content.
 *
 * The panes scroll in sync, unless the attribute `sync` is `off`. Clicking a task in the preview toggles it
 * in the text; clicking anything else there moves the caret to its source, unless the attribute `mode` is
 * `read`.
 *
 * @example
 * ```html
 * <script type="module" src="/assets/v1/editor.js"></script>
 * <form method="post">
 *   <twinmark-editor><textarea name="text" required></textarea></twinmark-editor>
 * </form>
 * ```
 *
 * @attr value - initial text, if the text area in the content is empty; as of an `input`, it is the default value
 * @attr name - name of the text in the form's data
 * @attr disabled - disables the editor, as a disabled `fieldset` around it does
 * @attr autofocus - focuses the editor on page load
 * @attr form - id of the form that the text belongs to, by default the form around the editor
 * @attr mode - `both`, `write` or `read`
 * @attr toolbar - ids of commands, `|` for a gap, or `none`; children with `slot="toolbar"` follow them
 * @attr theme - `light` or `dark`; by default follows the page's `color-scheme`
 * @attr autogrow - grows with the text, up to `max-block-size`; without it `block-size` applies, 24 rem
 * @attr storage-key - name under which the browser keeps the draft until the form is submitted
 * @attr sync - `off` disables synchronized scrolling
 * @attr split - width of the text beside the preview, in percent
 * @attr pane - `write` or `read`: the pane shown where there is room for only one
 * @attr spotlight - dims all of the text but the paragraph with the caret
 * @attr debounce - delay after an edit, in milliseconds; by default none, while updates are short
 * @attr extensions - names of constructs of Markdown beyond the default, between spaces, such as `github` for all that GitHub has
 * @attr live - address of a document's live connection on a Twinmark server, such as `/api/documents/ID/live`
 * @attr live-name - the user's name, which the others in the document see
 * @attr live-version - the version of the server's document that the text is when `live` is set
 * @attr lang - interface language: English, French, German or Polish; the first editor loaded decides for the whole page
 * @fires input - after each change by the user, in the task of the change
 * @fires change - when the text loses the focus after a change
 */
export class TwinmarkEditorElement extends HTMLElement {
  static readonly formAssociated = true;

  static readonly observedAttributes: readonly string[] = [
    ...SHARED_ATTRIBUTES,
    'autogrow',
    'debounce',
    'extensions',
    'live',
    'live-name',
    'pane',
    'split',
    'spotlight',
    'storage-key',
    'sync',
    'toolbar',
    'value',
  ];

  /**
   * Resolves as soon as the first render has succeeded, or failed with a message. An editor that has not
   * been in view is not rendered; call `rendered()` to start it.
   */
  readonly ready: Promise<void>;

  /**
   * Stores the pictures that the user pastes, drops or chooses; `null` by default: they are written into the
   * text as `data:` URLs of at most 256 KB. It is called with each picture, scaled down and without its
   * metadata, and resolves to the address that is written into the text.
   */
  declare uploadImage: UploadImage | null;

  readonly #becomeReady: () => void;
  readonly #internals = this.attachInternals();
  readonly #lazy: LazyWorkbench = new LazyWorkbench(this, {
    ready: () => {
      this.#becomeReady();
    },
    opened: () => {
      this.#control.opened();
    },
    edited: () => {
      this.#control.edited();
    },
    changed: () => {
      this.#control.changed();
    },
  });
  readonly #control = new FormControl(this, this.#internals, () => this.#adopt(), this.#lazy);
  #parts: Parts | undefined;
  #connection = new AbortController();

  constructor() {
    super();
    const { promise, resolve }: Resolvers<void> = withResolvers();
    this.ready = promise;
    this.#becomeReady = resolve;
    // Only then, because it may have been set before the class was defined.
    this.uploadImage ??= null;
  }

  /**
   * The document, as Markdown. Setting it renders the difference, and the user can undo it; the caret
   * stays in place as far as the text around it does. Setting an identical value does nothing.
   *
   * Line endings are normalized to line feeds, as in any text area.
   */
  get value(): string {
    return this.#text.value;
  }

  set value(value: string | number | null | undefined) {
    this.#control.changeByScript(() => {
      // Frameworks set numbers as they are, and undefined for none.
      this.#text.value = String(value ?? '');
    });
  }

  /**
   * The text that resetting the form restores: the content of the text area, or else the attribute `value`,
   * which sets it. As long as neither a script nor the user has changed `value`, it follows.
   */
  get defaultValue(): string {
    return this.#adopt().source.defaultValue;
  }

  set defaultValue(value: string | null | undefined) {
    this.#adopt().source.defaultValue = value ?? '';
    this.#control.followDefault();
  }

  /** The length of `value`, in UTF-16 code units. Cheap to read. */
  get textLength(): number {
    return this.#text.textLength;
  }

  /** Reflects the attribute `name`: the name of the text in the form's data. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    reflect(this, 'name', name);
  }

  /** Always `textarea`, as for a text area. */
  get type(): string {
    return this.#adopt().source.type;
  }

  /** Reflects the attribute `required`. */
  get required(): boolean {
    return this.hasAttribute('required');
  }

  set required(required: boolean) {
    reflect(this, 'required', required);
  }

  /** Reflects the attribute `disabled`. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    reflect(this, 'disabled', disabled);
  }

  /** Reflects the attribute `readonly`. */
  get readOnly(): boolean {
    return this.hasAttribute('readonly');
  }

  set readOnly(readOnly: boolean) {
    reflect(this, 'readonly', readOnly);
  }

  /** Reflects the attribute `placeholder`. */
  get placeholder(): string {
    return this.getAttribute('placeholder') ?? '';
  }

  set placeholder(placeholder: string) {
    reflect(this, 'placeholder', placeholder);
  }

  /** Reflects the attribute `dirname`: the name of the form entry that holds the text's direction. */
  get dirName(): string {
    return this.getAttribute('dirname') ?? '';
  }

  set dirName(name: string) {
    reflect(this, 'dirname', name);
  }

  /**
   * Reflects the attribute `minlength`, in UTF-16 code units; -1 without it.
   *
   * @throws DOMException IndexSizeError, when set to a negative number
   */
  get minLength(): number {
    return this.#adopt().source.minLength;
  }

  set minLength(length: number) {
    this.#limit('minLength', length);
  }

  /**
   * Reflects the attribute `maxlength`, in UTF-16 code units; -1 without it.
   *
   * @throws DOMException IndexSizeError, when set to a negative number
   */
  get maxLength(): number {
    return this.#adopt().source.maxLength;
  }

  set maxLength(length: number) {
    this.#limit('maxLength', length);
  }

  /** Reflects the attribute `spellcheck`; without it, the default is that of a text area. */
  override get spellcheck(): boolean {
    return this.#adopt().source.spellcheck;
  }

  override set spellcheck(spellcheck: boolean) {
    // Any value becomes a boolean, as for other elements: a framework may set undefined.
    reflect(this, 'spellcheck', spellcheck ? 'true' : 'false');
  }

  /** The form that the text is submitted with; null if there is none. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Frameworks set the attribute of that name as a property. */
  set form(id: string | HTMLFormElement | null) {
    reflect(this, 'form', typeof id === 'string' ? id : id?.id);
  }

  /** The labels of the element, or else of its text area. */
  get labels(): NodeList {
    const { labels } = this.#internals;
    return labels.length > 0 ? labels : this.#adopt().source.labels;
  }

  /** True if the constraints are checked: not while the element is disabled or read-only. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** The constraints that the text does not satisfy. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** The reason why the text cannot be submitted; empty if it can. */
  get validationMessage(): string {
    return this.willValidate ? this.#internals.validationMessage : '';
  }

  /** Returns whether the text satisfies its constraints. Fires `invalid` if not. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** Like `checkValidity`, and reports the problem to the user. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /**
   * Marks the text as invalid, so that it cannot be submitted.
   *
   * @param problem message for the user; an empty string makes the text valid again
   */
  setCustomValidity(problem: string): void {
    this.#control.setCustomValidity(problem);
  }

  /** The offset of the start of the selection, in UTF-16 code units. */
  get selectionStart(): number {
    return this.#text.selectionStart;
  }

  set selectionStart(start: number) {
    this.#text.selectionStart = start;
  }

  /** The offset of the end of the selection, in UTF-16 code units. */
  get selectionEnd(): number {
    return this.#text.selectionEnd;
  }

  set selectionEnd(end: number) {
    this.#text.selectionEnd = end;
  }

  /** The direction of the selection: the caret is at its end (`forward`) or at its start (`backward`). */
  get selectionDirection(): 'forward' | 'backward' | 'none' {
    return this.#text.selectionDirection;
  }

  set selectionDirection(direction: 'forward' | 'backward' | 'none') {
    this.#text.selectionDirection = direction;
  }

  /** Selects the whole text and focuses it. */
  select(): void {
    this.#text.select();
  }

  /**
   * Selects a range of the text and scrolls it into view.
   *
   * @param start and `end`: offsets in UTF-16 code units
   */
  setSelectionRange(
    start: number,
    end: number,
    direction: 'forward' | 'backward' | 'none' = 'none',
  ): void {
    this.#text.setSelectionRange(start, end, direction);
  }

  /**
   * Replaces a range of the text programmatically: no `input` event is fired.
   *
   * @param start and `end`: offsets in UTF-16 code units; without them, the selection is replaced
   * @param mode the selection afterwards
   * @throws DOMException IndexSizeError, when the start is greater than the end
   */
  setRangeText(
    replacement: string,
    start = this.selectionStart,
    end = this.selectionEnd,
    mode: SelectionMode = 'preserve',
  ): void {
    this.#control.changeByScript(() => {
      this.#text.setRangeText(replacement, start, end, mode);
    });
  }

  /**
   * Replaces the selection with Markdown as if the user had typed it: as one undo step, within
   * `maxlength`, and with an `input` event. A read-only text stays unchanged.
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
      this.#control.edited();
    }
  }

  /**
   * Opens another document: unlike setting `value`, this clears the undo history. Fires no `input` event.
   * Removes the attribute `live`.
   */
  open(text: string): void {
    this.removeAttribute('live');
    this.#control.changeByScript(() => {
      if (this.#workbench?.surface === undefined) {
        this.#text.value = text;
      } else {
        this.#workbench.open(text);
      }
    });
  }

  /** The element that holds the rendered, sanitized document. */
  get preview(): HTMLElement {
    return this.#adopt().preview;
  }

  /** The commands on the text, run by button, shortcut or name. Empty before the editor is `ready`. */
  get commands(): readonly EditorCommand[] {
    return this.#workbench?.commands ?? [];
  }

  /**
   * The zero-based line and column of the caret, the column in UTF-16 code units.
   * The event `twinmark-caret` fires when it may have changed.
   */
  get caret(): { readonly line: number; readonly column: number } {
    return this.#workbench?.surface?.caret ?? { line: 0, column: 0 };
  }

  /** The selected text; multiple selections are joined by line feeds. */
  get selectedText(): string {
    const surface = this.#workbench?.surface;
    return surface?.selectedText ?? this.value.slice(this.selectionStart, this.selectionEnd);
  }

  /** Returns the document's headings as the preview shows them; an edit may move them to other lines. */
  headings(): readonly Heading[] {
    return this.#workbench?.headings() ?? [];
  }

  /**
   * Moves the caret to the beginning of a line, and scrolls both panes until the line is at their top.
   * From then on the text leads, and the preview follows. The focus stays where it is.
   *
   * @param line zero-based, as in `caret`; a number past the last line means the last line
   */
  goToLine(line: number): void {
    this.#workbench?.goToLine(line);
  }

  /**
   * Reflects the attribute `split`: the width of the text where the panes are side by side, in percent; 50
   * without it. The event `twinmark-split` fires when the user has moved the divider.
   */
  get split(): number {
    return parseSplit(this.getAttribute('split'));
  }

  set split(percent: number) {
    const rounded = Math.round(percent * 10) / 10;
    reflect(this, 'split', Number.isNaN(rounded) ? undefined : rounded);
  }

  /** Reflects the attribute `pane`: the pane shown where there is room for only one; `write` without it. */
  get pane(): Pane {
    return this.getAttribute('pane') === 'read' ? 'read' : 'write';
  }

  set pane(pane: Pane) {
    reflect(this, 'pane', pane);
  }

  /** Reflects the attribute `mode`: the panes that the editor has; `both` without it. */
  get mode(): 'both' | Pane {
    const mode = this.getAttribute('mode');
    return mode === 'write' || mode === 'read' ? mode : 'both';
  }

  set mode(mode: 'both' | Pane) {
    reflect(this, 'mode', mode);
  }

  /**
   * Reflects the attribute `toolbar`: the ids of commands in the order of their buttons, `|` for a gap;
   * `none` for no toolbar. Without it, the default ones. Children with `slot="toolbar"` follow them.
   */
  get toolbar(): string {
    return this.getAttribute('toolbar') ?? '';
  }

  set toolbar(buttons: string) {
    reflect(this, 'toolbar', buttons);
  }

  /** Reflects the attribute `theme`: `light`, `dark` or `auto`, which follows the page's `color-scheme`. */
  get theme(): 'light' | 'dark' | 'auto' {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  set theme(theme: 'light' | 'dark' | 'auto') {
    reflect(this, 'theme', theme);
  }

  /**
   * Reflects the attribute `storage-key`: the name under which the browser keeps the draft until the form is
   * submitted; if empty, no draft is kept. A form whose `submit` event is cancelled does not count as
   * submitted; see `forgetDraft`.
   */
  get storageKey(): string {
    return this.getAttribute('storage-key') ?? this.getAttribute('storagekey') ?? '';
  }

  set storageKey(key: string) {
    reflect(this, 'storage-key', key);
  }

  /** Reflects the attribute `autogrow`: the element is as high as its content, up to its `max-block-size`. */
  get autogrow(): boolean {
    return this.hasAttribute('autogrow');
  }

  set autogrow(autogrow: boolean) {
    reflect(this, 'autogrow', autogrow);
  }

  /**
   * Reflects the attribute `live`: the address of a document's live connection on a Twinmark server. The text
   * is then that document: others' changes appear in it, and each change of it is sent, also those by scripts.
   * Changes that the server has not confirmed are kept in the browser, also when the page is closed or offline.
   *
   * Without a copy in the browser, the text is read-only until the server's arrives, unless the attribute
   * `live-version` says which version of the document it is when `live` is set, such as 0 for a document that was
   * just created with it; that attribute is removed then. Removing `live` leaves the text; `open` removes `live`.
   */
  get live(): string {
    return this.getAttribute('live') ?? '';
  }

  set live(address: string) {
    reflect(this, 'live', address);
  }

  /** Reflects the attribute `live-name`: the user's name, which the others in a live document see. */
  get liveName(): string {
    return this.getAttribute('live-name') ?? '';
  }

  set liveName(name: string) {
    reflect(this, 'live-name', name);
  }

  /** The state of the live document, as in the event `twinmark-live`; null without one. */
  get liveState(): TwinmarkLiveDetail | null {
    return this.#workbench?.liveState ?? null;
  }

  /** Removes the draft kept under `storageKey`. To be called when a script has submitted the text. */
  forgetDraft(): void {
    this.#control.forgetDraft();
  }

  /**
   * Resolves to `true` when the preview shows the whole current text: at once, or after pending updates.
   * Resolves to `false` if rendering failed; the status line shows why. An editor that is out of view is
   * loaded first.
   */
  async rendered(): Promise<boolean> {
    await this.#lazy.load(this.#adopt());
    return (await this.#workbench?.rendered()) ?? false;
  }

  /** Focuses the text, showing its pane if necessary. */
  override focus(options?: FocusOptions): void {
    this.#workbench?.showWriting();
    this.#text.focus(options);
  }

  /** Removes the focus from the text. */
  override blur(): void {
    this.#text.blur();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'split') {
      this.style.setProperty(
        '--twinmark-split',
        this.hasAttribute('split') ? `${String(this.split)}%` : null,
      );
    } else if (name === 'value') {
      if (this.#parts !== undefined) {
        this.defaultValue = this.getAttribute('value');
      }
    } else if (name !== 'storage-key') {
      this.#control.attributeChanged(name);
    } else if (this.#parts !== undefined) {
      this.#control.openDraft();
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
    this.#control.connect(signal);
  }

  disconnectedCallback(): void {
    this.#connection.abort();
    this.#connection = new AbortController();
    this.#lazy.stopWaiting();
    this.#control.disconnect();
    this.#workbench?.pause();
    // An element that is being moved is connected again by then, and keeps its undo history.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#workbench?.close();
      }
    });
  }

  connectedMoveCallback(): void {
    // `moveBefore` calls this instead of the two callbacks above: all state is preserved.
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#control.form = form;
  }

  formDisabledCallback(isDisabled: boolean): void {
    if (this.#control.disable(isDisabled)) {
      this.#workbench?.attributeChanged('disabled');
      this.#control.validate();
    }
  }

  formResetCallback(): void {
    this.#control.reset();
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') {
      this.value = state;
    }
  }

  /** The rest of the editor, once it is loaded. */
  get #workbench() {
    return this.#lazy.opened;
  }

  /** The control that holds the text at present. */
  get #text() {
    return this.#workbench?.surface ?? this.#adopt().source;
  }

  #limit(name: 'minLength' | 'maxLength', length: number | null | undefined): void {
    const { source } = this.#adopt();
    const attribute = name.toLowerCase();
    // Frameworks set undefined for none; to a text area it would mean 0.
    if (length === undefined || length === null) {
      this.removeAttribute(attribute);
    } else {
      source[name] = length;
      this.setAttribute(attribute, source.getAttribute(attribute) ?? '');
    }
  }

  #start(): void {
    if (!this.isConnected) {
      return;
    }
    const parts = this.#adopt();
    upgradeProperties(this);
    if (this.#workbench !== undefined) {
      this.#workbench.begin();
      return;
    }
    this.#lazy.wait(parts, this.#connection.signal);
    const { activeElement } = document;
    if (this.autofocus && (activeElement === null || activeElement === document.body)) {
      this.focus();
    }
  }

  #adopt(): Parts {
    if (this.#parts === undefined) {
      this.#parts = adoptParts(this);
      const { widget, source } = this.#parts;
      if (source.defaultValue === '') {
        // React's server writes a property as an attribute, whose name the parser makes lower case.
        source.defaultValue = this.getAttribute('value') ?? this.getAttribute('defaultvalue') ?? '';
      }
      if (widget !== undefined) {
        widget.root.adoptedStyleSheets.push(styleSheet(waitingStyles));
        this.#lazy.watchCompositions(source);
        this.#control.takeOver(source);
      }
    }
    return this.#parts;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'twinmark-editor': TwinmarkEditorElement;
  }
  interface HTMLElementEventMap {
    /** Fired when the caret or the selection may have moved. */
    'twinmark-caret': Event;
    /** Fired when the user has moved the divider between the two panes. Bubbles. */
    'twinmark-split': Event;
    /** Fired when the state of the live document has changed. Bubbles. */
    'twinmark-live': CustomEvent<TwinmarkLiveDetail>;
    /** Fired when a text was kept that has changes which the live document may not have. Bubbles. */
    'twinmark-kept': CustomEvent<TwinmarkKeptDetail>;
    /** Fired after each update of the preview. Bubbles. */
    'twinmark-render': CustomEvent<TwinmarkRenderDetail>;
  }
}
