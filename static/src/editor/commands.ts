import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import type { EditorState } from '@codemirror/state';
import { EditorView, type KeyBinding } from '@codemirror/view';
import { hasExtension } from '../codemirror/markdown-language.js';
import { enclosing } from '../codemirror/syntax-nodes.js';
import { tell } from '../codemirror/tell.js';
import { message, type MessageKey } from '../language/catalogue.js';
import {
  insertAlert,
  insertDetails,
  insertFootnote,
  insertFormula,
  insertRule,
  insertTable,
  isMarkdown,
  mayHaveAlert,
  mayHaveFootnote,
  toggleCodeBlock,
} from '../formatting/insertion.js';
import { toggleLink } from '../formatting/link.js';
import { hasStyle, toggleStyle } from '../formatting/inline-style.js';
import { leaveBlock } from '../formatting/leave-block.js';
import {
  BOLD,
  CODE,
  HIGHLIGHT,
  type InlineStyle,
  ITALIC,
  STRIKETHROUGH,
} from '../formatting/styles.js';
import { insertPictures } from '../paste/insert-pictures.js';
import { canKeepPlain, keepPlain } from '../paste/keep-plain.js';
import { pictureHost } from '../pictures/picture-host.js';
import { searching } from '../writing/search.js';
import { TAB_FOCUS_KEY, toggleTabFocus } from '../writing/tab-focus.js';
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

/** A command on the text, run by a button, a shortcut or its name. */
export interface FormattingCommand extends SurfaceCommand {
  readonly id: CommandName;
  /** In the notation of CodeMirror's key maps; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** SVG path data in a 24 × 24 view box, stroked with a width of 2; a button without it shows the label. */
  readonly icon?: string;
}

type CommandName = MessageKey extends infer Key
  ? Key extends `toolbar.${infer Name}`
    ? Name
    : never
  : never;

/** A command of the usual toolbar, which has an icon. */
type ToolbarCommand = FormattingCommand & { readonly icon: string };

const HEADINGS = ['heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6'] as const;

/** Commands in toolbar order; null is a gap. The label of each is the message `toolbar.` plus its id. */
export const COMMANDS: readonly (ToolbarCommand | null)[] = [
  {
    id: 'heading',
    icon: 'M6 5v14M18 5v14M6 12h12',
    keys: ['Mod-Alt-0'],
    run: cycleHeading,
    isActive: (state) => HEADINGS.some((style) => hasLineStyle(state, style)),
  },
  {
    id: 'bold',
    icon: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
    keys: ['Mod-b'],
    ...inline(BOLD),
  },
  {
    id: 'italic',
    icon: 'M11 5h7M6 19h7M14.5 5l-5 14',
    keys: ['Mod-i'],
    ...inline(ITALIC),
  },
  {
    id: 'strikethrough',
    icon: 'M4 12h16M16.5 7.5C15.5 5.5 14 5 12 5c-3 0-4.5 1.5-4.5 3.2M7 16c.8 2 2.5 3 5 3 3 0 5-1.3 5-3.5 0-1-.3-1.8-1-2.5',
    keys: ['Mod-Shift-x'],
    ...inline(STRIKETHROUGH),
  },
  {
    id: 'code',
    icon: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
    keys: ['Mod-e'],
    ...inline(CODE),
  },
  null,
  {
    id: 'link',
    icon: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
    keys: ['Mod-k'],
    run: toggleLink('Link'),
    isActive: isIn('Link'),
  },
  {
    id: 'image',
    icon: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
    keys: ['Mod-Shift-i'],
    run: insertImage,
    isActive: isIn('Image'),
  },
  null,
  {
    id: 'quote',
    icon: 'M5 6v12M10 8h10M10 12h10M10 16h6',
    keys: ['Mod-Shift-.', 'Mod-Shift-9'],
    ...lines('quote'),
  },
  {
    id: 'bulletedList',
    icon: 'M10 6h10M10 12h10M10 18h10M5 6h.01M5 12h.01M5 18h.01',
    keys: ['Mod-Shift-8'],
    ...lines('bulletedList'),
  },
  {
    id: 'numberedList',
    icon: 'M11 6h9M11 12h9M11 18h9M4 5h1.5v4M4 9h3M4 14.5c0-1.3 2.5-1.3 2.5.2C6.5 16 4 17 4 18.5h3',
    keys: ['Mod-Shift-7'],
    ...lines('numberedList'),
  },
  {
    id: 'taskList',
    icon: 'M12 6h8M12 12h8M12 18h8M3.5 6l1.5 1.5L8 4.5M3.5 15h4v4h-4z',
    keys: ['Mod-Shift-l'],
    ...lines('taskList'),
  },
  null,
  {
    id: 'table',
    icon: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
    keys: ['Mod-Alt-t'],
    run: insertTableOfSomeSize,
    isEnabled: (state) => !isInTable(state),
  },
  {
    id: 'codeBlock',
    icon: 'M4 5h16v14H4zM10 9l-3 3 3 3M14 9l3 3-3 3',
    keys: ['Mod-Alt-c'],
    run: toggleCodeBlock,
    isActive: isIn('FencedCode'),
  },
  {
    id: 'rule',
    icon: 'M4 12h16',
    keys: ['Mod-Alt-r'],
    run: insertRule,
  },
  null,
  {
    id: 'undo',
    icon: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4',
    keys: ['Mod-z'],
    run: undo,
    isEnabled: (state) => undoDepth(state) > 0,
  },
  {
    id: 'redo',
    icon: 'M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4',
    keys: ['Mod-y', 'Mod-Shift-z'],
    run: redo,
    isEnabled: (state) => redoDepth(state) > 0,
  },
];

