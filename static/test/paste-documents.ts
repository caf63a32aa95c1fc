import { EditorState } from '@codemirror/state';
import { fromHtml } from 'hast-util-from-html';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { type ConvertedMarkdown, convert } from '../src/paste/convert.js';
import { markdownAt } from '../src/paste/place.js';
import type { Random } from './random.js';

/** The place of the caret in the documents that are pasted into. */
export const CARET = '‖';

/** Converts HTML of the clipboard; undefined for that of code editors. */
export function convertedHtml(html: string): ConvertedMarkdown | undefined {
  return convert(fromHtml(html, { fragment: true }));
}

/** The document after a paste at the caret, or over what is between two of them. */
export function pasteInto(marked: string, converted: ConvertedMarkdown, text: string): string {
  const [before = '', ...others] = marked.split(CARET);
  const doc = before + others.join('');
  const from = before.length;
  const to = from + (others.length > 1 ? (others[0]?.length ?? 0) : 0);
  const state = EditorState.create({ doc, extensions: [markdownHighlighting()] });
  const insert = markdownAt(state, { from, to }, converted, text);
  return state.update({ changes: { from, to, insert } }).state.doc.toString();
}

const TEXTS = [
  'word',
  'two words',
  'a_b_c',
  '2 \\* 3',
  '\\*x\\*',
  '2\\*3\\*4',
  'AT&T',
  '&amp;copy;',
  '\\[x\\](y)',
  '[z]',
  '\\[y]: z',
  '1 < 2',
  '\\<b>',
  'x!',
  '「重要」',
  'שלום',
  '#tag',
  '\\# h',
  '-',
  '\\- i',
  '1\\. n',
  '\\+',
  '\\> q',
  'a|b',
  '\\`c\\`',
  'https://example.com/?a=1&b=2',
  'e@x.org',
  '~5',
  '\\~s\\~',
  '\\\\',
  '\\\\\\*',
  '(a)',
  '😀',
  '\\=\\=',
  '\\_u\\_',
] as const;

/** Random documents of all that the dialect has. */
export class PasteDocuments {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Blocks, with a blank line between them. */
  blocks(): string {
    return Array.from({ length: 1 + this.#below(4) }, () => this.#block(0)).join('\n\n');
  }

  /** The content of a paragraph, on one line. */
  line(): string {
    return this.#inline(0);
  }

  #below(end: number): number {
    return Math.floor(this.#random.below(end));
  }

  #block(depth: number): string {
    const inner = () => this.#block(depth + 1);
    const line = () => this.#inline(0);
    const leaves = ['text', 'text', 'lines', 'heading', 'code', 'rule', 'table', 'breaks'] as const;
    const containers = ['quote', 'bullets', 'numbers', 'tasks', 'loose'] as const;
    switch (this.#random.pick(depth < 3 ? [...leaves, ...containers] : [...leaves])) {
      case 'text':
        return line();
      case 'lines':
        return `${line()}\n${line()}`;
      case 'breaks':
        return `${line()}\\\n${line()}`;
      case 'heading':
        return `${'#'.repeat(1 + this.#below(6))} ${line()}`;
      case 'code':
        return this.#random.pick(['```js\na *b*\n\n  c `d`\n```', '    a\n    b', '~~~\n```\n~~~']);
      case 'rule':
        return '***';
      case 'table': {
        const cell = () => this.#inline(1).replaceAll('|', '\\|');
        return `| ${cell()} | ${cell()} |\n| :-- | --: |\n| ${cell()} | ${cell()} |`;
      }
      case 'quote':
        return indented(`${inner()}\n\n${inner()}`, '> ', '> ');
      case 'bullets':
        return `${indented(line(), '- ', '  ')}\n${indented(`${line()}\n- x`, '- ', '  ')}`;
      case 'numbers':
        return `${indented(line(), '7. ', '   ')}\n${indented(line(), '8. ', '   ')}`;
      case 'tasks':
        return `- [ ] ${line()}\n- [x] ${line()}`;
      case 'loose':
        return indented(`${line()}\n\n${inner()}`, '- ', '  ');
    }
  }

  /**
   * Inline content. Fences are left out, because they would have languages of punctuation characters, and so are
   * long runs of tildes: as in commonmark-java, one of four or five hides the openers before it from runs of
   * one or two.
   */
  #inline(depth: number): string {
    const inner = () => this.#inline(depth + 1);
    const kinds = ['text', 'text', 'text', 'code', 'image', 'autolink', 'html'] as const;
    const nested = ['bold', 'italic', 'struck', 'link'] as const;
    return Array.from({ length: 1 + this.#below(4) }, () => {
      switch (this.#random.pick(depth < 2 ? [...kinds, ...nested] : [...kinds])) {
        case 'text':
          return this.#random.pick(TEXTS);
        case 'code':
          return this.#random.pick(['`a`', '`` b`c ``', '`*d*`', '`\\`']);
        case 'image':
          return '![alt *x*](i.png "t")';
        case 'autolink':
          return '<https://example.org/>';
        case 'html':
          return 'H<sub>2</sub>';
        case 'bold':
          return `**${inner()}**`;
        case 'italic':
          return `*${inner()}*`;
        case 'struck':
          return `~~${inner()}~~`;
        case 'link': {
          const text = inner().replace(/<https[^>]*>|!?\[[^\]]*\]\([^]*?"\)/g, 'l');
          return `[${text}](https://example.com/a_(b) "ti\\"tle")`;
        }
      }
    })
      .join(this.#random.pick([' ', ' ', '']))
      .replace(/^`{3,}/, 'x')
      .replace(/~{3,}/g, '~~');
  }
}

/** Puts a container's characters before each line. */
function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : others) + line)
    .join('\n');
}
