import { EditorState } from '@codemirror/state';
import { characterEntities } from 'character-entities';
import { fromHtml } from 'hast-util-from-html';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { type ConvertedMarkdown, convert } from '../src/paste/convert.js';
import { type Dialect, PLAIN_DIALECT } from '../src/paste/normalize/dialect.js';
import { dialectOf, markdownAt, notesAt } from '../src/paste/place.js';
import type { Extension } from '../src/engine/api.js';
import type { Random } from './random.js';

/** The place of the caret in the documents that are pasted into. */
export const CARET = '‖';

/** Returns whether HTML has a character reference of a name. */
function isEntity(name: string): boolean {
  return Object.hasOwn(characterEntities, name);
}

/** Converts HTML of the clipboard; undefined for that of code editors. */
export function convertedHtml(
  html: string,
  dialect: Dialect = PLAIN_DIALECT,
): ConvertedMarkdown | undefined {
  return convert(fromHtml(html, { fragment: true }), dialect, isEntity);
}

/** The document after HTML is pasted at the caret, or over what is between two of them. */
export function pasteInto(
  marked: string,
  html: string,
  text: string,
  extensions: readonly Extension[] = [],
): string {
  const [before = '', ...others] = marked.split(CARET);
  const doc = before + others.join('');
  const from = before.length;
  const to = from + (others.length > 1 ? (others[0]?.length ?? 0) : 0);
  const state = EditorState.create({ doc, extensions: [markdownHighlighting(extensions)] });
  const converted = convertedHtml(html, dialectOf(state));
  if (converted === undefined) {
    throw new Error('The HTML is that of a code editor');
  }
  const insert = markdownAt(state, { from, to }, converted, text);
  const notes = notesAt(state, { from, to }, converted);
  return state
    .update({
      changes: [
        { from, to, insert },
        ...(notes === undefined ? [] : [{ from: notes.at, insert: notes.text }]),
      ],
    })
    .state.doc.toString();
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

/**
 * The extensions whose constructs a paste keeps. A table of contents lists what is around it; the grammar differs from
 * the engine in tildes of subscripts among those of strikethrough.
 */
export const CONSTRUCTS: readonly Extension[] = [
  'alerts',
  'autolinks',
  'definition-lists',
  'emoji',
  'footnotes',
  'formulas',
  'front-matter',
  'inserts',
  'marks',
  'superscript',
];

/** Prose that would be a construct of an extension. */
export const PROSE = [
  'costs $5 and $6',
  '$x$',
  '$$y$$',
  ':bee:',
  '10:30:45',
  ':nobody:',
  '[^1]',
  '\\[^n]: x',
  '==a==',
  '++b++',
  'x^2^',
  'H~2~O',
  'C++',
  '2^8',
  ': text',
  'https://example.org',
  'www.example.org',
  'HTTP://a.b',
  '[!NOTE]',
  'a = b',
] as const;

/** Random documents of all that the dialect has. */
export class PasteDocuments {
  readonly #random: Random;
  readonly #texts: readonly [string, ...string[]];
  readonly #hasConstructs: boolean;

  /**
   * @param prose texts besides those of the default
   * @param hasConstructs true for constructs of extensions
   */
  constructor(random: Random, prose: readonly string[] = [], hasConstructs = false) {
    this.#random = random;
    // With extensions, addresses of e-mail are links whatever is before their characters, tildes of one length
    // hide those of another, as long runs of them do, and addresses take in what is behind them.
    const left = hasConstructs ? /[@~]|https|<b>/ : prose.length > 0 ? /[@~]/ : /$^/;
    this.#texts = [TEXTS[0], ...TEXTS.filter((text) => !left.test(text)), ...prose];
    this.#hasConstructs = hasConstructs;
  }

  /** Blocks, with a blank line between them. */
  blocks(): string {
    const blocks = Array.from({ length: 1 + this.#below(4) }, () => this.#block(0));
    return [...blocks, ...this.#notes()].join('\n\n');
  }

  /** The content of a paragraph, on one line, and the notes that it refers to. */
  line(): string {
    return [this.#inline(0), ...this.#notes()].join('\n\n');
  }

  /** The notes that inline content may refer to. */
  #notes(): string[] {
    return this.#hasConstructs
      ? [`[^n]: ${this.#inline(1)}`, `[^m_1]: ${indented(this.#block(2), '', '    ')}`]
      : [];
  }

  #below(end: number): number {
    return Math.floor(this.#random.below(end));
  }

  #block(depth: number): string {
    const inner = () => this.#block(depth + 1);
    const line = () => this.#inline(0);
    const leaves = ['text', 'text', 'lines', 'heading', 'code', 'rule', 'table', 'breaks'] as const;
    const containers = ['quote', 'bullets', 'numbers', 'tasks', 'loose'] as const;
    const constructs = ['formula', 'diagram', 'meanings', 'looseMeaning', 'alert'] as const;
    switch (
      this.#random.pick([
        ...leaves,
        ...(depth < 3 ? containers : []),
        ...(depth < 3 && this.#hasConstructs ? constructs : []),
      ])
    ) {
      case 'formula':
        return this.#random.pick([
          '$$\nx_1 = *y*\n$$',
          '```math\na \\\\ b\n```',
          '$$\na\n\n- b\n$$',
        ]);
      case 'diagram':
        return '```mermaid\ngraph LR\n  a --> b\n```';
      case 'meanings':
        return `${this.#inline(1)}\n${indented(line(), ': ', '  ')}\n${indented(`${line()}\n- x`, ': ', '  ')}`;
      case 'looseMeaning':
        return `${this.#inline(1)}\n\n${indented(`${line()}\n\n${inner()}`, ': ', '  ')}`;
      case 'alert':
        return `> [!TIP]\n${indented(`w ${line()}\n\n${inner()}`, '> ', '> ')}`;
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
    const constructs = this.#hasConstructs
      ? (['formula', 'mark', 'raised', 'note', 'emoji'] as const)
      : [];
    return Array.from({ length: 1 + this.#below(4) }, () => {
      switch (this.#random.pick([...kinds, ...constructs, ...(depth < 2 ? nested : [])])) {
        case 'formula':
          return this.#random.pick(['$x_1$', '$`a$b`$', '$$\\sum *k*$$', '$\\{a\\}$', '$a < b$']);
        case 'mark':
          return this.#random.pick([`==${inner()}==`, `++${inner()}++`]);
        case 'raised':
          return this.#random.pick(['x^2^', 'H~2~O', '^a\\*^', '~b~']);
        case 'note':
          return this.#random.pick(['[^n]', '[^m_1]']);
        case 'emoji':
          return 'x:tada:';
        case 'text':
          return this.#random.pick(this.#texts);
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
