/** Apple's keyboards have Command where others have Control. */
const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = isApple
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };

/**
 * How a shortcut is shown.
 *
 * @param keys in CodeMirror's notation, such as `Mod-Shift-x`
 */
export function shortcutName(keys: string): string {
  return keys
    .split('-')
    .map((key) => NAMES[key] ?? key.toUpperCase())
    .join(isApple ? '' : '+');
}

/**
 * A shortcut for `aria-keyshortcuts`.
 *
 * @param keys in CodeMirror's notation
 */
export function ariaShortcut(keys: string): string {
  return keys.replaceAll('-', '+').replace('Mod', isApple ? 'Meta' : 'Control');
}
