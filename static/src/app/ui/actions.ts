import type { MessageKey } from '../../language/catalogue.js';

/** The group that an action is listed in. */
export type ActionGroup = 'text' | 'document' | 'view' | 'help';

/** A command on the page, as the palette, menus and the sheet of shortcuts show it. */
export interface Action {
  readonly id: string;
  readonly label: () => string;
  readonly group: ActionGroup;
  /** In CodeMirror's notation: `Mod-Shift-p`, where `Mod` is Ctrl, or Cmd on a Mac. */
  readonly shortcut?: string;
  /** An alternative shortcut, for users who know it from other applications. */
  readonly otherShortcut?: string;
  /** True if the page listens for the shortcuts, which it need not for those in the editor's own keymap. */
  readonly listens?: boolean;
  readonly run: () => unknown;
  /** Always enabled without it. */
  readonly isEnabled?: () => boolean;
}

export const GROUP_NAMES: Readonly<Record<ActionGroup, MessageKey>> = {
  text: 'actions.group.text',
  document: 'actions.group.document',
  view: 'actions.group.view',
  help: 'actions.group.help',
};

/** All actions of the page. */
export class Actions {
  readonly #actions = new Map<string, Action>();

  /** @throws Error when there is already an action with the same id */
  add(...actions: readonly Action[]): void {
    for (const action of actions) {
      if (this.#actions.has(action.id)) {
        throw new Error(`There are two actions named ${action.id}.`);
      }
      this.#actions.set(action.id, action);
    }
  }

  /** Returns the actions with these ids, enabled or not, in the order of the ids. */
  named(...ids: readonly string[]): readonly Action[] {
    return ids.flatMap((id) => this.#actions.get(id) ?? []);
  }

  /** Returns all actions, enabled or not, in the order they were added. */
  all(): readonly Action[] {
    return [...this.#actions.values()];
  }

  /** Returns the enabled actions, in the order they were added. */
  list(): readonly Action[] {
    return this.all().filter((action) => action.isEnabled?.() ?? true);
  }
}
