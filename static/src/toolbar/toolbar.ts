import type { EditorCommand } from '../editor/twinmark-editor.js';
import { message } from '../language/catalogue.js';
import { arrowTarget } from '../arrow-keys.js';
import { icon } from './icons.js';
import { ariaShortcut, shortcutLabel } from '../shortcut.js';
import { styles } from './styles.js';

/** How long after a change the buttons show it, in milliseconds: not while somebody types. */
const DELAY = 80;

/** Buttons in a row, of which Tab reaches one and the arrows the others (ARIA, pattern "toolbar"). */
export class Toolbar {
  readonly #buttons = new Map<HTMLButtonElement, EditorCommand>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param host an element without a shadow tree
   * @param commands null is a gap
   */
  constructor(host: HTMLElement, commands: readonly (EditorCommand | null)[]) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets.push(styles());
    const bar = document.createElement('div');
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', message('toolbar.name'));
    bar.setAttribute('part', 'toolbar');
    for (const command of commands) {
      bar.append(command === null ? gap() : this.#createButton(command));
    }
    bar.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    root.append(bar);
    this.#focusable(this.#all[0]);
    this.#show();
  }

  /** The text or the selection has changed. */
  update(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#show();
    }, DELAY);
  }

  get #all(): HTMLButtonElement[] {
    return [...this.#buttons.keys()];
  }

  #createButton(command: EditorCommand): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.setAttribute('part', 'button');
    button.setAttribute('aria-label', command.label);
    button.dataset['command'] = command.id;
    button.title =
      command.keys === undefined
        ? command.label
        : `${command.label} (${shortcutLabel(command.keys)})`;
    if (command.keys !== undefined) {
      button.setAttribute('aria-keyshortcuts', ariaShortcut(command.keys));
    }
    button.append(icon(command.id));
    // The text keeps the focus, and a phone its keyboard.
    button.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    button.addEventListener('click', () => {
      // Disabled buttons stay reachable, so that their names can be read.
      if (command.isEnabled()) {
        this.#focusable(button);
        command.run();
        this.#show();
      }
    });
    this.#buttons.set(button, command);
    return button;
  }

  #show(): void {
    for (const [button, command] of this.#buttons) {
      const isActive = command.isActive();
      if (isActive !== undefined) {
        button.setAttribute('aria-pressed', String(isActive));
      }
      button.setAttribute('aria-disabled', String(!command.isEnabled()));
    }
  }

  #focusable(chosen: HTMLButtonElement | undefined): void {
    for (const button of this.#all) {
      button.tabIndex = button === chosen ? 0 : -1;
    }
  }

  #move(event: KeyboardEvent): void {
    const buttons = this.#all;
    const index = buttons.findIndex((button) => button === event.target);
    const next = arrowTarget(event, index, buttons.length);
    const button = next === undefined ? undefined : buttons[next];
    if (button !== undefined) {
      event.preventDefault();
      this.#focusable(button);
      button.focus();
    }
  }
}

function gap(): HTMLElement {
  const made = document.createElement('span');
  made.className = 'gap';
  return made;
}
