import { menuTarget } from '../../dom/arrow-keys.js';
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
  const focus = (index: number) => {
    const chosen = items.at(index % items.length);
    for (const item of items) {
      item.tabIndex = item === chosen ? 0 : -1;
    }
    chosen?.focus();
  };
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
    keepInView(menu);
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
    const target = menuTarget(event, current, items.length);
    if (target !== undefined) {
      event.preventDefault();
      focus(target);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close(true);
    }
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) {
      close(false);
    }
  });
}

/** Moves a menu that would be partly outside of the page. */
function keepInView(menu: HTMLElement): void {
  menu.style.translate = '';
  const { left, right, bottom } = menu.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const x = left < 0 ? -left : Math.min(clientWidth - right, 0);
  menu.style.translate = `${String(x)}px ${String(Math.min(clientHeight - bottom, 0))}px`;
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
