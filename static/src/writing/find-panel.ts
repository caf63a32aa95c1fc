import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import type { EditorState } from '@codemirror/state';
import { type Command, EditorView, type Panel, type ViewUpdate } from '@codemirror/view';
import { matchesShortcut } from '../keys/shortcut.js';
import { message, type MessageKey } from '../language/catalogue.js';
import { chips } from './data-chips.js';
import { countMatches } from './match-count.js';

/** The time without a change of the text before matches are counted again, in milliseconds. */
const QUIET_MS = 200;

const TOGGLES = ['caseSensitive', 'wholeWord', 'regexp'] as const;

type ToggleName = (typeof TOGGLES)[number];

const KEYS: readonly (readonly [keys: string, command: Command])[] = [
  ['Escape', closeSearchPanel],
  ['F3', findNext],
  ['Shift-F3', findPrevious],
  ['Mod-g', findNext],
  ['Mod-Shift-g', findPrevious],
];

/** The row that finds and replaces. It searches from where the caret was when it was opened, as one types. */
export class FindPanel implements Panel {
  readonly dom = document.createElement('div');
  readonly #view: EditorView;
  readonly #find: HTMLInputElement;
  readonly #replacement: HTMLInputElement;
  readonly #toggles: Readonly<Record<ToggleName, HTMLButtonElement>>;
  readonly #count = document.createElement('output');
  #start: number;
  #query: SearchQuery;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.#start = view.state.selection.main.from;
    this.#query = getSearchQuery(view.state);
    this.#find = field('search.find');
    this.#find.setAttribute('main-field', 'true');
    this.#replacement = field('search.replaceField');
    this.#toggles = {
      caseSensitive: this.#toggle('search.matchCase', 'Aa'),
      wholeWord: this.#toggle('search.byWord', '“ ”'),
      regexp: this.#toggle('search.regexp', '.*'),
    };
    const button = (key: MessageKey, command: Command, sign?: string): HTMLButtonElement =>
      buttonOf(key, () => command(view), sign);
    this.dom.className = 'cm-search';
    this.dom.setAttribute('role', 'search');
    const close = button('search.close', closeSearchPanel, '×');
    const find = [
      this.#find,
      ...Object.values(this.#toggles),
      this.#count,
      button('search.previous', findPrevious, '↑'),
      button('search.next', findNext, '↓'),
    ];
    const replace = [
      this.#replacement,
      button('search.replace', replaceNext, '⇄'),
      button('search.replaceAll', replaceAll, '⇄⇄'),
    ];
    // The button that closes stays in a row with others.
    this.dom.append(
      ...(view.state.readOnly
        ? [group(...find, close)]
        : [group(...find), group(...replace, close)]),
    );
    this.#find.addEventListener('input', () => {
      this.#search();
    });
    this.#replacement.addEventListener('input', () => {
      this.#setQuery();
    });
    this.dom.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    this.#show(this.#query);
  }

  mount(): void {
    this.#find.select();
    // The panel takes room from the text, which is known in the next frame.
    requestAnimationFrame(() => {
      const { head } = this.#view.state.selection.main;
      this.#view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'nearest' }) });
    });
  }

  update({ transactions, docChanged, selectionSet }: ViewUpdate): void {
    for (const effect of transactions.flatMap(({ effects }) => effects)) {
      if (effect.is(setSearchQuery) && !effect.value.eq(this.#query)) {
        this.#show(effect.value);
      }
    }
    if (docChanged) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#showCount();
      }, QUIET_MS);
    } else if (selectionSet) {
      this.#showCount();
    }
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    const isReplacement = event.target === this.#replacement;
    const isField = isReplacement || event.target === this.#find;
    const command =
      event.key === 'Enter' && isField
        ? isReplacement
          ? replaceNext
          : event.shiftKey
            ? findPrevious
            : findNext
        : KEYS.find(([keys]) => matchesShortcut(event, keys))?.[1];
    if (command !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      command(this.#view);
      this.#start = this.#view.state.selection.main.from;
    } else if (matchesShortcut(event, 'Mod-f')) {
      event.preventDefault();
      this.#find.select();
    }
  }

  /** Selects the first match from where the search began. */
  #search(): void {
    this.#setQuery();
    const { state } = this.#view;
    if (this.#query.valid) {
      let match = this.#query.getCursor(state, this.#start).next();
      if (match.done === true) {
        match = this.#query.getCursor(state).next();
      }
      if (match.done !== true) {
        const { from, to } = match.value;
        this.#view.dispatch({
          selection: { anchor: from, head: to },
          effects: EditorView.scrollIntoView(from),
          userEvent: 'select.search',
        });
      }
    }
    this.#showCount();
  }

  #setQuery(): void {
    const isOn = (name: ToggleName): boolean => isPressed(this.#toggles[name]);
    this.#query = new SearchQuery({
      search: this.#find.value,
      replace: this.#replacement.value,
      caseSensitive: isOn('caseSensitive'),
      wholeWord: isOn('wholeWord'),
      regexp: isOn('regexp'),
      literal: !isOn('regexp'),
      test: isShown,
    });
    this.#view.dispatch({ effects: setSearchQuery.of(this.#query) });
  }

  #show(query: SearchQuery): void {
    this.#query = query;
    this.#find.value = query.search;
    this.#replacement.value = query.replace;
    for (const name of TOGGLES) {
      this.#toggles[name].setAttribute('aria-pressed', String(query[name]));
    }
    this.#showCount();
  }

  #showCount(): void {
    const isWrong = this.#query.search !== '' && !this.#query.valid;
    this.#find.setAttribute('aria-invalid', String(isWrong));
    const said = isWrong
      ? message('search.badExpression')
      : this.#query.valid
        ? countMatches(this.#view.state, this.#query)
        : '';
    if (this.#count.textContent !== said) {
      this.#count.textContent = said;
    }
  }

  #toggle(key: MessageKey, sign: string): HTMLButtonElement {
    const button = buttonOf(
      key,
      () => {
        button.setAttribute('aria-pressed', String(!isPressed(button)));
        this.#search();
      },
      sign,
    );
    return button;
  }
}

/** Leaves out matches in what a chip stands for: any picture has short words by chance, and they are seen nowhere. */
function isShown(_match: string, state: EditorState, from: number, to: number): boolean {
  let isSeen = true;
  state.field(chips, false)?.between(from, to, (first, last) => {
    isSeen &&= !(first <= from && last >= to);
  });
  return isSeen;
}

function isPressed(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-pressed') === 'true';
}

function field(key: MessageKey): HTMLInputElement {
  const input = document.createElement('input');
  input.className = 'cm-textfield';
  input.placeholder = message(key);
  // Characters are counted in the width of an average one; a margin is for texts of wider ones.
  input.size = input.placeholder.length + 2;
  input.setAttribute('aria-label', message(key));
  input.autocomplete = 'off';
  input.spellcheck = false;
  return input;
}

/** Controls that stay in one line. */
function group(...controls: HTMLElement[]): HTMLElement {
  const element = document.createElement('div');
  element.append(...controls);
  return element;
}

function buttonOf(key: MessageKey, press: () => unknown, sign?: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'cm-button';
  button.textContent = sign ?? message(key);
  if (sign !== undefined) {
    button.title = message(key);
    button.setAttribute('aria-label', message(key));
  }
  button.addEventListener('click', press);
  return button;
}
