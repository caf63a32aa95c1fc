import type { Random } from './random.js';

/** The most lines of a document: short ones find the same differences, and more of them fit into a second. */
const MAX_LINES = 7;

const MAX_STARTS = 3;
const MAX_PIECES = 8;

const STARTS = [
  '> ',
  '>',
  '>\t',
  '> \t',
  '- ',
  '-\t',
  '-   ',
  '- \t',
  '-',
  '* ',
  '+ ',
  '1. ',
  '1.\t',
  '2) ',
  '10. ',
  ' ',
  '  ',
  '   ',
  '    ',
  '\t',
  ' \t',
  '  \t',
] as const;

const LINES = [
  'a',
  'a',
  'b c',
  '',
  ' ',
  '# h',
  '#\th #',
  '## ',
  '```',
  '````',
  '```js',
  '~~~',
  '\tcode',
  '    code',
  '---',
  '***',
  '- - -',
  '===',
  '--',
  '<div>',
  '</div>',
  '<pre>',
  '</pre>',
  '<!-- c',
  '-->',
  '<?p',
  '?>',
  '<!A b',
  '<!d e>',
  '<![CDATA[',
  ']]>',
  '<a b="c">',
  '</i >',
  '<i>t',
  '[a]: /u',
  "[a]: /u 't'",
  '[a]: </u v> "t"',
  '[a]:',
  '/u',
  '"t"',
  "'t",
  "t'",
  '[a]: /u "t',
  '[b',
  ']: /v',
  '[x]: /x',
  '[a]: /u [b]: /v',
  '\\',
] as const;

const PIECES = [
  '`',
  '``',
  '```',
  '*',
  '**',
  '***',
  '_',
  '__',
  '[',
  ']',
  '(',
  ')',
  '![',
  '](',
  '](/u)',
  '](<u v>)',
  '](foo(bar',
  '"t"',
  "'t'",
  '(t)',
  '"',
  "'",
  '[a]',
  '[b]',
  '[]',
  '[A ]',
  '<',
  '>',
  '<a>',
  '<a b=c d>',
  '</a>',
  '<!--',
  '-->',
  '<!-->',
  '<?p?>',
  '<??>',
  '<?a??>',
  '<!A>',
  '<!a b>',
  '<![CDATA[c]]>',
  '<http:/x>',
  '<a@b.c>',
  '&amp;',
  '&#35;',
  '&#x110000;',
  '&#0;',
  '&nope;',
  '&lt',
  '\\',
  '\\*',
  '\\[',
  '\\`',
  '!',
  '&',
  ':',
  '#',
  ' #',
  'a',
  'b',
  'c d',
  '.',
  '+',
  '$',
  '\u00a0',
  'é',
  '“',
  '€',
  '\u{1f600}',
  ' ',
  '  ',
  '\t',
  '\n',
  '  \n',
  '\\\n',
] as const;

/** The lines that GFM's extensions give a meaning to. */
const GFM_LINES = [
  '|a|',
  '| a | b |',
  'a | b',
  '|-|',
  '|-|-|',
  '| :-: | --- |',
  '-|-',
  ':-',
  ':-:',
  '| a',
  'a |',
  '|',
  '||',
  '|a|b|c|',
  '| `a|b` |',
  '| a \\| b |',
  '| \\\\| |',
  '| [a] | *b* |',
  '- [ ] a',
  '- [x] a',
  '* [X] [a]',
  '1. [ ] a',
  '- [ ]',
  '- [x]a',
  '[ ] a',
  '[x] a',
  '[x]',
  '[ ]',
] as const;

const GFM_PIECES = ['|', '|', '~', '~~', '~~~', '\\|', '[ ] ', '[x] ', '~a~', '~~b~~'] as const;

/** Addresses, and what may be before and behind them. */
const ADDRESS_PIECES = [
  'www.a.b',
  'http://a.b',
  'https://a_b.c/d_e',
  'ftp://a.b',
  'HTTP://A.B',
  'http://é.d/?a=b',
  'a@b.c',
  'a.b-c_d@e-f.g',
  '/d_(e',
  'a',
  'é',
  '1',
  ' ',
  ' ',
  ' ',
  '\n',
  '.',
  ',',
  ':',
  ';',
  '!',
  '?',
  '/',
  '-',
  '+',
  '=',
  '#',
  '@',
  '&',
  '&amp;',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '](/u)',
  '"',
  "'",
  '*',
  '**',
  '_',
  '`',
  '|',
  '\\',
] as const;

