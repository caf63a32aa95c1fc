import type { Diagram } from '../drawings/diagram.lazy.js';
import { darkSystem, isDark } from '../drawings/color-scheme.js';
import { DRAWABLE, type Drawable, drawableOf, DrawingMistake } from '../drawings/drawable.js';
import {
  loadDiagrams,
  loadedDiagrams,
  loadedFormulas,
  loadFormulas,
} from '../drawings/painters.js';
import { DRAWING, isDrawing } from '../dom/drawing.js';
import { styleSheet } from '../dom/style-sheet.js';
import { treeRootOf } from '../dom/root-node.js';
import { message } from '../language/catalogue.js';
import { elementsIn, type Stretch } from './near-view.js';
import { ViewWatcher } from './view-watcher.js';

/** The time after which drawing yields to the page. */
const DRAW_SLICE_MS = 6;

/** The longest source that is drawn in the task of a keystroke, in UTF-16 code units; others follow soon after. */
const MAX_IMMEDIATE_UNITS = 500;

/** A longer reason of a mistake is cut off, in UTF-16 code units: Mermaid lists all that it expected. */
const MAX_REASON_UNITS = 300;

/** For the tree that the preview is in. */
const OUTSIDE = `
code:has(+ ${DRAWING}:not(.mistake)) { display: none }
pre:has(> ${DRAWING}:not(.mistake)) {
  padding: 0;
  overflow: visible;
  border: 0;
  background: none;
  font: inherit;
  white-space: normal;
}
:not(pre) > code:has(+ ${DRAWING}.mistake) { text-decoration: underline wavy var(--alert-caution, currentColor) }
`;

/** For the same tree, while the browser copies what is selected. */
const COPYING = `${DRAWING} { display: none }`;

/** For the shadow tree of a drawing. */
const INSIDE = `
:host {
  direction: ltr;
  unicode-bidi: isolate;
  user-select: none;
  -webkit-user-select: none;
}
:host(.displayed) {
  display: block;
  max-inline-size: 100%;
  overflow: auto hidden;
  text-align: center;
}
:host(.mistake) {
  color: var(--alert-caution, currentColor);
  font: 0.875rem / 1.5 var(--sans, sans-serif);
  text-align: start;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
img {
  display: block;
  margin-inline: auto;
  max-inline-size: 100%;
  block-size: auto;
}
/* Paper is white. */
@media print {
  :host(.dark) img { filter: invert(1) hue-rotate(180deg) }
}
:host(.mistake:not(.displayed)) { margin-inline-start: 0.4em }
`;

/** A drawing that is shown behind its code. */
interface Drawn {
  readonly element: HTMLElement;
  readonly shadow: ShadowRoot;
  /** See `keyOf`. */
  readonly key: string;
}

/** A drawing that is to be shown behind its code. */
interface Content {
  readonly node: Node | string;
  readonly isMistake?: boolean;
  readonly isDark?: boolean;
  readonly styles?: readonly CSSStyleSheet[];
}

/**
 * Shows formulas and diagrams of a preview as they are meant, instead of their source. The document's nodes stay as they
 * are: a drawing is behind its code, which a style sheet hides.
 */
