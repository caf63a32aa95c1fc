import type { MessageKey } from '../../language/catalogue.js';

/** Under what an action is listed. */
export type ActionGroup = 'text' | 'document' | 'view' | 'help';

/** Something that can be done, as the palette, menus and the sheet of shortcuts show it. */
export interface Action {
  readonly id: string;
  readonly label: () => string;
  readonly group: ActionGroup;
  /** As in CodeMirror: `Mod-Shift-p`, where `Mod` is Ctrl, or Cmd on a Mac. */
  readonly shortcut?: string;
  /** Another one, for the fingers of those who know it from elsewhere. */
  readonly otherShortcut?: string;
  /** Whether the page listens for the shortcuts. What the editor has in its own keymap, it need not. */
  readonly listens?: boolean;
  readonly run: () => unknown;
  /** Without it, always. */
  readonly isEnabled?: () => boolean;
}

export const GROUP_NAMES: Readonly<Record<ActionGroup, MessageKey>> = {
  text: 'actions.group.text',
  document: 'actions.group.document',
  view: 'actions.group.view',
  help: 'actions.group.help',
};

/** All that can be done on the page. */
export class Actions {
  readonly #actions = new Map<string, Action>();

  /** @throws Error when there is one of that name already */
  add(...actions: readonly Action[]): void {
    for (const action of actions) {
      if (this.#actions.has(action.id)) {
        throw new Error(`There are two actions named ${action.id}.`);
      }
      this.#actions.set(action.id, action);
    }
  }

  /** Those that can be done now, in the order they were added. */
  list(): readonly Action[] {
    return [...this.#actions.values()].filter((action) => action.isEnabled?.() ?? true);
  }
}