/** Commands without a button in the usual toolbar. */
const OTHER_COMMANDS: readonly FormattingCommand[] = [
  ...HEADINGS.map((id) => ({ id, keys: [`Mod-Alt-${id.slice(-1)}`], ...lines(id) })),
  { id: 'details', keys: [], run: insertDetails },
  { id: 'alert', keys: [], run: insertAlert, isEnabled: mayHaveAlert },
  { id: 'footnote', keys: [], run: insertFootnote, isEnabled: mayHaveFootnote },
  {
    id: 'formula',
    keys: [],
    run: insertFormula,
    isEnabled: (state) => hasExtension(state, 'formulas') && isMarkdown(state),
  },
  {
    id: 'highlight',
    keys: [],
    ...inline(HIGHLIGHT),
    isEnabled: (state) => hasExtension(state, 'marks'),
  },
  { id: 'editImage', keys: [], run: editImage, isEnabled: isIn('Image') },
  { id: 'tableAddRowBelow', keys: [], ...inTable(addRowBelow) },
  { id: 'tableAddRowAbove', keys: [], ...inTable(addRowAbove) },
  { id: 'tableRemoveRow', keys: [], ...inTable(removeRow) },
  { id: 'tableAddColumnAfter', keys: [], ...inTable(addColumnAfter) },
  { id: 'tableAddColumnBefore', keys: [], ...inTable(addColumnBefore) },
  { id: 'tableRemoveColumn', keys: [], ...inTable(removeColumn) },
  { id: 'tableAlignLeft', keys: [], ...inTable(align('left')) },
  { id: 'tableAlignCenter', keys: [], ...inTable(align('center')) },
  { id: 'tableAlignRight', keys: [], ...inTable(align('right')) },
  { id: 'tableTidy', keys: [], ...inTable(tidy) },
  // Word processors move paragraphs with Alt+Shift; editors of text with Alt.
  { id: 'moveUp', keys: ['Alt-ArrowUp'], run: rare('moveUp') },
  { id: 'moveDown', keys: ['Alt-ArrowDown'], run: rare('moveDown') },
  // Ctrl+Enter belongs to the host page, and pages that listen for it seldom look at Shift.
  { id: 'leaveBlock', keys: ['Alt-Enter'], run: leaveBlock },
  { id: 'selectBlock', keys: ['Mod-Shift-a'], run: rare('selectBlock') },
  { id: 'tellPlace', keys: ['Mod-Alt-v'], run: rare('tellPlace') },
  { id: 'keepPlain', keys: ['Mod-Alt-k'], run: keepPlain, isEnabled: canKeepPlain },
  { id: 'find', keys: ['Mod-f'], run: searching('openSearchPanel') },
  { id: 'goToLine', keys: ['Mod-Alt-g'], run: searching('gotoLine') },
  { id: 'tabFocus', keys: [TAB_FOCUS_KEY], run: toggleTabFocus },
];

