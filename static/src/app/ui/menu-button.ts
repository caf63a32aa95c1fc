import { shortcutLabel } from '../../dom/shortcut.js';
import type { Action } from './actions.js';

/**
 * Creates a button that opens a menu of actions, by the pattern of the same name in the ARIA Authoring
 * Practices Guide (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/).
 */
export function menuButton(label: string, groups: readonly (readonly Action[])[]): HTMLElement {
  const root = document.createElement('div');
  root.className = 'menu-button';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'secondary';
  button.textContent = label;
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const menu = document.createElement('div');
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', label);
  menu.hidden = true;
  root.append(button, menu);

  const close = (takeFocus: boolean) => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (takeFocus) {
      button.focus();
    }
  };
  const items = groups.flatMap((group, i) => {
    if (i > 0) {
      const separator = document.createElement('div');
      separator.setAttribute('role', 'separator');
      menu.append(separator);
    }
    return group.map((action) => {
      const item = menuItem(action);
      item.addEventListener('click', () => {
        close(true);
        action.run();
      });
      menu.append(item);
      return item;
    });
  });
  const focus = (index: number) => items.at(index % items.length)?.focus();
  const open = (index: number) => {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    focus(index);
  };

  button.addEventListener('click', () => {
    if (menu.hidden) {
      open(0);
    } else {
      close(true);
    }
  });
  button.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      open(event.key === 'ArrowDown' ? 0 : -1);
    }
  });
  menu.addEventListener('keydown', (event) => {
    const current = items.findIndex((item) => item === document.activeElement);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(current + 1),
      ArrowUp: () => focus(current - 1),
      Home: () => focus(0),
      End: () => focus(-1),
      Escape: () => {
        close(true);
      },
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      move();
    }
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) {
      close(false);
    }
  });
  return root;
}

function menuItem({ label, shortcut }: Action): HTMLElement {
  const item = document.createElement('button');
  item.type = 'button';
  item.tabIndex = -1;
  item.setAttribute('role', 'menuitem');
  const name = document.createElement('span');
  name.textContent = label();
  item.append(name);
  if (shortcut !== undefined) {
    const keys = document.createElement('kbd');
    keys.textContent = shortcutLabel(shortcut);
    item.append(keys);
  }
  return item;
}
