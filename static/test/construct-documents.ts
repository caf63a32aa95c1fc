import type { Random } from './random.js';

/** The most lines of a document: short ones find the same differences. */
const MAX_LINES = 8;
const MAX_PIECES = 6;

const STARTS = [
  '> ',
  '>',
  '- ',
  '1. ',
  '    ',
  '  ',
  '[^a]: ',
  '[^b]: ',
  '[^C]:',
  ': ',
  ':\t',
] as const;

/** Lines of blocks; a word is put in the place of `~`, and a tilde in that of braces around one, so that the places of words can be compared. */
const LINES = [
  '',
  '',
  '# ~',
  '~\n===',
  '~\n---',
  '---',
  '...',
  '```\n~\n```',
  '```',
  '    ~',
  'k: ~',
  'tags: [~, b]',
  '- ~',
  '# c ~',
  '[!NOTE]',
  '[!Tip] ',
  '[!caution]\t',
  '[!NOTE] ~',
  '[!OTHER]',
  '[l]: /u',
  '[m n]: /v "t"',
  '[^a]: ~',
  '[^b]: ~',
  '[^c]:',
  '~\n: ~',
  '~\n\n: ~',
  '~\n~\n\n:   ~\n\n    ~',
  ':~',
  ':  ',
  '<div>~</div>',
  '$$\n~ *\n$$',
  '$$',
  '~ $$',
  '\n| ~ | b |\n|---|---|\n| ~ | [^a] https://~.org |\n',
] as const;

const PIECES = [
  '~',
  '~',
  '~ ',
  ' ',
  ' ',
  '\n',
  '.',
  ', ',
  '(',
  ')',
  '*~*',
  '**~**',
  '_~_',
  '*',
  '_',
  '`~`',
  '\\',
  '&amp;',
  '[^a]',
  '[^b]',
  '[^ C ]',
  '[^d]',
  '^[~]',
  '^[~',
  '^[',
  ']',
  '^[~ ^[~] [^a]]',
  '[^a](/u)',
  '![^a]',
  '[l]',
  '[~][l]',
  '[~][]',
  '[x ~]',
  '[~](/u)',
  '![~](/u)',
  '[M  N]',
  '<http://~.org>',
  'https://~.org',
  'http://~.org/a_b(c)?d=*e*&f;',
  'ftp://~',
  'www.~.org',
  'www.a_~.org',
  'www.~_.b.org',
  'a-~@b.org',
  '~@b_c.org',
  'mailto:~@b.org',
  'xmpp:~@b.org/c',
  '~@b',
  '<b>~</b>',
  '$~$',
  '$~ ',
  '$',
  '$$~$$',
  '$`~`$',
  '==~==',
  '==',
  '++~++',
  '^~^',
  '^',
  '{~}',
] as const;

/** Random documents with the constructs of extensions, in each other's way. Their words differ: `w0`, `w1` and on. */
export class ConstructDocuments {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    const random = this.#random;
    const lines: string[] = [];
    if (random.below(4) < 1) {
      lines.push('---', random.pick(['k: ~', '', '# ~', '- ~', 'k:~', '---', 'é.9-a: ~']));
    }
    let starts: string[] = [];
    for (let i = 1 + random.below(MAX_LINES); i >= 1; i--) {
      starts = this.#starts(starts);
      const content = random.below(2) < 1 ? random.pick(LINES) : this.#inlines();
      const prefix = starts.join('');
      const following = starts.map((start) => (start.startsWith('>') ? start : '    ')).join('');
      lines.push(...content.split('\n').map((line, at) => (at === 0 ? prefix : following) + line));
    }
    let words = 0;
    return lines
      .join('\n')
      .replace(/~/g, () => `w${String(words++)}`)
      .replace(/[{}]/g, '~');
  }

  /** Goes on in the containers of the line before, leaves some of them, or begins others. */
  #starts(before: readonly string[]): string[] {
    const random = this.#random;
    const kept = before.slice(0, Math.floor(random.below(before.length + 2)));
    const starts = kept.map((start) =>
      start.startsWith('>')
        ? start
        : ' '.repeat(start.startsWith('[') ? 4 : start.startsWith(':') ? 2 : start.length),
    );
    while (starts.length < 3 && random.below(5) < 1) {
      starts.push(random.pick(STARTS));
    }
    return starts;
  }

  #inlines(): string {
    const random = this.#random;
    let text = '';
    for (let i = 1 + random.below(MAX_PIECES); i >= 1; i--) {
      text += random.pick(PIECES);
    }
    return text;
  }
}