export const ALL_COMMANDS: readonly FormattingCommand[] = [
  ...COMMANDS.filter((command) => command !== null),
  ...OTHER_COMMANDS,
];

/** The shortcuts of all commands. */
export const KEY_BINDINGS: readonly KeyBinding[] = ALL_COMMANDS.flatMap(({ keys, run }) =>
  keys.map((key) => ({ key, run, preventDefault: true })),
);

/** The number of columns and rows of a table whose size the user has not chosen. */
const USUAL_SIZE = 3;

/** Inserts a table of the size that the user picks. */
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

/** Opens a menu for pictures, or for the one at the caret; makes an image of a selection, or text again. */
function insertImage(view: EditorView): boolean {
  const { state } = view;
  const { main, ranges } = state.selection;
  if (state.readOnly || !main.empty || ranges.length > 1) {
    return toggleLink('Image')(view);
  }
  const insertLink = () => {
    toggleLink('Image')(view);
  };
  import('./picture-menu.lazy.js').then(
    ({ openPictureMenu }) =>
      openPictureMenu(view, {
        insertLink,
        insertFiles: (files) => void insertPictures(view, files),
        edit: isIn('Image')(state) && (() => editImage(view)),
      }),
    (error: unknown) => {
      console.warn('The menu for images could not be loaded.', error);
      insertLink();
    },
  );
  return true;
}

/** Opens the image of a chip, which a single click puts the caret beside. Fingers tap once. */
export const chipsOpen = EditorView.domEventHandlers({
  dblclick: ({ target }, view) =>
    (target as Element).closest('.cm-data') !== null && editImage(view),
  click: (event, view) => {
    const chip = (event.target as Element).closest('.cm-data');
    if (chip === null || event.pointerType !== 'touch') {
      return false;
    }
    // The browser may not have moved the caret yet.
    view.dispatch({ selection: { anchor: view.posAtDOM(chip) } });
    return editImage(view);
  },
});

/** Opens the dialog for the image at the caret. */
function editImage(view: EditorView): boolean {
  import('../picture-dialog/picture-dialog.lazy.js').then(
    ({ openPictureDialog }) =>
      openPictureDialog(
        view,
        () => enclosing(view.state, view.state.selection.main, 'Image'),
        pictureHost(view),
      ),
    (error: unknown) => {
      console.warn('The dialog for images could not be loaded.', error);
      tell(view, message('paste.imagesUnavailable'));
    },
  );
  return true;
}

/** A command that is loaded when it is run. */
function rare(
  name: keyof typeof import('../formatting/rare-commands.lazy.js'),
): (view: EditorView) => boolean {
  return (view) => {
    import('../formatting/rare-commands.lazy.js').then(
      (commands) => commands[name](view),
      (error: unknown) => {
        console.warn('A command could not be loaded.', error);
        tell(view, message('command.failed'));
      },
    );
    return true;
  };
}

function inline(style: InlineStyle): SurfaceCommand {
  return { run: toggleStyle(style), isActive: (state) => hasStyle(state, style) };
}

function lines(style: LineStyle): SurfaceCommand {
  return { run: toggleLines(style), isActive: (state) => hasLineStyle(state, style) };
}

function inTable(edit: TableEdit): SurfaceCommand {
  return { run: editTable(edit), isEnabled: isInTable };
}

function isIn(node: string): (state: EditorState) => boolean {
  return (state) => enclosing(state, state.selection.main, node) !== undefined;
}
