import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alternativeOf } from '../src/pictures/alternative-text.js';
import { renderAll } from './engine.js';
import { Random } from './random.js';

const TEXTS = 2000;

const PIECES = [
  ...Array.from('\\[]()<>`*_~$|=+^:!#&"\'-.'),
  ' ',
  '\n',
  'a',
  'ä',
  '1',
  '==',
  '++',
  '**',
  '__',
  ':tada:',
  '&amp;',
  '<b>',
  '$x$',
  '`$x$`',
  '[^1]',
  '![',
  '](u)',
] as const;

const EXTENSIONS = 'github marks table-of-contents definition-lists inline-footnotes';

function textFrom(random: Random): string {
  let text = '';
  for (let count = random.below(12); count > 0; count--) {
    text += PIECES[Math.floor(random.below(PIECES.length))] ?? '';
  }
  return text;
}

function altIn(html: string): string | undefined {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return /<img [^>]*?alt="([^"]*)"/
    .exec(html)?.[1]
    ?.replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity);
}

test('any text is the alternative of an image, in a paragraph and in a cell', () => {
  const random = Random.fromEnvironment();
  const texts = Array.from({ length: TEXTS }, () => textFrom(random));
  const sources = texts.map(
    (text, i) =>
      (i % 2 === 0 ? 'x ' : '| a |\n| - |\n| ') +
      `![${alternativeOf(text)}](u)` +
      (i % 2 === 0 ? ' y' : ' |'),
  );
  renderAll(sources, EXTENSIONS).forEach((html, i) => {
    const expected = texts[i]?.replace(/\s+/g, ' ').trim();
    assert.equal(altIn(html), expected, `${String(sources[i])}\n\n${html}`);
  });
});

test('names of files keep their form', () => {
  for (const name of ['IMG_1234', 'a-b (1)', 'x+y=z', '2026-11-30 10:15']) {
    assert.equal(alternativeOf(name), name);
  }
});
