// A shortcut is written as in CodeMirror's key maps: `Mod-Shift-p`, where `Mod` is Ctrl, or Cmd on a Mac.
import { message } from '../language/catalogue.js';

/** Copies what is selected, in every browser. */
export const COPY_KEY = 'Mod-c';

type Modifier = 'Mod' | 'Ctrl' | 'Alt' | 'Shift';

/** A key press, as far as shortcuts depend on it. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** The places of signs on a US keyboard, which other layouts have elsewhere or type with AltGr. */
const SIGN_CODES: Readonly<Record<string, string>> = {
  ',': 'Comma',
  '.': 'Period',
  '\\': 'Backslash',
};

/** The characters that Shift and the key of a sign type on US and Dvorak keyboards. */
const SHIFTED_SIGNS: Readonly<Record<string, string>> = { '.': '>' };

/** Labels of keys that all keyboards show as a sign. */
const KEY_SIGNS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓' };

/** Labels of keys that Macs show as a sign, modifiers first and in their usual order. */
const MAC_SIGNS = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘', Enter: '↩' } as const;

/** The messages that name keys elsewhere: keyboards differ with the language. */
const KEY_NAMES = {
  Mod: 'keys.ctrl',
  Ctrl: 'keys.ctrl',
  Alt: 'keys.alt',
  Shift: 'keys.shift',
  Enter: 'keys.enter',
} as const;

/** Signs that AltGr types in the row of digits, on Windows as Ctrl+Alt. */
const TYPED_BY_ALT_GR = /^[@#$€£¤{}[\]\\|~^`¬¡²³¼½¾‘’]$/u;

/** Returns whether a platform has Cmd where others have Ctrl. */
function hasCommandKey(platform = navigator.platform): boolean {
  return /^(Mac|iP)/.test(platform);
}

/**
 * Returns whether a key press is the shortcut. Letters match by what the layout types, with Caps Lock on
 * as well; on layouts without Latin letters, by their place. Digits and signs match by what is typed, or
 * by their place where a layout types something else there: Shift+7 is `/` on a German keyboard. What
 * AltGr types is no shortcut.
 */
export function matchesShortcut(event: KeyPress, shortcut: string, mac = hasCommandKey()): boolean {
  const { key, modifiers } = parse(shortcut);
  const has = (modifier: Modifier): boolean => modifiers.includes(modifier);
  return (
    event.metaKey === (mac && has('Mod')) &&
    event.ctrlKey === (has('Ctrl') || (!mac && has('Mod'))) &&
    event.altKey === has('Alt') &&
    (event.shiftKey === has('Shift') || (!has('Shift') && isSign(key) && event.key === key)) &&
    !event.getModifierState('AltGraph') &&
    isKey(event, key, mac)
  );
}

function isKey(event: KeyPress, key: string, mac: boolean): boolean {
  const typed = event.key.toLowerCase();
  if (typed === key.toLowerCase()) {
    return true;
  }
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  if (!/^.$/u.test(typed) || key.length !== 1 || !isModified) {
    return false;
  }
  // On a Mac, Option changes what any key types.
  const isOption = mac && event.altKey;
  if (/\d/.test(key)) {
    const isAltGr = !mac && event.ctrlKey && event.altKey && TYPED_BY_ALT_GR.test(typed);
    return event.code === `Digit${key}` && !/^\d$/.test(typed) && !isAltGr;
  }
  if (isSign(key)) {
    const isHere = event.code === SIGN_CODES[key] && (isOption || isSign(typed));
    const isShifted = event.shiftKey && typed === SHIFTED_SIGNS[key];
    return (isHere && !(typed in SIGN_CODES)) || isShifted;
  }
  return (
    event.code === `Key${key.toUpperCase()}` &&
    (isOption ? !/^[a-z]$/.test(typed) : /^(?!\p{Script=Latin})\p{L}$/u.test(typed))
  );
}

function isSign(key: string): boolean {
  return /^[^\p{L}\p{N}]$/u.test(key);
}

/** Returns the shortcut as its keys are labelled, such as `Ctrl+Shift+P`, `Strg+Umschalt+P` or `⇧⌘P`. */
export function shortcutLabel(shortcut: string, mac = hasCommandKey()): string {
  const { key, modifiers } = parse(shortcut);
  const name = key.length === 1 ? key.toUpperCase() : (KEY_SIGNS[key] ?? key);
  if (mac) {
    const signs = Object.entries(MAC_SIGNS).filter(([each]) => modifiers.includes(each));
    return [
      ...signs.map(([, sign]) => sign),
      isKeyOf(MAC_SIGNS, name) ? MAC_SIGNS[name] : name,
    ].join('');
  }
  return [...modifiers, name]
    .map((each) => (isKeyOf(KEY_NAMES, each) ? message(KEY_NAMES[each]) : each))
    .join('+');
}

function isKeyOf<Names extends object>(names: Names, name: string): name is keyof Names & string {
  return Object.hasOwn(names, name);
}

function parse(shortcut: string): { key: string; modifiers: readonly string[] } {
  const parts = shortcut.split(/-(?!$)/);
  return { key: parts.at(-1) ?? '', modifiers: parts.slice(0, -1) };
}

/** A shortcut as `aria-keyshortcuts` has it, such as `Control+Shift+P`. */
export function ariaShortcut(shortcut: string, mac = hasCommandKey()): string {
  const { key, modifiers } = parse(shortcut);
  const names: Readonly<Record<string, string>> = {
    Mod: mac ? 'Meta' : 'Control',
    Ctrl: 'Control',
  };
  return [...modifiers.map((modifier) => names[modifier] ?? modifier), key].join('+');
}
