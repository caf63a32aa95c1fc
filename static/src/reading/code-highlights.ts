import type { Parser } from '@lezer/common';
import { languageOf, MAX_CODE_UNITS, type Token, tokensOf } from '../codemirror/code-tokens.js';
import type { Stretch } from './near-view.js';

/** Returns the grammar of a language, or the promise of it; null where there is none. */
export type FindParser = (language: string) => Parser | Promise<Parser | null> | null;

/** The time after which parsing yields to the page. */
const PARSE_SLICE_MS = 5;

/**
 * The number of tokens coloured at once; a large screen has fewer. Each time that anything on the page
 * changes, Chromium looks for all of them anew and paints what is in view, some 4 µs each.
 */
const MAX_TOKENS = 400;

/** Lines are coloured in steps of so many, so that most of scrolling changes nothing. */
const STEP_LINES = 8;

/** The code in a `pre`, and its tokens: none where it stays plain. */
interface Code {
  readonly element: Element;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The part of some code that is coloured. */
interface Shown {
  readonly code: Code;
  readonly from: number;
  readonly to: number;
  readonly highlighted: readonly Highlighted[];
}

interface Highlighted {
  readonly name: string;
  readonly range: StaticRange;
}

/**
 * The colours of code, as highlights (CSS Custom Highlight API): the DOM stays as it is. A browser without
 * them shows plain code.
 */
export class CodeHighlights {
  readonly #findParser: FindParser;
  readonly #onGrammar: () => void;
  readonly #codes = new WeakMap<Element, Code>();
  readonly #shown = new Map<Element, Shown>();

  /** @param onGrammar called when there is more to colour, because a grammar has been loaded */
  constructor(findParser: FindParser, onGrammar: () => void) {
    this.#findParser = findParser;
    this.#onGrammar = onGrammar;
  }

  /** Something has changed in a node. Its colours stay until they are shown again. */
  forget(node: Node): void {
    const pre = (node instanceof Element ? node : node.parentElement)?.closest('pre');
    if (pre !== null && pre !== undefined) {
      this.#codes.delete(pre);
    }
  }

  /**
   * Colours what of some `pre` elements is in a stretch of the window, and nothing else.
   *
   * @returns whether that is done; if not, it has to be called again
   */
  show(blocks: readonly Element[], stretch: Stretch): boolean {
    for (const pre of this.#shown.keys()) {
      if (!blocks.includes(pre)) {
        this.#hide(pre);
      }
    }
    const end = performance.now() + PARSE_SLICE_MS;
    let left = MAX_TOKENS;
    let isDone = true;
    for (const pre of blocks) {
      if (this.#codes.has(pre) || performance.now() < end) {
        left -= this.#color(pre, stretch, left);
      } else {
        isDone = false;
      }
    }
    return isDone;
  }

  /** @returns how many tokens are coloured, at most about so many as are asked for */
  #color(pre: Element, stretch: Stretch, most: number): number {
    const code = this.#codeIn(pre);
    const [from, to] = code.tokens.length === 0 ? [0, 0] : partIn(stretch, code);
    const last = this.#shown.get(pre);
    if (last?.code === code && last.from === from && last.to === to) {
      return last.highlighted.length;
    }
    this.#hide(pre);
    const tokens = code.tokens.filter((token) => token.to > from && token.from < to);
    const highlighted = rangesOf(code.element, tokens.slice(0, most));
    for (const { name, range } of highlighted) {
      const highlight = CSS.highlights.get(name) ?? new Highlight();
      highlight.add(range);
      CSS.highlights.set(name, highlight);
    }
    this.#shown.set(pre, { code, from, to, highlighted });
    return highlighted.length;
  }

  #hide(pre: Element): void {
    for (const { name, range } of this.#shown.get(pre)?.highlighted ?? []) {
      CSS.highlights.get(name)?.delete(range);
    }
    this.#shown.delete(pre);
  }

  #codeIn(pre: Element): Code {
    const known = this.#codes.get(pre);
    if (known !== undefined) {
      return known;
    }
    const element = pre.firstElementChild ?? pre;
    const text = element.textContent;
    const code = { element, text, tokens: this.#tokensIn(pre, element, text) };
    this.#codes.set(pre, code);
    return code;
  }

  #tokensIn(pre: Element, element: Element, text: string): readonly Token[] {
    const language = languageOf(element);
    if (language === undefined || text.length > MAX_CODE_UNITS || !('highlights' in CSS)) {
      return [];
    }
    const parser = this.#findParser(language);
    if (!(parser instanceof Promise)) {
      return parser === null ? [] : tokensOf(text, parser);
    }
    parser.then(
      (loaded) => {
        if (loaded !== null) {
          this.forget(pre);
          this.#onGrammar();
        }
      },
      () => {
        // Without its file the code stays plain, and the next edit tries again.
      },
    );
    return [];
  }
}

/** Returns the range of the lines that are in a stretch of the window: all lines of code are equally high. */
function partIn(stretch: Stretch, { element, text }: Code): [number, number] {
  const { top, height } = element.getBoundingClientRect();
  const ends = [...text.matchAll(/\n|$/g)].map(({ index }) => index);
  // A final line end has no line after it.
  const lineHeight = height / (ends.length - (text.endsWith('\n') ? 1 : 0));
  const lineAt = (y: number) => (y - top) / lineHeight / STEP_LINES;
  const endOf = (line: number) => (line <= 0 ? 0 : (ends[line - 1] ?? text.length));
  return [
    endOf(STEP_LINES * Math.floor(lineAt(stretch.top))),
    endOf(STEP_LINES * Math.ceil(lineAt(stretch.bottom))),
  ];
}

/**
 * Static ranges: they cost nothing at an edit, and colour about the right characters of the new text until
 * there are new ones, where live ranges would collapse.
 */
function rangesOf(code: Element, tokens: readonly Token[]): Highlighted[] {
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  let start = 0;
  const place = (offset: number, isEnd: boolean): [Node, number] => {
    while (node !== null) {
      const end = start + (node.nodeValue?.length ?? 0);
      if (isEnd ? offset <= end : offset < end) {
        return [node, offset - start];
      }
      start = end;
      node = texts.nextNode();
    }
    throw new RangeError(`The code has no character ${String(offset)}.`);
  };
  return tokens.map(({ kind, from, to }) => {
    const [startContainer, startOffset] = place(from, false);
    const [endContainer, endOffset] = place(to, true);
    return {
      // The name that styles/typography.css has a colour for.
      name: `twinmark-code-${kind}`,
      range: new StaticRange({ startContainer, startOffset, endContainer, endOffset }),
    };
  });
}
