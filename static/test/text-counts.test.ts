import assert from 'node:assert/strict';
import test from 'node:test';
import { expandExtensions } from '../src/engine/extensions.js';
import { countText, readingTime, type TextCounts } from '../src/app/status/text-counts.js';

function count(text: string): TextCounts & { readonly steps: number } {
  const counting = countText(text);
  let steps = 0;
  for (let next = counting.next(); ; next = counting.next()) {
    if (next.done === true) {
      return { ...next.value, steps };
    }
    steps++;
  }
}

for (const [text, words] of [
  ['', 0],
  ['  \n\n- * # ---\n', 0],
  ['one two', 2],
  ['don’t well-known snake_case 3.5', 5],
  ['naïve cafe\u0301', 2],
  ['Привет, мир', 2],
  ['שלום עולם', 2],
  ['我们在学习中文。', 4],
  ['私は学生です', 4],
  ['สวัสดีชาวโลก', 3],
  ['한국어 문장', 2],
  ['Ein Wort 中文 and more', 5],
  ['[a link](https://example.org/some/long/path)', 2],
  ['[a link][x]\n\n[x]: https://example.org/some/path "The title"', 2],
  ['un**believ**able ~~x~~ `code` <b>y</b> z', 5],
  ['<https://example.org/a/b> and https://example.org/a/b.', 3],
  ['|a|b|\n|---|---|\n|c|d|', 4],
  ['```js info\nlet x;\n```', 2],
  ['- [x] done\n\n![alt text](a/b.png)', 1],
  ['<div class="note">\nsaid <!-- unsaid --> here\n</div>', 2],
  ['> # Title\n> 1. one', 2],
] as const) {
  test(`the words of ${JSON.stringify(text)}`, () => {
    assert.equal(count(text).words, words);
  });
}

test('data: addresses do not count', () => {
  const address = `data:image/png;base64,${'Ab/'.repeat(100)}`;
  for (const [text, words, characters] of [
    [`one ![two](${address}) three`, 2, 'one ![two]() three'.length],
    [`one\n\n[x]: ${address} "Title"\n`, 1, 'one\n\n[x]:  "Title"\n'.length],
    [`one <img src="${address}" alt=""> two`, 2, 'one <img src="" alt=""> two'.length],
    [`\`${address}\``, 1, 2],
  ] as const) {
    const counted = count(text);
    assert.deepEqual([counted.words, counted.characters], [words, characters], text);
  }
});

test('a character outside of the first plane is one', () => {
  assert.equal(count('a😀b').characters, 3);
  assert.equal(count('\ud83d').characters, 1);
});

test('long texts are counted in steps, whatever they consist of', () => {
  for (const piece of ['word ', 'ไทย', '漢字', '😀']) {
    assert.ok(count(piece.repeat(20_000)).steps >= 20, piece);
  }
});

test('constructs of extensions that show no words do not count', () => {
  const text = [
    '---\ntitle: Of bees\n---',
    'one[^a] $x + y$ ==two== x^2^',
    '$$\na b\n$$',
    '> [!NOTE]\n> three',
    '[TOC]',
    '[^a]: four https://example.org/a/b',
  ].join('\n\n');
  const extensions = expandExtensions(['github', 'marks', 'superscript', 'table-of-contents']);
  const counting = countText(text, new Map(), extensions);
  let last = counting.next();
  while (last.done !== true) {
    last = counting.next();
  }
  // With the superscript, and the address as one word.
  assert.equal(last.value.words, 6);
});

test('two counts do not disturb each other', () => {
  const one = countText('a '.repeat(300));
  one.next();
  assert.equal(count('a b c').words, 3);
  let last = one.next();
  while (last.done !== true) {
    last = one.next();
  }
  assert.deepEqual(last.value, { words: 300, characters: 600 });
});

test('reading takes a minute, or what the words take', () => {
  assert.equal(readingTime(1), 1);
  assert.equal(readingTime(2380), 10);
});
