import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesShortcut, shortcutLabel } from '../src/dom/shortcut.js';

const press = (key: string, ...modifiers: readonly string[]) => ({
  key,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('meta'),
  altKey: modifiers.includes('alt'),
  shiftKey: modifiers.includes('shift'),
});

test('Mod is Ctrl, and Cmd on a Mac', () => {
  assert.ok(matchesShortcut(press('P', 'ctrl', 'shift'), 'Mod-Shift-p', false));
  assert.ok(!matchesShortcut(press('P', 'ctrl', 'shift'), 'Mod-Shift-p', true));
  assert.ok(matchesShortcut(press('p', 'meta', 'shift'), 'Mod-Shift-p', true));
  assert.ok(!matchesShortcut(press('p', 'ctrl'), 'Mod-Shift-p', false));
  assert.ok(!matchesShortcut(press('p', 'ctrl', 'shift', 'alt'), 'Mod-Shift-p', false));
});

test('a sign is the same with and without Shift', () => {
  assert.ok(matchesShortcut(press('?', 'shift'), '?', false));
  assert.ok(matchesShortcut(press('?'), '?', false));
  assert.ok(!matchesShortcut(press('?', 'ctrl'), '?', false));
});

test('the minus is a key, too', () => {
  assert.ok(matchesShortcut(press('-', 'ctrl'), 'Mod--', false));
  assert.equal(shortcutLabel('Mod--', false), 'Ctrl+-');
});

test('is shown as people know it', () => {
  assert.equal(shortcutLabel('Mod-Shift-p', false), 'Ctrl+Shift+P');
  assert.equal(shortcutLabel('Mod-Shift-p', true), '⇧⌘P');
  assert.equal(shortcutLabel('F1', false), 'F1');
});
