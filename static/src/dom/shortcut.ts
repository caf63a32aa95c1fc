// A shortcut is written as in CodeMirror's key maps: `Mod-Shift-p`, where `Mod` is Ctrl, or Cmd on a Mac.

type Modifier = 'Mod' | 'Ctrl' | 'Alt' | 'Shift';

/** Returns whether a platform has Cmd where others have Ctrl. */
function hasCommandKey(platform = navigator.platform): boolean {
  return /^(Mac|iP)/.test(platform);
}

/** Returns whether a key press is the shortcut, written as in CodeMirror: `Mod-Shift-p`. */
export function matchesShortcut(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  shortcut: string,
  mac = hasCommandKey(),
): boolean {
  const { key, modifiers } = parse(shortcut);
  const has = (modifier: Modifier): boolean => modifiers.includes(modifier);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    event.metaKey === (mac && has('Mod')) &&
    event.ctrlKey === (has('Ctrl') || (!mac && has('Mod'))) &&
    event.altKey === has('Alt') &&
    // A character such as ? comes with Shift on some keyboards and without on others.
    (event.shiftKey === has('Shift') || /^[^\p{L}\p{N}]$/u.test(key))
  );
}

/** The shortcut as people know it, such as `Ctrl+Shift+P` or `⇧⌘P`. */
export function shortcutLabel(shortcut: string, mac = hasCommandKey()): string {
  const { key, modifiers } = parse(shortcut);
  const name = key.length === 1 ? key.toUpperCase() : key;
  if (mac) {
    const signs = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Mod: '⌘' };
    return (
      (['Ctrl', 'Alt', 'Shift', 'Mod'] as const)
        .filter((modifier) => modifiers.includes(modifier))
        .map((modifier) => signs[modifier])
        .join('') + name
    );
  }
  return [...modifiers.map((modifier) => (modifier === 'Mod' ? 'Ctrl' : modifier)), name].join('+');
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
