import { indentLess, indentMore } from '@codemirror/commands';
import type { Command, KeyBinding } from '@codemirror/view';
import { enclosing } from '../formatting/inline-style.js';

/** Tab indents in lists, and nowhere else: there it leads on to what comes behind the text. */
export const listIndent: readonly KeyBinding[] = [
  { key: 'Tab', run: inList(indentMore), shift: inList(indentLess) },
];

function inList(command: Command): Command {
  return (view) =>
    enclosing(view.state, view.state.selection.main, 'ListItem') !== undefined && command(view);
}
