import type { Size } from '../../pictures/picture-file.js';
import { PICTURE_FOLDER } from './picture-name.js';

/**
 * Gives stored pictures their size before they are loaded, so that nothing below them moves. A style sheet does that,
 * because the nodes of a preview are the document's, which may have a size of its own.
 */
export class ReservedSpace {
  readonly #sheet = new CSSStyleSheet();
  readonly #known = new Set<string>();

  constructor() {
    document.adoptedStyleSheets.push(this.#sheet);
  }

  add({ name, width, height }: Size & { readonly name: string }): void {
    if (!this.#known.has(name)) {
      this.#known.add(name);
      this.#sheet.insertRule(
        `.markdown img[src="${PICTURE_FOLDER}${name}"]:not([width], [height]) {
          inline-size: ${String(width)}px; aspect-ratio: auto ${String(width)} / ${String(height)} }`,
      );
    }
  }
}
