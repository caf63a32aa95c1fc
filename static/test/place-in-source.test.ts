import assert from 'node:assert/strict';
import test from 'node:test';
import { placeInSource } from '../src/reading/place-in-source.js';

/** The source with a `|` at the place found for the `|` in the rendered text. */
function found(source: string, rendered: string): string | undefined {
  const at = placeInSource(source, rendered.replace('|', ''), rendered.indexOf('|'));
  return at === undefined ? undefined : `${source.slice(0, at)}|${source.slice(at)}`;
}

test('a place is within the same word', () => {
  assert.equal(found('Some **bold** words', 'Some bo|ld words'), 'Some **bo|ld** words');
  assert.equal(found('Some **bold** words', '|Some bold words'), '|Some **bold** words');
  assert.equal(found('Some **bold** words', 'Some bold words|'), 'Some **bold** words|');
});

test('of equal words, it is the how-many-th', () => {
  assert.equal(found('- item\n- item\n- item', 'item\nitem\nit|em\n'), '- item\n- item\n- it|em');
  const table = '| a | b |\n|---|---|\n| a | b |';
  assert.equal(found(table, 'a\nb\n\n|a\nb\n'), '| a | b |\n|---|---|\n| |a | b |');
});

test('words that are in addresses, too, are told apart by how far into the text they are', () => {
  assert.equal(
    found(
      '[one](/one) and some more words, and then one',
      'one and some more words, and then o|ne',
    ),
    '[one](/one) and some more words, and then o|ne',
  );
});

test('where there is no word it is a sign', () => {
  assert.equal(found('`}`\n`};`', '}\n|};'), '`}`\n`|};`');
  assert.equal(found('a\n\nb', 'a\n| \nb'), undefined);
});

test('what is not in the source is nowhere', () => {
  assert.equal(found('&copy; 2020', '|©'), undefined);
  assert.equal(found('', '|'), undefined);
});
