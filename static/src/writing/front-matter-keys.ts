import { indentLess, indentMore } from '@codemirror/commands';
import type { Command, KeyBinding } from '@codemirror/view';
import { enclosing } from '../codemirror/syntax-nodes.js';

/** In front matter, Tab indents as YAML has it, by two spaces. */
export const frontMatterKeys: readonly KeyBinding[] = [
  { key: 'Tab', run: insideFrontMatter(indentMore), shift: insideFrontMatter(indentLess) },
];

function insideFrontMatter(command: Command): Command {
  return (view) =>
    enclosing(view.state, view.state.selection.main, 'FrontMatter') !== undefined && command(view);
}
