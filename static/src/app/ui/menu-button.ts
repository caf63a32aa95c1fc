import { shortcutLabel } from '../../keys/shortcut.js';
import type { Action } from './actions.js';

/**
 * Makes a button open a menu of actions, following the menu button pattern of the ARIA Authoring Practices Guide
 * (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/).
 *
 * @param root contains the button
 * @param groups called each time that the menu opens
 */
export function menuButton(root: HTMLElement, groups: () => readonly (readonly Action[])[]): void {
  const button = root.querySelector('button');
  if (button === null) {
    throw new Error('The menu has no button.');
  }
  const menu = document.createElement('div');
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', button.getAttribute('aria-label') ?? '');
  menu.hidden = true;
  button.disabled = false;
  root.append(menu);

  const close = (takeFocus: boolean) => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (takeFocus) {
      button.focus();
    }
  };
  let items: readonly HTMLElement[] = [];
  const focus = (index: number) => items.at(index % items.length)?.focus();
  const open = (index: number) => {
    const itemsByGroup = groups().map((group) =>
      group.map((action) =>
        menuItem(action, () => {
          close(true);
          action.run();
        }),
      ),
    );
    items = itemsByGroup.flat();
    menu.replaceChildren(
      ...itemsByGroup.flatMap((group, i) => (i === 0 ? group : [gap(), ...group])),
    );
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
}

function gap(): HTMLElement {
  const separator = document.createElement('div');
  separator.setAttribute('role', 'separator');
  return separator;
}

function menuItem({ label, shortcut, isEnabled }: Action, run: () => void): HTMLElement {
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
  if (isEnabled?.() ?? true) {
    item.addEventListener('click', run);
  } else {
    // It stays reachable, so that its name can be read.
    item.setAttribute('aria-disabled', 'true');
  }
  return item;
}
