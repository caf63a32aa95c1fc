import { escapeAttribute, escapeText } from 'entities/escape';

// https://html.spec.whatwg.org/#void-elements
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** The name of an attribute, and its value. */
export type Attribute = readonly [name: string, value: string];

/** Writes elements and texts as the HTML standard serializes them: https://html.spec.whatwg.org/#serialising-html-fragments */
export class HTMLWriter {
  readonly #parts: string[] = [];

  open(name: string, attributes: Iterable<Attribute>): void {
    this.#parts.push(`<${name}`);
    for (const [attribute, value] of attributes) {
      this.#parts.push(` ${attribute}="${escapeAttribute(value)}"`);
    }
    this.#parts.push('>');
  }

  text(data: string): void {
    this.#parts.push(escapeText(data));
  }

  close(name: string): void {
    if (!VOID.has(name)) {
      this.#parts.push(`</${name}>`);
    }
  }

  /** The number of parts that are written, of which each attribute is one. */
  get length(): number {
    return this.#parts.length;
  }

  /** Takes back a part. */
  erase(index: number): void {
    this.#parts[index] = '';
  }

  toString(): string {
    return this.#parts.join('');
  }
}
