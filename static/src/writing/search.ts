import { Compartment, StateEffect } from '@codemirror/state';
import type { Command, EditorView, KeyBinding } from '@codemirror/view';
import { message } from '../language/catalogue.js';
import type { SearchCommand } from './search-panel.lazy.js';
import { tell } from '../codemirror/tell.js';

const panel = new Compartment();

/** A command of CodeMirror's search, which is loaded when the user first searches. */
export function searching(name: SearchCommand): Command {
  return (view) => {
    void search(view, name);
    return true;
  };
}

export const searchKeys: readonly KeyBinding[] = [
  ...['F3', 'Mod-g'].map((key) => ({ key, run: searching('findNext'), preventDefault: true })),
  ...['Shift-F3', 'Mod-Shift-g'].map((key) => ({
    key,
    run: searching('findPrevious'),
    preventDefault: true,
  })),
  { key: 'Mod-d', run: searching('selectNextOccurrence'), preventDefault: true },
];

async function search(view: EditorView, name: SearchCommand): Promise<void> {
  try {
    const { searchCommands, searchPanel } = await import('./search-panel.lazy.js');
    // Another text that is opened begins without.
    if (panel.get(view.state) === undefined) {
      view.dispatch({ effects: StateEffect.appendConfig.of(panel.of(searchPanel())) });
    }
    searchCommands[name](view);
  } catch (error) {
    console.warn('The search could not be loaded.', error);
    tell(view, message('command.failed'));
  }
}
