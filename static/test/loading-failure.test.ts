import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadingFailure, prepareLoadingFailure } from '../src/language/loading-failure.js';

const ENGLISH = loadingFailure('en');

test('English is shown until the other texts are loaded, which English does not need', async () => {
  await prepareLoadingFailure('en');
  assert.equal(loadingFailure('pl'), ENGLISH);
  await prepareLoadingFailure('pl');
  assert.match(loadingFailure('pl'), /^Nie udało się wczytać edytora/);
  assert.match(loadingFailure('fr'), /^L’éditeur n’a pas pu être chargé/);
  assert.equal(loadingFailure('en'), ENGLISH);
});
