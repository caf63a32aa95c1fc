import type { Command, KeyBinding } from '@codemirror/view';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { breakInCell, editTable } from '../formatting/table.js';
import { nextCell, nextRow, previousCell } from '../formatting/table-edits.js';

/** In a table, Tab goes to the next cell, Enter to the row below, as in Typora and Obsidian, and Shift+Enter breaks a cell's line. */
export const tableKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: insideTable(editTable(nextRow)), shift: insideTable(breakInCell) },
  { key: 'Tab', run: editTable(nextCell), shift: editTable(previousCell) },
];

/**
 * Leaves several selections alone, and a caret before the table, where a line can be put above, or behind the
 * last pipe of a row: there a table is being written by hand.
 */
function insideTable(command: Command): Command {
  return (view) => {
    const { ranges, main } = view.state.selection;
    const table = enclosing(view.state, main, 'Table');
    const rest = view.state.sliceDoc(main.to, view.state.doc.lineAt(main.to).to);
    return (
      ranges.length === 1 &&
      table !== undefined &&
      main.from > table.from &&
      rest.replace(/\\[^]/g, '').includes('|') &&
      command(view)
    );
  };
}
