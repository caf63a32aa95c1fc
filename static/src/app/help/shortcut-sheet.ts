import { message } from '../../language/catalogue.js';
import { type Action, GROUP_NAMES } from '../ui/actions.js';
import { openDialog } from '../ui/dialog.js';
import { shortcutLabel } from '../../keys/shortcut.js';
import { documentationLink } from './documentation.js';

/** Shows every action that has a shortcut, enabled or not, group by group. */
export function showShortcuts(actions: readonly Action[]): void {
  const { body } = openDialog(message('shortcuts.title'));
  body.tabIndex = 0;
  body.setAttribute('role', 'region');
  body.setAttribute('aria-label', message('shortcuts.title'));
  for (const [group, name] of Object.entries(GROUP_NAMES)) {
    const listed = actions.filter((action) => action.group === group && action.shortcut);
    if (listed.length > 0) {
      const title = document.createElement('h3');
      title.textContent = message(name);
      const list = document.createElement('dl');
      list.className = 'shortcut-list';
      list.append(...listed.map(row));
      body.append(title, list);
    }
  }
  body.append(documentationLink());
}

function row({ label, shortcut, otherShortcut }: Action): HTMLElement {
  const pair = document.createElement('div');
  const what = document.createElement('dt');
  what.textContent = label();
  const keys = document.createElement('dd');
  for (const keyNames of [shortcut, otherShortcut]) {
    if (keyNames !== undefined) {
      const key = document.createElement('kbd');
      key.textContent = shortcutLabel(keyNames);
      keys.append(key, ' ');
    }
  }
  pair.append(what, keys);
  return pair;
}