/** The lines that footnotes give a meaning to. */
const FOOTNOTE_LINES = [
  '[^a]: n',
  '[^a]: n',
  '[^b]: o',
  '[^b]: [^a]',
  '[^a]: [^a] p',
  '[^c]:',
  '[^c]:q',
  '[^A]: r',
  '[^ab]:\ts',
  '[^c]: # h',
  '[^c]: > q',
  '[^b]: - i',
  '[^b]:     code',
  '[^a]: ```',
  '[^a] : n',
  '[^]: n',
  '[^a b]: n',
  '[^a*b*]: n',
  '[^a]',
  't[^a]',
  't[^b] u[^a]',
  't[^c]',
  '- t[^a]',
  '> t[^b]',
  '# t[^c]',
] as const;

const FOOTNOTE_PIECES = [
  '[^a]',
  '[^a]',
  '[^b]',
  '[^b]',
  '[^c]',
  '[^A]',
  '[^ab]',
  '[^d]',
  '[^]',
  '[^a*b*]',
  '![^a]',
  '[^a](/u)',
  '[^a][b]',
  '[^',
  '^',
  ']:',
] as const;

/** The lines and pieces of a construct that is not CommonMark's. */
interface Construct {
  readonly lines: readonly [string, ...string[]];
  readonly pieces: readonly [string, ...string[]];
}

const NOTHING: Construct = { lines: LINES, pieces: PIECES };
const GFM: Construct = { lines: GFM_LINES, pieces: GFM_PIECES };
const FOOTNOTES: Construct = { lines: FOOTNOTE_LINES, pieces: FOOTNOTE_PIECES };

/** Random documents for parsers to agree on: nested containers and all blocks and inlines, dense. */
export class SyntaxDocuments {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Returns a document without anything that GFM alone gives a meaning to. */
  commonMark(): string {
    return this.#document(NOTHING);
  }

  gfm(): string {
    return this.#document(GFM);
  }

  footnotes(): string {
    return this.#document(FOOTNOTES);
  }

  /** Returns a paragraph of bare addresses. */
  addresses(): string {
    let text = '';
    for (let i = 1 + this.#random.below(MAX_PIECES); i >= 1; i--) {
      text += this.#random.pick(ADDRESS_PIECES);
    }
    return text;
  }

  #document(construct: Construct): string {
    const random = this.#random;
    const count = 1 + Math.floor(random.below(MAX_LINES));
    let document = random.below(40) < 1 ? '\ufeff' : '';
    let starts: string[] = [];
    for (let i = 0; i < count; i++) {
      starts = this.#starts(starts);
      const content =
        random.below(3) < 1
          ? this.#inlines(construct)
          : random.pick(construct !== NOTHING && random.below(3) < 2 ? construct.lines : LINES);
      document += (i > 0 ? '\n' : '') + starts.join('') + content;
    }
    return document + (random.below(2) < 1 ? '\n' : '');
  }

  /** Goes on in the containers of the line before, leaves some of them, or begins others. */
  #starts(before: readonly string[]): string[] {
    const random = this.#random;
    const kept = before.slice(0, Math.floor(random.below(before.length + 2)));
    const starts = kept.map((start) =>
      start.startsWith('>') || random.below(3) < 1 ? start : ' '.repeat(start.length),
    );
    while (starts.length < MAX_STARTS && random.below(5) < 2) {
      starts.push(random.pick(STARTS));
    }
    return starts;
  }

  #inlines(construct: Construct): string {
    const random = this.#random;
    let text = '';
    for (let i = 1 + random.below(MAX_PIECES); i >= 1; i--) {
      text += random.pick(construct !== NOTHING && random.below(4) < 1 ? construct.pieces : PIECES);
    }
    return text;
  }
}
