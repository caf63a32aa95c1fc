import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatExtensions, parseExtensions } from '../src/engine/extensions.js';

test('attributes name extensions between spaces and commas', () => {
  assert.deepEqual(parseExtensions(' alerts,heading-ids\n'), ['alerts', 'heading-ids']);
  assert.deepEqual(parseExtensions('math alerts toString'), ['alerts']);
  assert.deepEqual(parseExtensions(null), []);
});

test('scripts hear of names that are no extensions', () => {
  assert.equal(formatExtensions(['alerts', 'github']), 'alerts github');
  assert.equal(formatExtensions(), '');
  assert.throws(() => formatExtensions(['math' as 'alerts']), /"math" is not .* footnotes, /);
});
