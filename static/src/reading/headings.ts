import type { Heading } from '../api/editor.js';
import type { SourceMap } from '../rendered-document/source-index.js';
import { HEADINGS, headingName } from '../fragments/headings.js';

/** The headings in a preview. */
export function headingsIn(
  preview: HTMLElement,
  sourceMap: Pick<SourceMap, 'containing' | 'textOf'>,
): Heading[] {
  let inside: Inside | undefined;
  const elements = [...preview.querySelectorAll<HTMLElement>(HEADINGS)];
  return elements.map((element): Heading => {
    const block = sourceMap.containing(element);
    let line = block?.line;
    if (block?.nodes.some((node) => node instanceof Element && node !== element) === true) {
      if (inside?.first !== block.line) {
        inside = new Inside(block.line, sourceMap.textOf(block));
      }
      line = inside.lineOf(element);
    }
    return { element, level: Number(element.localName.slice(1)), name: headingName(element), line };
  });
}

/** Finds the headings within a block, such as a quote, one after the other, by their first words. */
class Inside {
  readonly first: number;
  readonly #source: string;
  #line: number;
  #at = 0;

  constructor(first: number, source: string) {
    this.first = first;
    this.#line = first;
    this.#source = source;
  }

  lineOf(heading: HTMLElement): number {
    const text = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode();
    const words = text?.nodeValue?.trim().split('\n')[0] ?? '';
    const at = words === '' ? -1 : this.#source.indexOf(words, this.#at);
    if (at >= 0) {
      this.#line += this.#source.slice(this.#at, at).split('\n').length - 1;
      this.#at = at + words.length;
    }
    return this.#line;
  }
}
