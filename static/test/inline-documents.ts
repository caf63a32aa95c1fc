import type { Random } from './random.js';
import { RandomWords } from './random-words.js';

/** Random documents of blocks with inline content of all kinds, in which each word occurs once. */
export class InlineDocuments {
  /** The end of each document: a link definition. */
  static readonly END = '\n\n[ref]: https://a.example/ "t"\n';

  readonly #random: Random;
  readonly #words: RandomWords;

  constructor(random: Random) {
    this.#random = random;
    this.#words = new RandomWords(random);
  }

  next(): string {
    this.#words.restart();
    return this.#blocks(0).join('\n') + InlineDocuments.END;
  }

  #below(end: number): number {
    return Math.floor(this.#random.below(end));
  }

  #blocks(depth: number): string[] {
    return Array.from({ length: 1 + this.#below(3) }, (_, i) => [
      ...(i > 0 ? [''] : []),
      ...this.#block(depth),
    ]).flat();
  }

  #block(depth: number): string[] {
    switch (this.#below(depth > 1 ? 8 : 11)) {
      case 0:
        return [`${'#'.repeat(1 + this.#below(3))} ${this.#line()}`];
      case 1:
        return ['```', this.#words.next(), '', this.#words.next(), '```'];
      case 2:
        // In Lezer's grammar, HTML in a quote does not end at a blank line.
        return depth > 0 ? [this.#line()] : ['<div>', this.#words.next(), '</div>'];
      case 3: {
        const row = () => `| ${this.#line('|')} | ${this.#line('|')} |`;
        return [row(), '| - | :-: |', row(), row()];
      }
      case 4:
        return [this.#line(), '==='];
      case 8:
        return this.#blocks(depth + 1).map((line) => (line === '' ? '>' : `> ${line}`));
      case 9:
        return this.#item('- ', depth);
      case 10:
        return [...this.#item('1. ', depth), ...this.#item('2. ', depth)];
      default:
        return Array.from(
          { length: 1 + this.#below(3) },
          () => this.#line() + this.#random.pick(['', '', '\\', '  ']),
        );
    }
  }

  #item(marker: string, depth: number): string[] {
    return this.#blocks(depth + 1).map((line, i) =>
      i === 0 ? marker + line : line === '' ? '' : ' '.repeat(marker.length) + line,
    );
  }

  #line(besides = ''): string {
    // Lezer's grammar takes each label for defined, and so the wrong ones of brackets in a row for links.
    const line = this.#inlines(0).replace(/\](?=\[(?!ref\]))/g, '] ');
    // A block is not to begin by chance.
    return `${this.#words.next()}${this.#random.pick([' ', '', ' '])}${besides === '' ? line : line.replaceAll(besides, '')}`;
  }

  #inlines(depth: number): string {
    // Marks side by side are left out: commonmark-java loses some openers there (docs/upstream).
    return Array.from({ length: 1 + this.#below(4) }, () => this.#inline(depth)).join(' ');
  }

  #inline(depth: number): string {
    const word = () => this.#words.next();
    const inner = () => (depth > 1 ? word() : `${word()} ${this.#inlines(depth + 1)} ${word()}`);
    switch (this.#below(28)) {
      case 0:
        return `**${inner()}**`;
      case 1:
        return `*${inner()}*`;
      case 2:
        return `_${word()} ${word()}_`;
      case 3:
        // Between words: the engine takes longer runs of tildes for text.
        return `${word()}~~${inner()}~~${word()}`;
      case 4:
        return `${word()}~${word()}~${word()}`;
      case 5:
        // Between words: a longer run of backticks would have no end (docs/upstream, backtick-positions).
        return `${word()}\`${word()} ${word()}\`${word()}`;
      case 6:
        return `${word()}\`\`${word()}\`${word()}\`\`${word()}`;
      case 7:
        return `[${word()} ${word()}](/u "t")`;
      case 8:
        return `[${word()}][ref]`;
      case 9:
        return '[ref]';
      case 10:
        return `[${word()} ${word()}]`;
      case 11:
        return `![${word()}](i.png)`;
      case 12:
        return '<https://a.example>';
      case 13:
        return `<b>${word()}</b>`;
      case 14:
        return `${word()}<br>${word()}`;
      case 15:
        return this.#random.pick(['&amp;', '\\*', '\\_', '\\`', '<!-- c -->']);
      case 16:
        return `「${word()}」`;
      case 17:
        return `(${word()})`;
      case 18:
        return `"${word()}"`;
      case 19:
        return this.#random.pick([`${word()}😀${word()}`, '5 * 3', 'a_b', '…', '!', '.']);
      default:
        return word();
    }
  }
}
