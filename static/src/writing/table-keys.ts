import type { Command, KeyBinding } from '@codemirror/view';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { breakInCell, editTable } from '../formatting/table.js';
import { nextCell, nextRow, previousCell } from '../formatting/table-edits.js';

/** In a table, Tab goes to the next cell, Enter to the row below, as in Typora and Obsidian, and Shift+Enter breaks a cell's line. */
export const tableKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: insideTable(editTable(nextRow)), shift: insideTable(breakInCell) },
  { key: 'Tab', run: editTable(nextCell), shift: editTable(previousCell) },
];

/** Leaves a caret before a table alone, where a line can be put above, and several selections. */
function insideTable(command: Command): Command {
  return (view) => {
    const { ranges, main } = view.state.selection;
    const table = enclosing(view.state, main, 'Table');
    return ranges.length === 1 && table !== undefined && main.from > table.from && command(view);
  };
}
