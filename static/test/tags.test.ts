import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTags, tagsOf } from '../src/app/documents/document-tags.js';
import { distinctTags, MAX_TAG_UNITS, MAX_TAGS, tagsIn } from '../src/util/tags.js';
import type { DocumentEntry } from '../src/app/documents/stored-document.js';

const ENTRY: DocumentEntry = {
  id: 'a',
  title: 'A',
  renamed: false,
  createdAt: 1,
  updatedAt: 1,
  revision: 1,
  length: 1,
};

test('a list is tags between commas', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    [' , ,', []],
    ['#work', ['work']],
    ['#, ##a, # b', ['a', 'b']],
    [' two  words ,home', ['two words', 'home']],
    ['Work, work, WORK, home', ['Work', 'home']],
    ['a\nb', ['a', 'b']],
    // A letter and a combining accent are one letter.
    ['cafe\u0301, caf\u00e9', ['caf\u00e9']],
    [`${'x'.repeat(MAX_TAG_UNITS)},${'y'.repeat(MAX_TAG_UNITS + 1)}`, ['x'.repeat(MAX_TAG_UNITS)]],
  ];
  for (const [list, tags] of cases) {
    assert.deepEqual(tagsIn(list), tags, JSON.stringify(list));
  }
  const many = Array.from({ length: MAX_TAGS + 5 }, (_, i) => `tag ${String(i)}`);
  assert.deepEqual(tagsIn(many.join(',')), many.slice(0, MAX_TAGS));
});

test('of tags that differ in case, the first stays', () => {
  assert.deepEqual(distinctTags(['b', 'A', 'B', 'a', 'Ä', 'ä']), ['b', 'A', 'Ä']);
});

test('the tags of the text are beside those of the user', () => {
  assert.deepEqual(tagsOf(ENTRY), []);
  assert.deepEqual(tagsOf({ ...ENTRY, tags: ['One'], textTags: ['one', 'two'] }), ['One', 'two']);
});

test('tags are counted as the oldest document has them, in alphabetical order', () => {
  const entries = [
    { ...ENTRY, createdAt: 2, tags: ['WORK', 'tag 10'] },
    { ...ENTRY, createdAt: 1, textTags: ['Work', 'tag 9'] },
    { ...ENTRY, createdAt: 3, tags: ['work'], textTags: ['work'] },
  ];
  assert.deepEqual(countTags(entries), [
    { tag: 'tag 9', count: 1 },
    { tag: 'tag 10', count: 1 },
    { tag: 'Work', count: 3 },
  ]);
});
