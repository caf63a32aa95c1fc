import assert from 'node:assert/strict';
import test from 'node:test';
import { titleOf } from '../src/app/documents/title.js';

for (const [text, title] of [
  ['# Shopping list\n\nmilk', 'Shopping list'],
  ['Some words.\n\n## A **bold** [heading](x) ##\n', 'A bold heading'],
  ['Title\n=====\n', 'Title'],
  ['- [ ] first task\n', 'first task'],
  ['> said *somebody*', 'said somebody'],
  ['#hashtag, no heading', '#hashtag, no heading'],
  ['\n\n   \n', 'Untitled'],
  ['a'.repeat(200), `${'a'.repeat(80)}…`],
] as const) {
  test(`the title of ${JSON.stringify(text.slice(0, 30))}`, () => {
    assert.equal(titleOf(text), title);
  });
}
