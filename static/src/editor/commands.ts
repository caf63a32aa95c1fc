import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import type { EditorState, StateCommand } from '@codemirror/state';
import type { EditorView, KeyBinding } from '@codemirror/view';
import { enclosing } from '../codemirror/syntax-nodes.js';
import type { MessageKey } from '../language/catalogue.js';
import { insertRule, insertTable, toggleCodeBlock, toggleLink } from '../formatting/insertion.js';
import {
  BOLD,
  CODE,
  hasStyle,
  type InlineStyle,
  ITALIC,
  STRIKETHROUGH,
  toggleStyle,
} from '../formatting/inline-style.js';
import { searching } from '../writing/search.js';
import type { SurfaceCommand } from '../writing/writing-surface.js';
import { editTable, isInTable, type TableEdit } from '../formatting/table.js';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowBelow,
  align,
  removeColumn,
  removeRow,
  tidy,
} from '../formatting/table-edits.js';
import {
  cycleHeading,
  hasLineStyle,
  type LineStyle,
  toggleLines,
} from '../formatting/line-style.js';

/** Something a writer can do, by a button, a shortcut or a name. */
export interface FormattingCommand extends SurfaceCommand {
  readonly id: string;
  readonly label: MessageKey;
  /** In the notation of CodeMirror's key maps; the first is the one that is shown. */
  readonly keys: readonly string[];
}

const HEADINGS = ['heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6'] as const;

/** In the order of the toolbar; null is a gap. */
export const COMMANDS: readonly (FormattingCommand | null)[] = [
  command('heading', ['Mod-Alt-0'], cycleHeading, (state) =>
    HEADINGS.some((style) => hasLineStyle(state, style)),
  ),
  inline('bold', ['Mod-b'], BOLD),
  inline('italic', ['Mod-i'], ITALIC),
  inline('strikethrough', ['Mod-Shift-x'], STRIKETHROUGH),
  inline('code', ['Mod-e'], CODE),
  null,
  command('link', ['Mod-k'], toggleLink('Link'), (state) => isIn(state, 'Link')),
  command('image', ['Mod-Shift-i'], toggleLink('Image'), (state) => isIn(state, 'Image')),
  null,
  lines('quote', ['Mod-Shift-.', 'Mod-Shift-9'], 'quote'),
  lines('bulletedList', ['Mod-Shift-8'], 'bulletedList'),
  lines('numberedList', ['Mod-Shift-7'], 'numberedList'),
  lines('taskList', ['Mod-Shift-l'], 'taskList'),
  null,
  {
    id: 'table',
    label: 'toolbar.table',
    keys: ['Mod-Alt-t'],
    run: insertTableOfSomeSize,
    isEnabled: (state) => !isInTable(state),
  },
  command('codeBlock', ['Mod-Alt-c'], toggleCodeBlock, (state) => isIn(state, 'FencedCode')),
  command('rule', ['Mod-Alt-r'], insertRule),
  null,
  { ...command('undo', ['Mod-z'], undo), isEnabled: (state) => undoDepth(state) > 0 },
  {
    ...command('redo', ['Mod-y', 'Mod-Shift-z'], redo),
    isEnabled: (state) => redoDepth(state) > 0,
  },
];

/** Without a button. */
const OTHER_COMMANDS: readonly FormattingCommand[] = [
  ...HEADINGS.map((style) => lines(style, [`Mod-Alt-${style.slice(-1)}`], style)),
  tableCommand('tableAddRowBelow', addRowBelow),
  tableCommand('tableAddRowAbove', addRowAbove),
  tableCommand('tableRemoveRow', removeRow),
  tableCommand('tableAddColumnAfter', addColumnAfter),
  tableCommand('tableAddColumnBefore', addColumnBefore),
  tableCommand('tableRemoveColumn', removeColumn),
  tableCommand('tableAlignLeft', align('left')),
  tableCommand('tableAlignCenter', align('center')),
  tableCommand('tableAlignRight', align('right')),
  tableCommand('tableTidy', tidy),
  { id: 'find', label: 'toolbar.find', keys: ['Mod-f'], run: searching('openSearchPanel') },
  { id: 'goToLine', label: 'toolbar.goToLine', keys: ['Mod-Alt-g'], run: searching('gotoLine') },
];

export const ALL_COMMANDS: readonly FormattingCommand[] = [
  ...COMMANDS.filter((command) => command !== null),
  ...OTHER_COMMANDS,
];

/** The shortcuts of all commands. */
export const KEY_BINDINGS: readonly KeyBinding[] = ALL_COMMANDS.flatMap(({ keys, run }) =>
  keys.map((key) => ({ key, run, preventDefault: true })),
);

/** How many columns and rows a table has of which nobody has said how large it is to be. */
const USUAL_SIZE = 3;

/** Inserts a table of the size that the writer picks. */
function insertTableOfSomeSize(view: EditorView): boolean {
  if (view.state.readOnly || isInTable(view.state)) {
    return false;
  }
  const insert = (columns: number, rows: number) => {
    insertTable(columns, rows)(view);
  };
  import('../formatting/table-picker.lazy.js').then(
    ({ pickTable }) => {
      pickTable(view, USUAL_SIZE, insert);
    },
    (error: unknown) => {
      console.warn('The size of a table cannot be picked.', error);
      insert(USUAL_SIZE, USUAL_SIZE);
    },
  );
  return true;
}

type CommandName = MessageKey extends infer Key
  ? Key extends `toolbar.${infer Name}`
    ? Name
    : never
  : never;

function command(
  id: CommandName,
  keys: readonly string[],
  run: StateCommand,
  isActive?: (state: EditorState) => boolean,
): FormattingCommand {
  return { id, label: `toolbar.${id}`, keys, run, ...(isActive === undefined ? {} : { isActive }) };
}

function inline(id: CommandName, keys: readonly string[], style: InlineStyle): FormattingCommand {
  return command(id, keys, toggleStyle(style), (state) => hasStyle(state, style));
}

function lines(id: CommandName, keys: readonly string[], style: LineStyle): FormattingCommand {
  return command(id, keys, toggleLines(style), (state) => hasLineStyle(state, style));
}

function tableCommand(id: CommandName, edit: TableEdit): FormattingCommand {
  return { ...command(id, [], editTable(edit)), isEnabled: isInTable };
}

function isIn(state: EditorState, name: string): boolean {
  return enclosing(state, state.selection.main, name) !== undefined;
}
