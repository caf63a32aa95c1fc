import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkupCommand,
} from '@codemirror/lang-markdown';
import {
  Annotation,
  type ChangeSet,
  Compartment,
  type EditorSelection,
  EditorState,
  type Extension,
} from '@codemirror/state';
import { EditorView, keymap, scrollPastEnd } from '@codemirror/view';
import { ALL_COMMANDS, type FormattingCommand } from '../formatting/commands.js';
import { nodesNamed } from '../formatting/inline-style.js';
import { lineDirection } from './line-direction.js';
import { markdownHighlighting } from './markdown-language.js';
import { scrollPositionIn, selectionIn } from './reading-position.js';
import { searchKeys } from './search.js';
import { severalSelections } from './several-selections.js';
import { spotlight } from './spotlight.js';
import { hostStyles, surfaceTheme } from './surface-theme.js';
import { richPaste } from '../paste/rich-paste.js';
import { tabKey } from './tab-key.js';
import { telling } from './tell.js';
import { textDifference } from '../text-difference.js';
import { typingOver } from './typing-over.js';

/** As in the page's style sheet. */
const TAB_SIZE = 4;

const SHORTCUTS = ALL_COMMANDS.flatMap(({ keys, run }) =>
  keys.map((key) => ({ key, run, preventDefault: true })),
);

/** On what is not the writer's doing, but a script's that sets the value. */
const byScript = Annotation.define<boolean>();

const LINE_ENDS = /\r\n?/g;

/**
 * Where the text is written: CodeMirror, in the place of a text area. That stays in the page, hidden, for
 * its form; with 1 MB in it, it would need some 200 ms to take a key press.
 *
 * CodeMirror lives in a shadow root, where it needs no `<style>` elements, which our Content Security
 * Policy forbids.
 */
export class WritingSurface {
  /** Called with what the writer has to be told. */
  onMessage: (message: string) => void = () => undefined;

  readonly #source: HTMLTextAreaElement;
  readonly #host = document.createElement('div');
  readonly #view: EditorView;
  readonly #extensions: Extension;
  readonly #light = new Compartment();
  #isSpotlit = false;
  readonly #listening = new AbortController();