export class Drawings {
  readonly #preview: HTMLElement;
  readonly #wait: () => void;
  readonly #drawn = new Map<Element, Drawn>();
  /** The keys of diagrams that are being drawn. */
  readonly #awaited = new Map<Element, string>();
  readonly #listening = new AbortController();
  readonly #themes = new MutationObserver(() => {
    this.#wait();
  });
  #isLoading = false;
  /** As of the last look: to ask for it makes the browser compute styles. */
  #isDark = false;

  /** @param wait called when there is more to draw */
  constructor(preview: HTMLElement, wait: () => void) {
    this.#preview = preview;
    this.#wait = wait;
    const { signal } = this.#listening;
    preview.addEventListener('copy', showSources, { signal });
    addEventListener(
      'beforeprint',
      () => {
        this.#drawAll();
      },
      { signal },
    );
    darkSystem.addEventListener('change', wait, { signal });
    const root = treeRootOf(preview);
    for (const element of [
      document.documentElement,
      root instanceof ShadowRoot ? root.host : null,
    ]) {
      if (element !== null) {
        this.#themes.observe(element, {
          attributeFilter: ['data-theme', 'theme', 'style', 'class'],
        });
      }
    }
  }

  /** Takes all drawings away. */
  close(): void {
    this.#listening.abort();
    this.#themes.disconnect();
    for (const code of this.#drawn.keys()) {
      this.#remove(code);
    }
  }

  /** Brings drawings up to date with their code, in the task of its change: nothing else is shown between. */
  follow(records: readonly MutationRecord[]): void {
    if (this.#drawn.size === 0) {
      return;
    }
    const places = new Set<Element>();
    if (records.some(({ removedNodes }) => removedNodes.length > 0)) {
      for (const [code, { element }] of this.#drawn) {
        if (!code.isConnected || element.previousSibling !== code) {
          if (element.parentElement !== null && element.isConnected) {
            places.add(element.parentElement);
          }
          this.#remove(code);
        }
      }
    }
    for (const { target } of records) {
      const code = (target instanceof Element ? target : target.parentElement)?.closest('code');
      if (code !== null && code !== undefined && this.#drawn.has(code)) {
        this.#drawAtOnce(code);
      }
    }
    for (const place of places) {
      for (const code of place.querySelectorAll(DRAWABLE)) {
        this.#drawAtOnce(code);
      }
    }
  }

  /**
   * Draws what is in a stretch of the window.
   *
   * @returns whether that is done; if not, it has to be called again
   */
  show(stretch: Stretch): boolean {
    const codes = elementsIn(
      this.#preview,
      stretch,
      DRAWABLE,
      (code) => this.#drawn.get(code)?.element ?? code,
    ).filter((code) => this.#isDrawable(code));
    this.#isDark = codes.length > 0 && isDark(this.#preview);
    const end = performance.now() + DRAW_SLICE_MS;
    for (const code of codes) {
      if (performance.now() > end) {
        return false;
      }
      this.#draw(code);
    }
    return true;
  }

  #loadFormulas(): void {
    if (this.#isLoading) {
      return;
    }
    this.#isLoading = true;
    loadFormulas().then(
      () => {
        this.#isLoading = false;
        this.#wait();
      },
      () => {
        // Without the file the source stays, and the next change tries again.
        this.#isLoading = false;
      },
    );
  }

  /** Puts there what can be drawn in this task. */
  #drawAll(): void {
    for (const code of this.#preview.querySelectorAll(DRAWABLE)) {
      if (this.#isDrawable(code)) {
        this.#draw(code);
      }
    }
  }

  #drawAtOnce(code: Element): void {
    if (!code.matches(DRAWABLE) || !this.#isDrawable(code)) {
      this.#remove(code);
    } else if (code.textContent.length <= MAX_IMMEDIATE_UNITS) {
      this.#draw(code);
    }
  }

  /** Returns whether code has nothing but its source, in a place where something can stand behind it. */
  #isDrawable(code: Element): boolean {
    return (
      code.firstElementChild === null &&
      code.parentElement !== this.#preview &&
      (this.#drawn.has(code) || !isDrawnByOthers(code))
    );
  }

  #draw(code: Element): void {
    const drawable = drawableOf(code);
    const key = this.#keyOf(drawable);
    if (this.#drawn.get(code)?.key === key) {
      return;
    }
    const content =
      drawable.kind === 'formula' ? this.#formula(drawable) : this.#diagram(code, drawable, key);
    if (content === undefined) {
      return;
    }
    const { element, shadow } = this.#drawn.get(code) ?? this.#add(code);
    element.className = [
      drawable.isDisplayed && 'displayed',
      content.isMistake === true && 'mistake',
      content.isDark === true && 'dark',
    ]
      .filter((name) => name !== false)
      .join(' ');
    shadow.adoptedStyleSheets = [styleSheet(INSIDE), ...(content.styles ?? [])];
    shadow.replaceChildren(content.node);
    this.#drawn.set(code, { element, shadow, key });
  }

  /** Returns all that a drawing depends on. */
  #keyOf({ kind, source, isDisplayed }: Drawable): string {
    const look = kind === 'diagram' ? this.#isDark : isDisplayed;
    return `${kind} ${String(look)} ${source}`;
  }

  /** Returns undefined where it comes later. */
  #formula(drawable: Drawable): Content | undefined {
    const formulas = loadedFormulas();
    if (formulas === undefined) {
      this.#loadFormulas();
      return undefined;
    }
    const content = drawn(() => formulas.drawFormula(drawable));
    return content && { ...content, styles: [styleSheet(formulas.formulaStyles)] };
  }

  /** Returns undefined where it comes later: what was drawn of the code before stays until then. */
  #diagram(code: Element, { source }: Drawable, key: string): Content | undefined {
    const dark = this.#isDark;
    const content = drawn(() => {
      const diagram = loadedDiagrams()?.drawnDiagram(source, dark);
      return diagram && imageOf(diagram);
    });
    if (content === undefined && this.#awaited.get(code) !== key) {
      this.#awaited.set(code, key);
      void this.#awaitDiagram(code, source, dark, key);
    }
    return content && { ...content, isDark: dark };
  }

  async #awaitDiagram(code: Element, source: string, dark: boolean, key: string): Promise<void> {
    const isWanted = () =>
      code.isConnected && !this.#listening.signal.aborted && this.#awaited.get(code) === key;
    try {
      const { drawDiagram } = await loadDiagrams();
      if ((await drawDiagram(source, dark, isWanted)) && isWanted()) {
        this.#awaited.delete(code);
        this.#wait();
      }
      // A source that has no drawing stays in the map, so that it is not tried again.
    } catch {
      // Without the file the source stays, and the next change tries again.
      this.#awaited.delete(code);
    }
  }

  #add(code: Element): Omit<Drawn, 'key'> {
    const element = document.createElement(DRAWING);
    const shadow = element.attachShadow({ mode: 'open' });
    code.after(element);
    const root = treeRootOf(this.#preview);
    const outside = styleSheet(OUTSIDE);
    if (!root.adoptedStyleSheets.includes(outside)) {
      const copying = styleSheet(COPYING);
      copying.disabled = true;
      root.adoptedStyleSheets.push(outside, copying);
    }
    return { element, shadow };
  }

  #remove(code: Element): void {
    this.#drawn.get(code)?.element.remove();
    this.#drawn.delete(code);
    this.#awaited.delete(code);
  }
}

