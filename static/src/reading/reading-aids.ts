import { styleSheet } from '../dom/style-sheet.js';
import { HEADINGS } from '../fragments/headings.js';
import { message } from '../language/catalogue.js';
import { COPY_KEY, shortcutLabel } from '../keys/shortcut.js';
import { BrokenImages } from './broken-images.js';
import { CodeHighlights, type FindParser } from './code-highlights.js';
import { CopyButtons } from './copy-buttons.js';
import { Drawings } from './drawings.js';
import { backLinkNames, FootnotePreviews } from './footnote-previews.js';
import { HeadingAnchors } from './heading-anchors.js';
import { EnlargeButtons } from './enlarge-buttons.js';
import { elementsIn, nearView, type Stretch } from './near-view.js';
import { ViewWatcher } from './view-watcher.js';

/** Matches if the reader's colours are the only ones: a highlight of any colour looks like selected text. */
const forcedColors = matchMedia('(forced-colors: active)');

/**
 * Draws formulas and diagrams in a preview, colours the code in it, and has a button to copy it and an anchor at
 * each heading, where they are in view or near; enlarges pictures, and shows footnotes at their references, and which
 * images could not be loaded. All of it follows what
 * changes, while the page has nothing better to do, and leaves the document's nodes as they are.
 */
export class ReadingAids {
  readonly #preview: HTMLElement;
  readonly #say: (text: string) => void;
  readonly #watcher: ViewWatcher;
  readonly #highlights: CodeHighlights;
  readonly #drawings: Drawings;
  readonly #images: BrokenImages;
  readonly #footnotes: FootnotePreviews;
  readonly #buttons: CopyButtons | undefined;
  readonly #anchors: HeadingAnchors | undefined;
  readonly #pictures: EnlargeButtons | undefined;

  /**
   * @param shadow the preview's shadow tree, for the controls; without one there are none
   * @param say tells the reader what went wrong, and by an empty text that it is over; by default, screen readers
   */
  constructor(
    preview: HTMLElement,
    shadow: ShadowRoot | undefined,
    findParser: FindParser,
    say?: (text: string) => void,
  ) {
    this.#preview = preview;
    this.#watcher = new ViewWatcher(preview, {
      changed: (records) => {
        for (const { target } of records) {
          this.#highlights.forget(target);
        }
        this.#drawings.follow(records);
        this.#images.update();
        this.#footnotes.update();
      },
      look: (stretch) => this.#show(stretch),
    });
    const wait = () => {
      this.#watcher.wait();
    };
    this.#highlights = new CodeHighlights(findParser, wait);
    this.#drawings = new Drawings(preview, wait);
    const { signal } = this.#watcher;
    this.#images = new BrokenImages(preview, signal);
    this.#footnotes = new FootnotePreviews(preview, signal);
    if (shadow !== undefined) {
      this.#buttons = new CopyButtons(preview, shadow, (code) => void this.#copy(code));
      this.#anchors = new HeadingAnchors(preview, shadow, signal);
      this.#pictures = new EnlargeButtons(preview, shadow, signal);
      shadow.adoptedStyleSheets.push(styleSheet(backLinkNames()));
    }
    this.#say =
      say ??
      ((text) => {
        this.#buttons?.say(text);
      });
    forcedColors.addEventListener('change', wait, { signal });
  }

  /** Takes all of it away. */
  close(): void {
    this.#watcher.close();
    this.#highlights.show([], nearView(this.#preview));
    this.#drawings.close();
    this.#images.close();
    this.#buttons?.close();
  }

  #show(stretch: Stretch): boolean {
    const areDrawn = this.#drawings.show(stretch);
    const blocks = elementsIn(this.#preview, stretch, 'pre');
    this.#buttons?.show(blocks);
    this.#anchors?.show(elementsIn(this.#preview, stretch, HEADINGS));
    this.#pictures?.show(elementsIn(this.#preview, stretch, 'img'));
    return this.#highlights.show(forcedColors.matches ? [] : blocks, stretch) && areDrawn;
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
      document.addEventListener('copy', over, { once: true, signal: this.#watcher.signal });
      return;
    }
    this.#say('');
    this.#buttons?.done(code);
  }
}