  /**
   * Takes over from a text area: its text, selection, scroll position and focus.
   *
   * @param source in a document
   * @param onChange is told each change in the task of the input that made it, after `value` has changed;
   *   and whether it is the writer's, rather than that of a script that set the value
   * @param onSelection is told that the selection, or where it is, may have changed
   */
  constructor(
    source: HTMLTextAreaElement,
    onChange: (changes: ChangeSet, byWriter: boolean) => void,
    onSelection: () => void,
  ) {
    this.#source = source;
    const root = this.#createRoot();
    const scrollPosition = scrollPositionIn(source);
    this.#extensions = [
      history(),
      keymap.of([
        ...SHORTCUTS,
        // Enter in an empty item ends the list, rather than making it a loose one.
        { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
        { key: 'Backspace', run: deleteMarkupBackward },
        ...tabKey,
        ...defaultKeymap,
        ...historyKeymap,
        ...searchKeys,
      ]),
      telling((text) => {
        this.onMessage(text);
      }),
      richPaste(),
      severalSelections(),
      lineDirection,
      typingOver,
      markdownHighlighting,
      surfaceTheme,
      EditorView.lineWrapping,
      scrollPastEnd(),
      EditorState.tabSize.of(TAB_SIZE),
      EditorView.contentAttributes.of({
        'aria-label': nameOf(source),
        spellcheck: String(source.spellcheck),
        autocapitalize: 'sentences',
        autocorrect: 'on',
        // It would get the focus without; accessibility checkers look for this.
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          onChange(
            update.changes,
            !update.transactions.some((transaction) => transaction.annotation(byScript)),
          );
        }
        // An input method's half-typed text is nobody's business yet.
        if ((update.selectionSet || update.docChanged) && !update.view.composing) {
          onSelection();
        }
      }),
    ];
    this.#view = new EditorView({
      root,
      parent: root,
      state: this.#stateOf(source.value, selectionIn(source)),
      ...(scrollPosition === undefined ? {} : { scrollTo: scrollPosition }),
    });
    this.#replaceSource();
  }

  /** What is selected; of several selections, each in lines of its own. */
  get selectedText(): string {
    const { selection, doc } = this.#view.state;
    return selection.ranges.map(({ from, to }) => doc.sliceString(from, to)).join('\n');
  }

  /** The text, its lines ended by line feeds. Setting it replaces what differs, in one step to undo. */
  get value(): string {
    return this.#view.state.doc.toString();
  }

  set value(value: string) {
    const changes = textDifference(this.value, value.replace(LINE_ENDS, '\n'));
    if (changes !== undefined) {
      this.#view.dispatch({ changes, annotations: [isolateHistory.of('full'), byScript.of(true)] });
    }
  }

  /** Begins with another text, which has nothing to undo. Nobody is told of a change. */
  open(text: string): void {
    this.#view.setState(this.#stateOf(text.replace(LINE_ENDS, '\n')));
  }

  /** Whether all is dimmed but the paragraph of the selection. */
  set isSpotlit(isSpotlit: boolean) {
    this.#isSpotlit = isSpotlit;
    this.#view.dispatch({ effects: this.#light.reconfigure(isSpotlit ? spotlight : []) });
  }

  /** Does what a command is for, and puts the focus back into the text. */
  run({ run }: FormattingCommand): void {
    // Under an input method, the text may not change by anybody else's hand.
    if (this.#view.composing) {
      return;
    }
    run(this.#view);
    if (this.#view.root.activeElement === null) {
      this.#view.focus();
    }
  }

  /** Whether the text at the caret is what a command makes; undefined where that makes no sense. */
  isActive({ isActive }: FormattingCommand): boolean | undefined {
    return isActive?.(this.#view.state);
  }

  isEnabled({ isEnabled }: FormattingCommand): boolean {
    return isEnabled?.(this.#view.state) ?? true;
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

  /** So many lines, the first of the text being 0, without the end of the last one. */
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

  /**
   * Ticks a task, or takes the tick away.
   *
   * @param line the first of the lines that are looked through, the first of the text being 0
   * @param lines how many these are
   * @param index which of the tasks in them it is
   * @param count how many there have to be: with another number, nobody knows which is meant
   * @returns whether it is done
   */
  toggleTask(line: number, lines: number, index: number, count: number): boolean {
    const { state } = this.#view;
    const from = state.doc.line(line + 1).from;
    const to = state.doc.line(Math.min(line + lines, state.doc.lines)).to;
    const markers = nodesNamed(state, 'TaskMarker', from, to);
    const marker = markers[index];
    if (marker === undefined || markers.length !== count) {
      return false;
    }
    const isDone = state.sliceDoc(marker.from, marker.to) !== '[ ]';
    this.#view.dispatch({
      changes: { from: marker.from, to: marker.to, insert: isDone ? '[ ]' : '[x]' },
      annotations: isolateHistory.of('full'),
      userEvent: 'input.task',
    });
    return true;
  }

  /** Where the caret is: line and column, the first of each being 0. */
  get caret(): { line: number; column: number } {
    const { head } = this.#view.state.selection.main;
    const line = this.#view.state.doc.lineAt(head);
    return { line: line.number - 1, column: head - line.from };
  }

  focus(): void {
    this.#view.focus();
  }

  /**
   * Selects a part of the text and scrolls it into view.
   *
   * @param start and `end` in UTF-16 code units from the beginning; past the end of the text they mean
   *   its end, and a start behind the end means the end, as in a text area
   */
  setSelectionRange(start: number, end: number): void {
    const head = Math.min(Math.max(end, 0), this.#view.state.doc.length);
    const anchor = Math.min(Math.max(start, 0), head);
    this.#view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
  }

  /** Gives the text and the selection back to the text area, which is shown again. */
  destroy(): void {
    this.#listening.abort();
    this.#writeBack();
    const { from, to } = this.#view.state.selection.main;
    this.#source.setSelectionRange(from, to);
    this.#view.destroy();
    this.#host.remove();
    this.#source.hidden = false;
  }

  #stateOf(doc: string, selection?: EditorSelection): EditorState {
    return EditorState.create({
      doc,
      ...(selection === undefined ? {} : { selection }),
      extensions: [this.#extensions, this.#light.of(this.#isSpotlit ? spotlight : [])],
    });
  }

  #createRoot(): ShadowRoot {
    this.#host.dataset['twinmarkSurface'] = '';
    // Those of what is inside: the editor fires its own, once its text has changed.
    this.#host.addEventListener('input', (event) => {
      event.stopPropagation();
    });
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(hostStyles);
    root.adoptedStyleSheets.push(sheet);
    return root;
  }

  #replaceSource(): void {
    const source = this.#source;
    // A reader may have made it higher.
    this.#host.style.height = source.style.height;
    const hadFocus = source.matches(':focus');
    source.after(this.#host);
    if (hadFocus) {
      this.#view.focus();
    }
    source.hidden = true;

    const { signal } = this.#listening;
    // A click on its label is also a click on the text area, even on a hidden one.
    source.addEventListener(
      'click',
      () => {
        this.#view.focus();
      },
      { signal },
    );
    // To write 1 MB back at every key press would cost more than the key press. `formdata` comes before
    // each submission, by whatever way, but after the text area has been read.
    source.form?.addEventListener(
      'formdata',
      ({ formData }) => {
        this.#writeBack();
        if (formData.has(source.name)) {
          formData.set(source.name, source.value);
        }
      },
      { signal },
    );
    // What a browser restores on the way back is the text area. It may do so only after this script
    // has run (Chromium does, just before `pageshow`), and fires no other event.
    const initially = source.value;
    window.addEventListener(
      'pageshow',
      () => {
        if (source.value !== initially) {
          this.value = source.value;
        }
      },
      { signal, once: true },
    );
    window.addEventListener(
      'pagehide',
      () => {
        this.#writeBack();
      },
      { signal },
    );
  }

  #writeBack(): void {
    this.#source.value = this.value;
  }
}

/** A label cannot name what is in a shadow root. */
function nameOf(source: HTMLTextAreaElement): string {
  const labels = Array.from(source.labels, (label) => label.textContent.trim());
  return labels.join(' ') || (source.getAttribute('aria-label') ?? 'Markdown');
}
