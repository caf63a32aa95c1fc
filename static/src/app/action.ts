import type { MessageKey } from '../language/catalogue.js';

/** Something the writer can do, as a menu, a palette or a shortcut offers it. */
export interface Action {
  readonly id: string;
  readonly label: MessageKey;
  /** In CodeMirror's notation: `Mod` is Cmd on Apple's systems, Ctrl elsewhere; the key comes last. */
  readonly shortcut?: string;
  /** @throws Error with a sentence for the writer, or the signal's reason once that is aborted */
  run(signal: AbortSignal): Promise<void>;
}

const isApple = () => /^(?:Mac|iP)/.test(navigator.platform);

/** Whether a key press is a shortcut. */
export function isShortcut(shortcut: string, event: KeyboardEvent): boolean {
  const parts = shortcut.split('-');
  const key = parts.pop();
  const mod = isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return (
    event.key.toLowerCase() === key &&
    mod === parts.includes('Mod') &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
}

/** A shortcut as the system's own menus write it. */
export function shownShortcut(shortcut: string): string {
  const symbols: Readonly<Record<string, string>> = isApple()
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
  return shortcut
    .split('-')
    .map((part) => symbols[part] ?? part.toUpperCase())
    .join(isApple() ? '' : '+');
}
