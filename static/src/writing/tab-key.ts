import { indentLess, indentMore } from '@codemirror/commands';
import type { Command, KeyBinding } from '@codemirror/view';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { editTable } from '../formatting/table.js';
import { nextCell, previousCell } from '../formatting/table-edits.js';

/**
 * Tab moves between the cells of a table and indents in lists. Elsewhere it does nothing, so that it leads
 * on to what comes behind the text; after Escape it does so everywhere.
 */
export const tabKey: readonly KeyBinding[] = [
  { key: 'Tab', run: editTable(nextCell), shift: editTable(previousCell) },
  { key: 'Tab', run: inList(indentMore), shift: inList(indentLess) },
];

function inList(command: Command): Command {
  return (view) =>
    enclosing(view.state, view.state.selection.main, 'ListItem') !== undefined && command(view);
}