/** Returns whether another script has drawn it, as `<twinmark-preview>` does before `enhance` takes its preview. */
function isDrawnByOthers({ nextSibling }: Element): boolean {
  return nextSibling !== null && isDrawing(nextSibling);
}

/** Returns what a function returns, or the reason why it cannot be drawn; undefined if it returns that. */
function drawn(draw: () => Node | undefined): Content | undefined {
  try {
    const node = draw();
    return node && { node };
  } catch (error) {
    if (error instanceof DrawingMistake) {
      const reason = error.message.slice(0, MAX_REASON_UNITS);
      return { node: message('reading.drawingMistake', { reason }), isMistake: true };
    }
    throw error;
  }
}

function imageOf({ url, width, height, alternative }: Diagram): HTMLImageElement {
  const image = document.createElement('img');
  image.width = width;
  image.height = height;
  image.alt = alternative;
  image.src = url;
  return image;
}

/**
 * Draws what comes into view of a preview.
 *
 * @returns a function that ends it, and takes all drawings away
 */
export function drawInView(preview: HTMLElement): () => void {
  const watcher = new ViewWatcher(preview, {
    changed: (records) => {
      drawings.follow(records);
    },
    look: (stretch) => drawings.show(stretch),
  });
  const drawings = new Drawings(preview, () => {
    watcher.wait();
  });
  return () => {
    watcher.close();
    drawings.close();
  };
}

/** Shows the sources while the browser copies what is selected: they are what can be pasted. */
function showSources(): void {
  const show = (shown: boolean) => {
    styleSheet(OUTSIDE).disabled = shown;
    styleSheet(COPYING).disabled = !shown;
  };
  show(true);
  requestAnimationFrame(() => {
    show(false);
  });
}
