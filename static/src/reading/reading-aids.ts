import { message } from '../language/catalogue.js';
import { COPY_KEY, shortcutLabel } from '../keys/shortcut.js';
import { soon } from '../schedule/idle.js';
import { CodeHighlights, type FindParser } from './code-highlights.js';
import { CopyButtons } from './copy-buttons.js';
import { HeadingAnchors } from './heading-anchors.js';
import { HEADINGS } from '../fragments/headings.js';
import { elementsIn, nearView } from './near-view.js';

/** The events that move blocks without a change of the document, or bring others into view. */
const MOVES = ['scroll', 'load', 'toggle', 'contentvisibilityautostatechange'];

/** Matches if the reader's colours are the only ones: a highlight of any colour looks like selected text. */
const forcedColors = matchMedia('(forced-colors: active)');

/**
 * Colours the code in a preview, and has a button to copy it and an anchor at each heading, where they are in
 * view or near. All of it follows what changes, while the page has nothing better to do, and leaves the
 * preview's DOM as it is.
 */
export class ReadingAids {
  readonly #preview: HTMLElement;
  readonly #say: (text: string) => void;
  readonly #highlights: CodeHighlights;
  readonly #buttons: CopyButtons | undefined;
  readonly #anchors: HeadingAnchors | undefined;
  readonly #listening = new AbortController();
  readonly #mutations = new MutationObserver((records) => {
    // In the task of a keystroke: all else is for later.
    for (const { target } of records) {
      this.#highlights.forget(target);
    }
    this.#wait();
  });
  readonly #resizes = new ResizeObserver(() => {
    this.#wait();
  });
  #isWaiting = false;

  /** @param say tells the reader what went wrong; with an empty text, that it is over */
  constructor(preview: HTMLElement, findParser: FindParser, say: (text: string) => void) {
    const wait = () => {
      this.#wait();
    };
    this.#preview = preview;
    this.#highlights = new CodeHighlights(findParser, wait);
    this.#say = say;
    const { signal } = this.#listening;
    const { shadowRoot } = preview;
    // No buttons and anchors are shown if its shadow tree is not ours.
    if (shadowRoot?.slotAssignment === 'manual') {
      this.#buttons = new CopyButtons(preview, shadowRoot, (code) => void this.#copy(code));
      this.#anchors = new HeadingAnchors(preview, shadowRoot, signal);
    }
    this.#mutations.observe(preview, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['class'],
    });
    // Begins with a call.
    this.#resizes.observe(preview);
    for (const target of [document, preview.shadowRoot]) {
      for (const type of MOVES) {
        target?.addEventListener(type, wait, { signal, capture: true, passive: true });
      }
    }
    forcedColors.addEventListener('change', wait, { signal });
  }

  /** Takes all of it away. */
  close(): void {
    this.#listening.abort();
    this.#mutations.disconnect();
    this.#resizes.disconnect();
    this.#highlights.show([], nearView(this.#preview));
    this.#buttons?.close();
  }

  #wait(): void {
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      soon(() => {
        this.#isWaiting = false;
        if (!this.#listening.signal.aborted) {
          this.#show();
        }
      });
    }
  }

  #show(): void {
    const stretch = nearView(this.#preview);
    const blocks = elementsIn(this.#preview, stretch, 'pre');
    this.#buttons?.show(blocks);
    this.#anchors?.show(elementsIn(this.#preview, stretch, HEADINGS));
    if (!this.#highlights.show(forcedColors.matches ? [] : blocks, stretch)) {
      this.#wait();
    }
  }

  async #copy(code: Element): Promise<void> {
    try {
      // Without the line end behind it: a terminal would run the last line at once.
      await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ''));
    } catch {
      // There is no clipboard for pages that came without TLS, and readers may have forbidden it.
      getSelection()?.selectAllChildren(code);
      this.#say(message('reading.copySelected', { keys: shortcutLabel(COPY_KEY) }));
      const over = () => {
        this.#say('');
      };
      document.addEventListener('copy', over, { once: true, signal: this.#listening.signal });
      return;
    }
    this.#say('');
    this.#buttons?.done(code);
  }
}
