import {
  findNext,
  findPrevious,
  gotoLine,
  openSearchPanel,
  search,
  searchKeymap,
  selectNextOccurrence,
} from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { searchPhrases } from './search-phrases.js';

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
