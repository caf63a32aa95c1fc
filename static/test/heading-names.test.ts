import assert from 'node:assert/strict';
import test from 'node:test';
import { headingNames } from '../src/fragments/heading-names.js';

const namesOf = (...titles: string[]) =>
  headingNames(titles.map((textContent) => ({ textContent })));

test('names are those that GitHub gives', () => {
  assert.deepEqual(
    namesOf(' What’s new, in 2.0? ', 'snake_case & C++', 'Größe über alles', '漢字'),
    ['whats-new-in-20', 'snake_case--c', 'größe-über-alles', '漢字'],
  );
});

test('no two headings have the same name', () => {
  assert.deepEqual(namesOf('Notes', 'Notes', 'Notes 1', 'Notes', 'notes'), [
    'notes',
    'notes-1',
    'notes-1-1',
    'notes-2',
    'notes-3',
  ]);
});

test('a heading without letters has no name', () => {
  assert.deepEqual(namesOf('!!!', '', '?'), ['', '', '']);
});
