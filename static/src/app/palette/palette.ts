import fuzzysort from 'fuzzysort';
import { message } from '../../language/catalogue.js';
import { type Action, GROUP_NAMES } from '../ui/actions.js';
import { show } from '../ui/dialog.js';
import { shortcutLabel } from '../../keys/shortcut.js';

/** Lets the user search and run an action: a combobox with its list always open (ARIA 1.2, 5.3). */
export function openPalette(actions: readonly Action[]): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog palette';
  dialog.setAttribute('aria-label', message('palette.title'));
  const input = document.createElement('input');
  const list = document.createElement('div');
  const none = document.createElement('p');
  list.id = 'palette-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', message('palette.results'));
  none.className = 'palette-none';
  none.setAttribute('role', 'status');
  Object.assign(input, { type: 'text', autocomplete: 'off', spellcheck: false });
  input.placeholder = message('palette.placeholder');
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-label': message('palette.placeholder'),
    'aria-controls': list.id,
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    enterkeyhint: 'go',
  })) {
    input.setAttribute(name, value);
  }
  dialog.append(input, list, none);

  const targets = actions.map((action) => ({
    action,
    text: `${action.label()} ${message(GROUP_NAMES[action.group])}`,
  }));
  let found: readonly Action[] = [];
  let chosen = 0;

  const choose = (index: number): void => {
    chosen = index;
    for (const [i, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(i === index));
      if (i === index) {
        input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    }
  };

  const run = (action: Action | undefined): void => {
    if (action !== undefined) {
      dialog.close();
      action.run();
    }
  };

  const search = (): void => {
    const query = input.value.trim();
    const options = { key: 'text', limit: 0, threshold: 0 } as const;
    const matches = fuzzysort.go(query, targets, options).map(({ obj }) => obj);
    found = (query === '' ? targets : matches).map(({ action }) => action);
    list.replaceChildren(
      ...found.map((action, index) => {
        const option = optionOf(action, index);
        option.addEventListener('click', () => {
          run(action);
        });
        return option;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
    none.textContent = found.length === 0 ? message('palette.none', { query }) : '';
    choose(0);
  };

  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) {
      return;
    }
    const last = found.length - 1;
    const next = {
      ArrowDown: chosen === last ? 0 : chosen + 1,
      ArrowUp: chosen === 0 ? last : chosen - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      choose(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
    }
  });
  search();
  show(dialog);
  input.focus();
}

function optionOf(action: Action, index: number): HTMLElement {
  const option = document.createElement('div');
  option.id = `palette-option-${String(index)}`;
  option.setAttribute('role', 'option');
  const label = document.createElement('span');
  label.textContent = action.label();
  const group = document.createElement('small');
  group.textContent = message(GROUP_NAMES[action.group]);
  option.append(label, group);
  if (action.shortcut !== undefined) {
    const keys = document.createElement('kbd');
    keys.textContent = shortcutLabel(action.shortcut);
    option.append(keys);
  }
  return option;
}
