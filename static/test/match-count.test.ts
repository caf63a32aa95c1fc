import assert from 'node:assert/strict';
import test from 'node:test';
import { SearchQuery } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { countMatches } from '../src/writing/match-count.js';

const count = (
  doc: string,
  search: string,
  anchor = 0,
  head = anchor,
  now: () => number = () => 0,
) =>
  countMatches(
    EditorState.create({ doc, selection: { anchor, head } }),
    new SearchQuery({ search }),
    now,
  );

test('the selected match is numbered', () => {
  assert.equal(count('one two one', 'one', 8, 11), '2 of 2');
  assert.equal(count('one two one', 'one', 11, 8), '2 of 2');
  assert.equal(count('one two one', 'one'), '2 found');
  assert.equal(count('one two one', 'three'), 'No matches');
});

test('very many matches are counted up to a limit', () => {
  assert.equal(count('one '.repeat(5000), 'one', 4, 7), '2 of 1,000+');
  assert.equal(count('one '.repeat(5000), 'one', 12_000, 12_003), '1,000+ found');
});

test('a count ends in time', () => {
  let calls = 0;
  const now = () => (calls++ < 11 ? 0 : 1000);
  assert.equal(count('one '.repeat(500), 'one', 0, 0, now), '10+ found');
});
