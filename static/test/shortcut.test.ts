import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KeyPress, matchesShortcut, shortcutLabel } from '../src/keys/shortcut.js';
import { ALL_COMMANDS } from '../src/editor/commands.js';
import { LAYOUTS } from './keyboard-layouts.js';

const press = (key: string, ...modifiers: readonly string[]) => ({
  key,
  code: '',
  getModifierState: () => false,
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

test('is labelled as keyboards label its keys', () => {
  assert.equal(shortcutLabel('Mod-Shift-p', false), 'Ctrl+Shift+P');
  assert.equal(shortcutLabel('Mod-Shift-p', true), '⇧⌘P');
  assert.equal(shortcutLabel('F1', false), 'F1');
  assert.equal(shortcutLabel('Alt-ArrowUp', false), 'Alt+↑');
  assert.equal(shortcutLabel('Alt-ArrowUp', true), '⌥↑');
  assert.equal(shortcutLabel('Alt-Enter', false), 'Alt+Enter');
  assert.equal(shortcutLabel('Alt-Enter', true), '⌥↩');
});

/** The shortcuts of all commands and of the page, as the editor and the page match them. */
const SHORTCUTS: readonly (readonly [id: string, keys: string])[] = [
  ...ALL_COMMANDS.flatMap(({ id, keys }) => keys.map((key) => [id, key] as const)),
  ['selectAll', 'Mod-a'],
  ['palette', 'Mod-Shift-p'],
  ['shortcuts', '?'],
  ['settings', 'Mod-,'],
  ['preview', 'Mod-\\'],
  ['focusMode', 'Mod-Shift-e'],
  ['fullScreen', 'Mod-Shift-f'],
  ['open', 'Mod-o'],
  ['save', 'Mod-s'],
  ['saveAs', 'Mod-Shift-s'],
  ['print', 'Mod-p'],
  ['documents', 'Mod-Shift-o'],
];

function run(event: KeyPress, mac = false): readonly string[] {
  const found = SHORTCUTS.filter(([, keys]) => matchesShortcut(event, keys, mac));
  return [...new Set(found.map(([id]) => id))];
}

/** A press on a layout, which types what stands in its table; Caps Lock changes letters only. */
function pressOn(
  layout: string,
  code: string,
  modifiers: readonly string[],
  altGraphState = true,
): KeyPress {
  const [, plain, shift, altGr] = LAYOUTS[layout]?.find(([each]) => each === code) ?? [];
  const isAltGr = modifiers.includes('altGr');
  const typed = (isAltGr ? altGr : modifiers.includes('shift') ? shift : plain) ?? '';
  const isCaps = modifiers.includes('caps') && /^\p{L}$/u.test(typed);
  const key = !isCaps
    ? typed
    : typed === typed.toLowerCase()
      ? typed.toUpperCase()
      : typed.toLowerCase();
  return {
    ...press(key === '' ? 'Unidentified' : key, ...modifiers, ...(isAltGr ? ['ctrl', 'alt'] : [])),
    code,
    getModifierState: (name) => name === 'AltGraph' && isAltGr && altGraphState,
  };
}

/** The key that types a character alone, or its place on a US keyboard. */
function codeOf(layout: string, character: string): string {
  const keys = LAYOUTS[layout] ?? [];
  const here = keys.find(([, plain]) => plain === character);
  return here?.[0] ?? LAYOUTS['US']?.find(([, plain]) => plain === character)?.[0] ?? '';
}

for (const layout of Object.keys(LAYOUTS)) {
  test(`${layout}: every shortcut of letters and digits runs its command only`, () => {
    for (const [id, keys] of SHORTCUTS) {
      const parts = keys.split('-');
      const character = parts.at(-1) ?? '';
      if (!/^[a-z\d]$/.test(character)) {
        continue;
      }
      const modifiers = parts
        .slice(0, -1)
        .map((part) => (part === 'Mod' ? 'ctrl' : part.toLowerCase()));
      const code = /\d/.test(character) ? `Digit${character}` : codeOf(layout, character);
      for (const more of [[], ['caps']]) {
        const event = pressOn(layout, code, [...modifiers, ...more]);
        assert.deepEqual(run(event), [id], `${keys} ${more.join('')} ${JSON.stringify(event)}`);
      }
    }
  });

  test(`${layout}: no key press runs two commands`, () => {
    for (const [code] of LAYOUTS[layout] ?? []) {
      for (const modifiers of [
        [],
        ['shift'],
        ['alt'],
        ['ctrl'],
        ['ctrl', 'shift'],
        ['ctrl', 'alt'],
      ]) {
        for (const more of [[], ['caps']]) {
          const event = pressOn(layout, code, [...modifiers, ...more]);
          assert.ok(run(event).length < 2, `${JSON.stringify(event)} ${run(event).join()}`);
        }
      }
    }
  });

  test(`${layout}: what AltGr types runs no command`, () => {
    for (const [code, , , altGr] of LAYOUTS[layout] ?? []) {
      if (altGr !== '') {
        for (const altGraphState of [true, false]) {
          const event = pressOn(layout, code, ['altGr'], altGraphState);
          assert.deepEqual(run(event), [], JSON.stringify(event));
        }
      }
    }
  });
}

test('the signs of shortcuts run by what is typed, and by their place', () => {
  assert.deepEqual(run(pressOn('German', 'Period', ['ctrl', 'shift'])), ['quote']);
  assert.deepEqual(run(pressOn('French', 'Comma', ['ctrl', 'shift'])), ['quote']);
  assert.deepEqual(run(pressOn('Dvorak', 'KeyE', ['ctrl', 'shift'])), ['quote']);
  assert.deepEqual(run(pressOn('German', 'Minus', ['shift'])), ['shortcuts']);
  assert.deepEqual(run(pressOn('Dvorak', 'Period', ['ctrl', 'shift'])), []);
  assert.deepEqual(run(pressOn('French', 'KeyM', ['ctrl'])), ['settings']);
});

test('Ctrl+Shift+7 is a numbered list where it types a slash', () => {
  for (const layout of ['German', 'Swedish', 'Spanish']) {
    const event = pressOn(layout, 'Digit7', ['ctrl', 'shift']);
    assert.equal(event.key, '/');
    assert.deepEqual(run(event), ['numberedList']);
  }
});

test('Option types a character on a Mac, and its shortcuts run', () => {
  const event = { ...press('ç', 'meta', 'alt'), code: 'KeyC' };
  assert.deepEqual(run(event, true), ['codeBlock']);
});
