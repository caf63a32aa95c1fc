// The engine's emoji are those of gemoji, which build/names.mjs has encoded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gemoji } from 'gemoji';
import { renderAll } from './engine.js';

test('every shortcode of gemoji is its emoji', () => {
  const shortcodes = gemoji.flatMap(({ emoji, names }) =>
    names.map((name) => ({ source: `:${name}:`, html: `<p>${emoji}</p>\n` })),
  );
  assert.deepEqual(
    renderAll(
      shortcodes.map(({ source }) => source),
      'emoji',
    ),
    shortcodes.map(({ html }) => html),
  );
});
