import type { Random } from './random.js';

const WORDS = ['alpha', 'Grün', '日本語', 'שלום', 'beta', 'x1', 'naïve'] as const;

/** The words of a text; where two stand side by side, each of them. */
export const WORD = new RegExp(`(?:${WORDS.join('|')})\\d+z`, 'g');

/** Random words of several scripts, of which each occurs once in a document. */
export class RandomWords {
  readonly #random: Random;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    return `${this.#random.pick(WORDS)}${String(this.#count++)}z`;
  }

  /** Begins a document. */
  restart(): void {
    this.#count = 0;
  }
}
