import {
  findNext,
  findPrevious,
  gotoLine,
  openSearchPanel,
  search,
  searchKeymap,
  selectNextOccurrence,
} from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
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
  return [search(), keymap.of(searchKeymap), searchPhrases()];
}

/** The texts of CodeMirror's search panel, keyed by the English ones, in the language chosen. */
function searchPhrases(): Extension {
  return EditorState.phrases.of({
    all: message('search.all'),
    'by word': message('search.byWord'),
    close: message('search.close'),
    'current match': message('search.currentMatch'),
    Find: message('search.find'),
    go: message('search.go'),
    'Go to line': message('search.goToLine'),
    'match case': message('search.matchCase'),
    next: message('search.next'),
    'on line': message('search.onLine'),
    previous: message('search.previous'),
    regexp: message('search.regexp'),
    replace: message('search.replace'),
    'replace all': message('search.replaceAll'),
    Replace: message('search.replaceField'),
    'replaced $ matches': message('search.replacedAll'),
    'replaced match on line $': message('search.replacedOne'),
  });
}
