import {
  findNext,
  findPrevious,
  gotoLine,
  openSearchPanel,
  closeSearchPanel,
  search,
  selectNextOccurrence,
} from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, getDialog, keymap } from '@codemirror/view';
import { FindPanel } from './find-panel.js';
import { message } from '../language/catalogue.js';

export const searchCommands = {
  findNext,
  findPrevious,
  gotoLine,
  openSearchPanel,
  selectNextOccurrence,
};

export type SearchCommand = keyof typeof searchCommands;

export function searchPanel(): Extension {
  return [
    search({ createPanel: (view) => new FindPanel(view) }),
    keymap.of([{ key: 'Escape', run: closeSearchPanel, stopPropagation: true }]),
    goToLineFocus(),
    panelTheme,
    searchPhrases(),
  ];
}

/** CodeMirror removes the field for the line with the focus in it. */
function goToLineFocus(): Extension {
  let wasOpen = false;
  return EditorView.updateListener.of(({ view }) => {
    const isOpen = getDialog(view, 'cm-goto-line') !== null;
    if (wasOpen && !isOpen && document.activeElement === document.body) {
      view.focus();
    }
    wasOpen = isOpen;
  });
}

/** One row; replacing wraps into a second one where the names of the fields do not fit. */
const panelTheme = EditorView.theme({
  '.cm-panel.cm-search, .cm-panel.cm-goto-line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.2rem',
    padding: '0.4rem 0.6rem',
    font: '0.8125rem / 1.5 var(--sans, sans-serif)',
  },
  '.cm-panel.cm-goto-line label': { fontSize: 'inherit' },
  '.cm-panel.cm-search > div': {
    display: 'flex',
    flex: '1 1 auto',
    alignItems: 'center',
    gap: '0.2rem',
    minWidth: '0',
  },
  '.cm-panel.cm-search .cm-textfield': {
    flex: '1 1 auto',
    minWidth: '3.5rem',
    margin: '0',
    color: 'inherit',
    textOverflow: 'ellipsis',
  },
  '.cm-panel.cm-search .cm-button': {
    margin: '0',
    minWidth: '1.6rem',
    padding: '0.15rem 0.3rem',
    color: 'inherit',
    fontSize: '0.75rem',
  },
  '.cm-panel.cm-search [aria-pressed=true]': {
    borderColor: 'var(--accent, Highlight)',
    color: 'var(--accent, Highlight)',
  },
  '.cm-panel.cm-search [aria-invalid=true]': { borderStyle: 'dashed' },
  '.cm-panel.cm-search output': {
    minWidth: '3.2rem',
    fontSize: '0.75rem',
    fontVariantNumeric: 'tabular-nums',
  },
});

/** The texts of CodeMirror's dialog and announcements, keyed by the English ones, in the language chosen. */
function searchPhrases(): Extension {
  return EditorState.phrases.of({
    close: message('search.close'),
    'current match': message('search.currentMatch'),
    go: message('search.go'),
    'Go to line': message('search.goToLine'),
    'on line': message('search.onLine'),
    'replaced $ matches': message('search.replacedAll'),
    'replaced match on line $': message('search.replacedOne'),
  });
}
