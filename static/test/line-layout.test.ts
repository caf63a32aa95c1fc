import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandTabs, hangingPrefix } from '../src/writing/line-layout.js';

const prefixes: Readonly<Record<string, string>> = {
  '- item': '- ',
  '  * nested': '  * ',
  '10. tenth': '10. ',
  '3)\tthird': '3)\t',
  '- [ ] task': '- [ ] ',
  '1. [x]  done': '1. [x]  ',
  '> quote': '> ',
  '>no space': '>',
  '> > - quoted item': '> > - ',
  '\t- below a tab': '\t- ',
  ': definition': ': ',
  '    continued': '    ',
  text: '',
  '': '',
  '- ': '',
  '*emphasis*': '',
  '1986 was warm': '',
  '1234567890. too long for a number': '',
  '[ ] no item': '',
  '-- two': '',
};

for (const [text, prefix] of Object.entries(prefixes)) {
  test(`text of ${JSON.stringify(text)} begins behind ${JSON.stringify(prefix)}`, () => {
    assert.equal(hangingPrefix(text), prefix);
  });
}

test('a tab ends at the next fourth column', () => {
  assert.equal(expandTabs('\t- '), '    - ');
  assert.equal(expandTabs('-\t'), '-   ');
  assert.equal(expandTabs('> \t- '), '>   - ');
});

test('only the beginning of a long line is read', () => {
  assert.equal(hangingPrefix(`${' '.repeat(100_000)}a`).length, 200);
  assert.ok(hangingPrefix(`${'> '.repeat(50_000)}a`).length <= 200);
});
