import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCodeParser } from '../src/codemirror/code-languages.js';
import { tokensOf } from '../src/codemirror/code-tokens.js';

async function show(language: string, code: string): Promise<string[]> {
  const parser = await findCodeParser(language);
  assert.ok(parser !== null);
  return tokensOf(code, parser).map(({ kind, from, to }) => `${kind} ${code.slice(from, to)}`);
}

test('code is cut into what has a colour', async () => {
  assert.deepEqual(await show('js', 'const a = "😀"; // b'), [
    'keyword const',
    'name a',
    'string "😀"',
    'comment // b',
  ]);
  assert.deepEqual(await show('JSON', '{"a": [1, true]}'), [
    'name "a"',
    'literal 1',
    'literal true',
  ]);
  assert.deepEqual(await show('sh', 'if true # b'), ['keyword if', 'literal true', 'comment # b']);
});

test('code in other code has the colours of its own language', async () => {
  const tokens = await show('html', '<b>x</b><script>let a = 1</script>');
  assert.ok(tokens.includes('name b'), tokens.join());
  assert.ok(tokens.includes('keyword let'), tokens.join());
});

test('the language is the first word, once it is known', async () => {
  await findCodeParser('css');
  assert.ok(!(findCodeParser('css {numbered}') instanceof Promise));
  assert.equal(findCodeParser('no-such-language'), null);
  assert.equal(findCodeParser(''), null);
});
