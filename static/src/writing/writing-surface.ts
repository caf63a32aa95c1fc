// Over 400 lines, half of them the members of a text area one by one; what they do is in text-area-edits.ts.
import { history, isolateHistory } from '@codemirror/commands';
import {
  type ChangeSet,
  Compartment,
  type EditorSelection,
  EditorState,
  type Extension,
  type Text,
} from '@codemirror/state';
import { type Command, EditorView, type KeyBinding, scrollPastEnd } from '@codemirror/view';
import { combiningMarks } from './combining-marks.js';
import { focusRing } from './focus-ring.js';
import { foldedData } from './folded-data.js';
import { frontMatterKeys } from './front-matter-keys.js';
import { textAreaKeys } from './keymap.js';
import { limitsOf } from './limits.js';
import { leaveByArrow } from './leave-by-arrow.js';
import { listKeys } from './list-keys.js';
import { lineLayout, TAB_SIZE } from './line-layout.js';
import { markdownHighlighting } from '../codemirror/markdown-language.js';
import { scrollPositionIn, selectionIn } from './text-area-state.js';
import { searchKeys } from './search.js';
import { severalSelections } from './multiple-selections.js';
import { spotlight } from './spotlight.js';
import { programmatic } from '../codemirror/programmatic.js';
import { parseTowards } from '../codemirror/syntax-nodes.js';
import { hostStyles, surfaceTheme } from '../codemirror/surface-theme.js';
import { tableKeys } from './table-keys.js';
import { tabFocus, tabFocusHint } from './tab-focus.js';
import {
  rangeTextChange,
  selectionBetween,
  taskToggle,
  valueChange,
  withLineFeeds,
} from './text-area-edits.js';
import { telling } from '../codemirror/tell.js';
import type { Offer } from '../dom/status-line.js';
import { styleSheet } from '../dom/style-sheet.js';
import type { Extension as MarkdownExtension } from '../engine/api.js';
import { typingOver } from './typing-over.js';

/** The room kept above and below the caret's line when it is scrolled into view, in CSS pixels. */
const SCROLL_MARGINS_PX = { top: 8, bottom: 8 };

/** Within the shadow root. */
const HINT_ID = 'keys';

/** Something that can be done to the text. */
export interface SurfaceCommand {
  readonly run: Command;
  /** Returns whether the command's formatting applies at the caret; undefined where that makes no sense. */
  readonly isActive?: (state: EditorState) => boolean;
  readonly isEnabled?: (state: EditorState) => boolean;
}

/** The abilities of a surface besides writing. */
export interface SurfaceTools {
  /** They come before the surface's own. */
  readonly keys: readonly KeyBinding[];
  readonly extensions: Extension;
}

/** The settings of a surface, besides those of its text area. */
export interface SurfaceChoices {
  /** True if all is dimmed but the paragraph of the selection. */
  readonly isSpotlit: boolean;
  /** True if it is as high as its text. */
  readonly isGrowing: boolean;
  /** The extensions of the Markdown. */
  readonly extensions: readonly MarkdownExtension[];
}

/** Notifications of a surface. */
export interface SurfaceEvents {
  /**
   * Each change, in the task of the input that made it, after `value` has changed; and whether it is the
   * writer's, rather than that of a script that set the value.
   */
  changed(changes: ChangeSet, byWriter: boolean): void;
  /** The selection, or where it is, may have changed. */
  moved(): void;
  /** The writer has left the text, and it is another than when they came. */
  left(): void;
  /** Shows the writer a message; an empty one removes it. */
  say(message: string, offer?: Offer): void;
}

/**
 * The surface that the text is written on: CodeMirror, in the place of a text area. That stays in the page,
 * hidden, for its form; with 1 MB in it, it would need some 200 ms to take a key press. The text area's
 * attributes apply to the surface: `placeholder`, `readonly`, `maxlength` and so on. Members that a text
 * area has too do the same as its own.
 *
 * CodeMirror lives in a shadow root, where it needs no `<style>` elements, which our Content Security
 * Policy forbids.
 */
export class WritingSurface {
  readonly #source: HTMLTextAreaElement;
  readonly #place: HTMLElement;
  readonly #host = document.createElement('div');
  readonly #view: EditorView;
  readonly #extensions: Extension;
  readonly #changeable = new Compartment();
  readonly #guests = new Compartment();
  #guest: Extension = [];
  readonly #name: string;
  readonly #onLeft: () => void;
  readonly #listening = new AbortController();
  #choices: SurfaceChoices;
  #attributes: Record<string, string>;
  /** The text that the writer has last come to, or told the page of. */
  #known: Text;

