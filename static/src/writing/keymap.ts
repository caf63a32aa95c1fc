import { emacsStyleKeymap, redo, selectAll, standardKeymap, undo } from '@codemirror/commands';
import { EditorSelection, type Extension, Prec } from '@codemirror/state';
import {
  EditorView,
  type KeyBinding,
  keymap,
  type PluginValue,
  ViewPlugin,
} from '@codemirror/view';
import { matchesShortcut } from '../keys/shortcut.js';

/*
 * The keys of a text area, and no more. Of CodeMirror's `defaultKeymap`, these are left out:
 *
 * - Mod-Enter (blank line): it submits forms, and belongs to the host page.
 * - Mod-/, Alt-Shift-a (comments): Ctrl+Shift+7 is Ctrl+/ on many layouts, and Markdown has no comments.
 * - Mod-Shift-k (delete line): it is next to Ctrl+K, and deletes a paragraph.
 * - Mod-[, Mod-], Mod-Alt-\ (indent): four spaces turn a paragraph into code; Cmd+[ goes back on a Mac.
 * - Alt-ArrowLeft, Alt-ArrowRight (move by syntax): they are the browser's Back and Forward.
 * - Shift-Alt-ArrowUp, Shift-Alt-ArrowDown (copy lines), Mod-Alt-ArrowUp, Mod-Alt-ArrowDown (more
 *   cursors): they are next to the keys that move a line, and screen readers read tables with them.
 * - Mod-i, Alt-l, Mod-Shift-\ (select syntax or line, matching bracket): Ctrl+I is italic, Alt+L opens a
 *   menu or types a letter.
 * - Alt-Shift-m on a Mac (Tab leaves): it types a letter.
 * - Mod-u, Alt-u of `historyKeymap` (undo a selection): Ctrl+U is the browser's, or underlines elsewhere.
 */

/** Named keys, which are the same on every layout. */
const namedKeys: readonly KeyBinding[] = [
  // Moving, selecting, deleting and breaking lines, as each system does it. The keys that move by lines or
  // words go through CodeMirror, because most of a long text is not in the DOM.
  ...standardKeymap.filter(({ key, mac }) => !isCharacter(key ?? mac ?? '')),
  // A text area on a Mac has these as well: they are the system's.
  ...emacsStyleKeymap.map(({ key, run, shift }) => ({
    ...(key === undefined ? {} : { mac: key }),
    ...(run === undefined ? {} : { run }),
    ...(shift === undefined ? {} : { shift }),
  })),
  // Escape is used only to leave several selections. Otherwise it belongs to a dialog around the editor.
  { key: 'Escape', run: keepMainSelection, stopPropagation: true },
];

/** Keys that type a character without a modifier. */
const characterKeys: readonly KeyBinding[] = [
  { key: 'Mod-a', run: selectAll },
  { key: 'Mod-z', run: undo, preventDefault: true },
  { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  { key: 'Mod-y', run: redo, preventDefault: true },
];

/**
 * The keys of a text area, and shortcuts.
 *
 * @param shortcuts come first; each has a `key` in CodeMirror's notation
 * @param named come before the keys of a text area, and may pass a key on to them
 */
export function textAreaKeys(
  shortcuts: readonly KeyBinding[],
  named: readonly KeyBinding[],
): Extension {
  return [
    shortcutKeys([...shortcuts, ...characterKeys]),
    keymap.of([...named, ...namedKeys]),
    onlySelectedIsCopied,
  ];
}

/**
 * Runs commands by shortcuts of characters. CodeMirror's own matching tries a US layout as well, and so ran
 * another command than the one meant.
 */
function shortcutKeys(bindings: readonly KeyBinding[]): Extension {
  return Prec.high(
    EditorView.domEventHandlers({
      keydown(event, view) {
        const binding = boundTo(event, bindings);
        if (binding === undefined) {
          return false;
        }
        return binding.run?.(view) === true || binding.preventDefault === true;
      },
    }),
  );
}

function boundTo(event: KeyboardEvent, bindings: readonly KeyBinding[]): KeyBinding | undefined {
  // Most key presses type a character, and are no shortcut.
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    return undefined;
  }
  return bindings.find(({ key }) => key !== undefined && matchesShortcut(event, key));
}

/** CodeMirror copies and cuts the whole line when nothing is selected; a text area does nothing. */
const onlySelectedIsCopied = ViewPlugin.define((view): PluginValue => {
  const keep = (event: Event): void => {
    const isInText = event.composedPath().includes(view.contentDOM);
    if (isInText && view.state.selection.ranges.every(({ empty }) => empty)) {
      // Not `preventDefault`, which would empty the clipboard.
      event.stopPropagation();
    }
  };
  for (const type of ['copy', 'cut']) {
    view.dom.addEventListener(type, keep, { capture: true });
  }
  return {
    destroy() {
      for (const type of ['copy', 'cut']) {
        view.dom.removeEventListener(type, keep, { capture: true });
      }
    },
  };
});

function keepMainSelection(view: EditorView): boolean {
  const { ranges, main } = view.state.selection;
  if (ranges.length === 1) {
    return false;
  }
  view.dispatch({ selection: EditorSelection.single(main.anchor, main.head) });
  return true;
}

function isCharacter(binding: string): boolean {
  return (binding.split(/-(?!$)/).at(-1) ?? '').length === 1;
}
