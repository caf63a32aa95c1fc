import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import type { Extension } from '../src/engine/api.js';
import type { Random } from './random.js';
import { RandomWords } from './random-words.js';

/** A state that commands run in. */
export function stateWith(
  doc: string,
  anchor: number,
  head = anchor,
  markdown: readonly Extension[] = [],
): EditorState {
  return EditorState.create({
    doc,
    selection: EditorSelection.single(anchor, head),
    extensions: [markdownHighlighting(markdown)],
  });
}

/** A text in which `|` is the caret, or two of them the ends of the selection. */
export function markedState(text: string, markdown: readonly Extension[] = []): EditorState {
  const first = text.indexOf('|');
  const second = text.indexOf('|', first + 1);
  return stateWith(text.replaceAll('|', ''), first, second < 0 ? first : second - 1, markdown);
}

export function marked(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const doc = state.doc.toString();
  return empty
    ? `${doc.slice(0, from)}|${doc.slice(from)}`
    : `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`;
}

/** The state after a command; undefined where it leaves the key to others. */
export function run(state: EditorState, command: StateCommand): EditorState | undefined {
  let after = state;
  const isDone = command({
    state,
    dispatch: (transaction) => {
      after = transaction.state;
    },
  });
  return isDone ? after : undefined;
}

/** The state after a command, which may do nothing. */
export function stateAfter(state: EditorState, command: StateCommand): EditorState {
  return run(state, command) ?? state;
}

/** A random document of nested containers, in which each word occurs once. */
export class ListDocuments {
  readonly #random: Random;
  readonly #words: RandomWords;

  constructor(random: Random) {
    this.#random = random;
    this.#words = new RandomWords(random);
  }

  next(): string {
    this.#words.restart();
    return this.#blocks(0, 1 + this.#below(3)).join('\n');
  }

  #below(end: number): number {
    return Math.floor(this.#random.below(end));
  }

  #blocks(depth: number, count: number): string[] {
    const lines: string[] = [];
    for (let i = 0; i < count; i++) {
      lines.push(...(i > 0 ? [''] : []), ...this.#block(depth));
    }
    return lines;
  }

  #block(depth: number): string[] {
    const kind = this.#below(depth > 2 ? 4 : 10);
    switch (kind) {
      case 0:
        return [`${'#'.repeat(1 + this.#below(3))} ${this.#words.next()}`];
      case 1:
        return [this.#words.next(), this.#words.next()];
      case 2:
        return [
          '```',
          this.#words.next(),
          ...(this.#below(2) === 0 ? [''] : []),
          this.#words.next(),
          '```',
        ];
      case 4:
      case 5:
        return this.#blocks(depth + 1, 1 + this.#below(2)).map((line) =>
          line === '' ? '>' : `> ${line}`,
        );
      case 6:
      case 7:
      case 8:
      case 9:
        return this.#list(depth);
      default:
        return [`${this.#words.next()} **${this.#words.next()}** ${this.#words.next()}`];
    }
  }

  /** @param interrupts true if it follows text: then only a list that begins with 1 is one (spec, 5.2) */
  #list(depth: number, interrupts = false): string[] {
    const isOrdered = this.#below(2) === 0;
    const start = interrupts ? 1 : this.#random.pick([1, 1, 1, 3, 9]);
    const isRepeated = this.#below(5) === 0;
    const bullet = this.#random.pick(['-', '-', '*', '+']);
    const space = this.#random.pick([' ', ' ', ' ', '  ', '   ']);
    const isTask = !isOrdered && this.#below(4) === 0;
    const isLoose = this.#below(4) === 0;
    return Array.from({ length: 1 + this.#below(4) }, (_, i) => {
      const mark = isOrdered ? `${String(isRepeated ? start : start + i)}.` : bullet;
      const indent = ' '.repeat(mark.length + space.length);
      const first = `${isTask ? '[ ] ' : ''}${this.#words.next()}`;
      const rest =
        this.#below(3) > 0
          ? []
          : this.#below(2) === 0
            ? this.#list(depth + 1, true)
            : ['', ...this.#block(depth + 1)];
      return [
        ...(isLoose && i > 0 ? [''] : []),
        `${mark}${space}${first}`,
        ...rest.map((line) => (line === '' ? '' : indent + line)),
      ];
    }).flat();
  }
}

/** For each word, the elements of HTML that it is in, outermost first. */
export function pathsOf(html: string): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  const path: string[] = [];
  for (const [token] of html.matchAll(/<[^>]*>|[^\s<]+z(?![^\s<])/g)) {
    if (token.startsWith('</')) {
      path.pop();
    } else if (/^<(?:input|hr|br|img)/.test(token)) {
      continue;
    } else if (token.startsWith('<')) {
      path.push(/^<(\w+)/.exec(token)?.[1] ?? '');
    } else {
      paths.set(token, [...path]);
    }
  }
  return paths;
}

/** The characters of HTML that a reader sees, without white space. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>|\s+/g, '');
}