  /**
   * Takes over from a text area: its text, selection, scroll position and focus.
   *
   * @param source in a document
   * @param place shows the text area; the surface takes its place
   * @param name what a screen reader calls the text
   */
  constructor(
    source: HTMLTextAreaElement,
    place: HTMLElement,
    name: string,
    { keys, extensions }: SurfaceTools,
    choices: SurfaceChoices,
    events: SurfaceEvents,
  ) {
    this.#source = source;
    this.#place = place;
    this.#name = name;
    this.#choices = choices;
    this.#onLeft = () => {
      events.left();
    };
    this.#attributes = this.#contentAttributes();
    const root = this.#createRoot();
    const scrollPosition = scrollPositionIn(source);
    this.#extensions = [
      history(),
      textAreaKeys(
        [...keys, ...searchKeys],
        [leaveByArrow, ...frontMatterKeys, ...tableKeys, ...listKeys],
      ),
      tabFocus,
      telling((text, offer) => {
        events.say(text, offer);
      }),
      extensions,
      severalSelections(),
      lineLayout,
      combiningMarks,
      foldedData,
      typingOver,
      surfaceTheme,
      focusRing,
      EditorView.scrollMargins.of(() => SCROLL_MARGINS_PX),
      EditorView.lineWrapping,
      EditorState.tabSize.of(TAB_SIZE),
      EditorView.contentAttributes.of(() => this.#attributes),
      EditorView.domEventHandlers({
        focus: () => {
          this.#known = this.#view.state.doc;
        },
        blur: () => {
          this.#leave();
        },
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          const byWriter = !update.transactions.some((each) => each.annotation(programmatic));
          events.changed(update.changes, byWriter);
          if (!byWriter) {
            this.#known = update.state.doc;
          } else if (!update.view.hasFocus) {
            this.#leave();
          }
        }
        // The text of an unfinished composition is not reported yet.
        if ((update.selectionSet || update.docChanged) && !update.view.composing) {
          events.moved();
        }
      }),
    ];
    this.#view = new EditorView({
      root,
      parent: root,
      state: this.#stateOf(source.value, selectionIn(source)),
      ...(scrollPosition === undefined ? {} : { scrollTo: scrollPosition }),
    });
    this.#known = this.#view.state.doc;
    this.#replaceSource();
  }

  /** The selected text; each of several selections is in lines of its own. */
  get selectedText(): string {
    const { selection, doc } = this.#view.state;
    return selection.ranges.map(({ from, to }) => doc.sliceString(from, to)).join('\n');
  }

  /** The text, its lines ended by line feeds. Setting it replaces what differs, in one step to undo. */
  get value(): string {
    return this.#view.state.doc.toString();
  }

  set value(value: string) {
    const change = valueChange(this.#view.state, value);
    if (change !== undefined) {
      this.#view.dispatch(change);
    }
  }

  /** Begins with another text, which has nothing to undo, without reporting a change. */
  open(text: string): void {
    this.#view.setState(this.#stateOf(withLineFeeds(text)));
    this.scroller.scrollTop = 0;
    this.#known = this.#view.state.doc;
  }

  /** Call it when the text area's attributes have changed, or the choices. */
  configure(choices: SurfaceChoices): void {
    this.#choices = choices;
    this.#attributes = this.#contentAttributes();
    this.#view.dispatch({ effects: this.#changeable.reconfigure(this.#chosen) });
  }

  /** Adds an extension, or replaces the one that was added before. It stays when another text is opened. */
  set guest(guest: Extension) {
    this.#guest = guest;
    this.#view.dispatch({ effects: this.#guests.reconfigure(guest) });
  }

  /** The element that has the focus while the user writes. */
  get focusable(): HTMLElement {
    return this.#view.contentDOM;
  }

  /** Runs a command, and puts the focus back into the text. */
  run({ run }: SurfaceCommand): void {
    // During a composition, only the input method may change the text.
    if (this.#view.composing) {
      return;
    }
    run(this.#view);
    if (this.#view.root.activeElement === null) {
      this.#view.focus();
    }
  }

  /**
   * Parses a little more of the text, if it is not known yet what the selection is in.
   *
   * @returns true once it is: `isActive` and `isEnabled` do not wait for the grammar then
   */
  parseTowardsSelection(): boolean {
    return parseTowards(this.#view.state, this.#view.state.selection.main.to);
  }

  /** Returns whether a command's formatting applies at the caret; undefined where that makes no sense. */
  isActive({ isActive }: SurfaceCommand): boolean | undefined {
    return isActive?.(this.#view.state);
  }

  isEnabled({ isEnabled }: SurfaceCommand): boolean {
    return !this.#view.state.readOnly && (isEnabled?.(this.#view.state) ?? true);
  }

  get scroller(): HTMLElement {
    return this.#view.scrollDOM;
  }

  /** The line at the top of what is seen, the first being 0, and as a fraction how much of it is above. */
  get topLine(): number {
    const top = this.scroller.getBoundingClientRect().top - this.#view.documentTop;
    const block = this.#view.lineBlockAtHeight(top);
    const above = (top - block.top) / Math.max(block.height, 1);
    return this.#view.state.doc.lineAt(block.from).number - 1 + Math.min(Math.max(above, 0), 1);
  }

  /** Scrolls until a line, the first being 0, is at the top; a fraction scrolls that part of it out of sight. */
  scrollToLine(line: number): void {
    const { doc } = this.#view.state;
    const number = Math.min(Math.max(Math.floor(line), 0), doc.lines - 1);
    const block = this.#view.lineBlockAt(doc.line(number + 1).from);
    const top = this.scroller.getBoundingClientRect().top - this.#view.documentTop;
    this.scroller.scrollTop += block.top + (line - number) * block.height - top;
  }

  /** Returns so many lines from a line on, the text's first being 0, without the end of the last one. */
  textOf(line: number, lines: number): string {
    const { doc } = this.#view.state;
    return doc.sliceString(
      doc.line(Math.min(line + 1, doc.lines)).from,
      doc.line(Math.min(line + Math.max(lines, 1), doc.lines)).to,
    );
  }

  /**
   * Takes the caret to a place, but not the focus.
   *
   * @param line the first of the text being 0
   * @param offset in UTF-16 code units from the beginning of that line, of which it may be past the end
   * @param y where to show it, in CSS pixels from the top of the window; where that is above or below of
   *   what is seen of the text, it is shown in the middle. Undefined: at the top
   */
  goTo(line: number, offset = 0, y?: number): void {
    const { doc } = this.#view.state;
    const start = doc.line(Math.min(Math.max(line, 0), doc.lines - 1) + 1).from;
    const anchor = Math.min(start + offset, doc.length);
    const { top, height } = this.scroller.getBoundingClientRect();
    const below = y === undefined ? 0 : y - top;
    this.#view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(
        anchor,
        below < 0 || below > height
          ? { y: 'center' }
          : {
              y: 'start',
              // Its middle, not its upper edge.
              yMargin: y === undefined ? 0 : below - this.#view.defaultLineHeight / 2,
            },
      ),
    });
  }

  /** Ticks a task, or takes the tick away; see `taskToggle`. */
  toggleTask(line: number, lines: number, index: number, count: number): void {
    const change = taskToggle(this.#view.state, line, lines, index, count);
    if (change !== undefined) {
      this.#view.dispatch(change);
    }
  }

  /** The caret's position: line and column, the first of each being 0. */
  get caret(): { line: number; column: number } {
    const { head } = this.#view.state.selection.main;
    const line = this.#view.state.doc.lineAt(head);
    return { line: line.number - 1, column: head - line.from };
  }

  focus(options?: FocusOptions): void {
    this.#view.focus();
    // CodeMirror leaves the page where it is.
    if (options?.preventScroll !== true) {
      this.#host.scrollIntoView({ block: 'nearest' });
    }
  }

  blur(): void {
    this.#view.contentDOM.blur();
  }

  /** The length of the text, in UTF-16 code units. */
  get textLength(): number {
    return this.#view.state.doc.length;
  }

  get selectionStart(): number {
    return this.#view.state.selection.main.from;
  }

  set selectionStart(start: number) {
    this.setSelectionRange(start, Math.max(start, this.selectionEnd), this.selectionDirection);
  }

  get selectionEnd(): number {
    return this.#view.state.selection.main.to;
  }

  set selectionEnd(end: number) {
    this.setSelectionRange(this.selectionStart, end, this.selectionDirection);
  }

  get selectionDirection(): 'forward' | 'backward' | 'none' {
    const { anchor, head } = this.#view.state.selection.main;
    return head < anchor ? 'backward' : 'forward';
  }

  set selectionDirection(direction: 'forward' | 'backward' | 'none') {
    this.setSelectionRange(this.selectionStart, this.selectionEnd, direction);
  }

  select(): void {
    this.setSelectionRange(0, this.textLength);
    this.focus();
  }

  /** Selects a part of the text and scrolls it into view; see `selectionBetween`. */
  setSelectionRange(start: number, end: number, direction?: 'forward' | 'backward' | 'none'): void {
    this.#view.dispatch({
      selection: selectionBetween(this.#view.state, start, end, direction),
      scrollIntoView: true,
    });
  }

  /** Replaces a part of the text, as a script's doing; see `rangeTextChange`. */
  setRangeText(replacement: string, start: number, end: number, mode: SelectionMode): void {
    this.#view.dispatch(rangeTextChange(this.#view.state, replacement, start, end, mode));
  }

  /** Puts a text in the place of what is selected, as the writer's doing, in one step to undo. */
  insert(text: string): void {
    const { state } = this.#view;
    this.#view.dispatch(
      state.update(state.replaceSelection(withLineFeeds(text)), {
        annotations: isolateHistory.of('full'),
        userEvent: 'input',
        scrollIntoView: true,
      }),
    );
  }

  /** Gives the text to the text area. */
  writeBack(): void {
    this.#source.value = this.value;
  }

  /** Gives the text and the selection back to the text area, which is shown again. */
  destroy(): void {
    this.#listening.abort();
    this.writeBack();
    const { from, to } = this.#view.state.selection.main;
    this.#source.setSelectionRange(from, to);
    this.#view.destroy();
    this.#host.remove();
    this.#place.hidden = false;
  }

  #stateOf(doc: string, selection?: EditorSelection): EditorState {
    return EditorState.create({
      doc,
      ...(selection === undefined ? {} : { selection }),
      extensions: [
        this.#guests.of(this.#guest),
        this.#extensions,
        this.#changeable.of(this.#chosen),
      ],
    });
  }

  get #chosen(): Extension {
    return [
      markdownHighlighting(this.#choices.extensions),
      limitsOf(this.#source),
      this.#choices.isSpotlit ? spotlight : [],
      // The room below the end is as high as the surface.
      this.#choices.isGrowing ? [] : scrollPastEnd(),
    ];
  }

  #contentAttributes(): Record<string, string> {
    const { spellcheck, required, disabled, readOnly } = this.#source;
    return {
      'aria-label': this.#name,
      'aria-describedby': HINT_ID,
      'aria-required': String(required),
      'aria-readonly': String(readOnly),
      'aria-disabled': String(disabled),
      spellcheck: String(spellcheck),
      autocapitalize: 'sentences',
      autocorrect: 'on',
      // It would get the focus without; accessibility checkers look for this.
      ...(disabled ? {} : { tabindex: '0' }),
    };
  }

  /** As when the focus leaves a text area that has changed. To compare texts that share their parts is quick. */
  #leave(): void {
    const { doc } = this.#view.state;
    if (!doc.eq(this.#known)) {
      this.#known = doc;
      this.#onLeft();
    }
  }

  #createRoot(): ShadowRoot {
    this.#host.dataset['twinmarkSurface'] = '';
    this.#host.setAttribute('part', 'source');
    // Stops the events from inside: the editor fires its own, once its text has changed.
    this.#host.addEventListener('input', (event) => {
      event.stopPropagation();
    });
    const root = this.#host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets.push(styleSheet(hostStyles));
    const hint = document.createElement('div');
    hint.id = HINT_ID;
    hint.hidden = true;
    hint.textContent = tabFocusHint();
    root.append(hint);
    return root;
  }

  #replaceSource(): void {
    const source = this.#source;
    // A reader may have made it higher.
    this.#host.style.height = source.style.height;
    const hadFocus = source.matches(':focus');
    this.#place.after(this.#host);
    if (hadFocus) {
      this.#view.focus();
    }
    this.#place.hidden = true;
    // A click on its label is also a click on the text area, even on a hidden one.
    source.addEventListener(
      'click',
      () => {
        this.#view.focus();
      },
      { signal: this.#listening.signal },
    );
  }
}
