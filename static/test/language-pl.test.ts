import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { formatAge, formatTime } from '../src/app/ui/format-time.js';
import { shortcutLabel } from '../src/keys/shortcut.js';
import { countedMessage, message } from '../src/language/catalogue.js';
import { detectPageLanguage, loadMessages } from '../src/language/languages.js';
import {
  countedSharingMessage,
  loadSharingMessages,
  sharingMessage,
} from '../src/language/sharing-messages.js';

before(async () => {
  detectPageLanguage({ closest: () => ({ lang: 'pl-PL' }) } as unknown as Element);
  await loadMessages();
});

test('keys have the names of Polish keyboards', () => {
  assert.equal(shortcutLabel('Mod-Shift-p', false), 'Ctrl+Shift+P');
  assert.equal(shortcutLabel('Alt-Enter', false), 'Alt+Enter');
});

test('Polish has one, few, many and other', () => {
  const words = [0, 1, 2, 5, 12, 22, 112, 1.5].map((count) =>
    countedMessage('status.words', count),
  );
  assert.deepEqual(words, [
    '0 słów',
    '1 słowo',
    '2 słowa',
    '5 słów',
    '12 słów',
    '22 słowa',
    '112 słów',
    '1,5 słowa',
  ]);
});

test('messages that are loaded later are English until then, and have the same plural forms', async () => {
  assert.equal(sharingMessage('copy'), 'Copy');
  await loadSharingMessages();
  assert.equal(sharingMessage('copy'), 'Kopiuj');
  assert.match(countedSharingMessage('state.offlinePending', 3), /3 zmiany zapisane tutaj/);
  assert.match(countedSharingMessage('state.offlinePending', 14), /14 zmian zapisanych tutaj/);
});

test('sizes and times are written as in Polish', () => {
  assert.equal(message('data.megabytes', { type: 'PNG', size: 1.5 }), 'PNG, 1,5\u00a0MB');
  assert.equal(formatAge(0, 7_200_000), '2 godziny temu');
  assert.match(formatTime(new Date(2026, 10, 30, 14, 5).getTime()), /^30 lis 2026, 14:05$/);
});
