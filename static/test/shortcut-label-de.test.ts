import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { detectPageLanguage, loadMessages } from '../src/language/languages.js';
import { message } from '../src/language/catalogue.js';
import { COPY_KEY, shortcutLabel } from '../src/keys/shortcut.js';

before(async () => {
  detectPageLanguage({ closest: () => ({ lang: 'de' }) } as unknown as Element);
  await loadMessages();
});

test('keys have the names of German keyboards', () => {
  assert.equal(shortcutLabel('Mod-Shift-p', false), 'Strg+Umschalt+P');
  assert.equal(shortcutLabel('Ctrl-m', false), 'Strg+M');
  assert.equal(shortcutLabel('Alt-Enter', false), 'Alt+Eingabe');
  assert.equal(shortcutLabel('Mod-Shift-p', true), '⇧⌘P');
});

test('messages name the same keys as menus', () => {
  assert.match(
    message('reading.copySelected', { keys: shortcutLabel(COPY_KEY, false) }),
    /mit Strg\+C\.$/,
  );
});
