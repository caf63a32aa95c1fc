import type { EditorCommand } from '../api/editor.js';
import { message } from '../language/catalogue.js';
import { arrowTarget } from '../dom/arrow-keys.js';
import { icon } from '../dom/icon.js';
import { ariaShortcut, shortcutLabel } from '../keys/shortcut.js';
import { styleSheet } from '../dom/style-sheet.js';
import { styles } from './styles.js';

/** The delay after a change until the buttons show it: not during typing. */
const UPDATE_DELAY_MS = 80;

/** The delay between two steps of the preparation: time for keys and frames. */
const PREPARE_DELAY_MS = 20;

/** A command, and what its button shows. */
export interface ToolbarCommand extends EditorCommand {
  /** The path of an SVG on a square of 24, drawn with a line of 2; undefined: the label is shown. */
  readonly icon: string | undefined;
}

/**
 * Buttons in a row, of which Tab reaches one and the arrows the others (ARIA, pattern "toolbar"). What is in
 * the host comes behind them.
 */
export class Toolbar {
  readonly #bar = document.createElement('div');
  readonly #buttons = new Map<HTMLButtonElement, ToolbarCommand>();
  readonly #prepare: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param host an element without a shadow tree
   * @param prepare returns whether the states of the commands can be asked for without waiting; if not, it is
   *   called again a moment later
   */
  constructor(host: HTMLElement, prepare: () => boolean) {
    this.#prepare = prepare;
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets.push(styleSheet(styles));
    this.#bar.setAttribute('role', 'toolbar');
    this.#bar.setAttribute('aria-label', message('toolbar.name'));
    this.#bar.setAttribute('part', 'toolbar');
    this.#bar.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    root.append(this.#bar);
  }

  /**
   * Shows a button for each of these commands, in their order, and no other.
   *
   * @param commands null is a gap
   */
  show(commands: readonly (ToolbarCommand | null)[]): void {
    this.#buttons.clear();
    this.#bar.replaceChildren(
      ...commands.map((command) => (command === null ? gap() : this.#createButton(command))),
      document.createElement('slot'),
    );
    this.#focusable(this.#all[0]);
    this.#show();
  }

  /** The text or the selection has changed. */
  update(): void {
    this.#showLater(UPDATE_DELAY_MS);
  }

  #showLater(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#show();
    }, delay);
  }

  get #all(): HTMLButtonElement[] {
    return [...this.#buttons.keys()];
  }

  #createButton(command: ToolbarCommand): HTMLButtonElement {
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
    button.append(command.icon === undefined ? command.label : icon(command.icon));
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
    if (!this.#prepare()) {
      this.#showLater(PREPARE_DELAY_MS);
      return;
    }
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
