import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { formatAge } from '../src/app/ui/format-time.js';
import { shortcutLabel } from '../src/keys/shortcut.js';
import { countedMessage, message } from '../src/language/catalogue.js';
import { detectPageLanguage, loadMessages } from '../src/language/languages.js';

before(async () => {
  // As in Canada.
  detectPageLanguage({ closest: () => ({ lang: 'fr-CA' }) } as unknown as Element);
  await loadMessages();
});

test('keys have the names of French keyboards', () => {
  assert.equal(shortcutLabel('Mod-Shift-p', false), 'Ctrl+Maj+P');
  assert.equal(shortcutLabel('Alt-Enter', false), 'Alt+Entrée');
  assert.equal(shortcutLabel('Mod-Shift-p', true), '⇧⌘P');
});

test('French counts 0 and 1 as singular, and a million with “de”', () => {
  assert.equal(countedMessage('status.words', 0), '0 mot');
  assert.equal(countedMessage('status.words', 1), '1 mot');
  assert.equal(countedMessage('status.words', 2), '2 mots');
  assert.equal(countedMessage('status.words', 1_000_000), '1\u202f000\u202f000 de mots');
});

test('sizes and ages are written as in French', () => {
  assert.equal(message('data.megabytes', { type: 'PNG', size: 1.5 }), 'PNG, 1,5\u00a0Mo');
  assert.match(formatAge(0, 7_200_000), /^il y a 2\sheures$/);
});
