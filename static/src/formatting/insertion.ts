import {
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import { enclosing } from '../codemirror/syntax-nodes.js';

const URL_TEXT = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Makes each selection a link, or an image; one at the caret becomes its text again. */
export function toggleLink(kind: 'Link' | 'Image'): StateCommand {
  const opening = kind === 'Link' ? '[' : '![';
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const update = state.changeByRange((range) => {
      const node = enclosing(state, range, kind);
      if (node !== undefined) {
        const source = state.sliceDoc(node.from, node.to);
        const text = /^!?\[([^]*?)\](?:\(|\[|$)/.exec(source)?.[1] ?? source;
        return {
          changes: { from: node.from, to: node.to, insert: text },
          range: EditorSelection.range(node.from, node.from + text.length),
        };
      }
      const selected = state.sliceDoc(range.from, range.to);
      const isURL = URL_TEXT.test(selected);
      const text = isURL ? '' : selected;
      const destination = isURL ? selected : 'url';
      const textStart = range.from + opening.length;
      const destinationStart = textStart + text.length + 2;
      return {
        changes: {
          from: range.from,
          to: range.to,
          insert: `${opening}${text}](${destination})`,
        },
        // Selects the part that the user has to type next.
        range:
          text === ''
            ? EditorSelection.cursor(textStart)
            : EditorSelection.range(destinationStart, destinationStart + destination.length),
      };
    });
    dispatch(state.update(update, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

/** Makes the selected lines a block of code; takes the fences away where the caret is in one. */
export const toggleCodeBlock: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) {
    return false;
  }
  const { main } = state.selection;
  const node = enclosing(state, main, 'FencedCode');
  if (node !== undefined) {
    const first = state.doc.lineAt(node.from);
    const last = state.doc.lineAt(node.to);
    const isClosed = last.number > first.number && /^ {0,3}(?:`{3,}|~{3,})[ \t]*$/.test(last.text);
    dispatch(
      state.update({
        changes: [
          { from: first.from, to: Math.min(first.to + 1, state.doc.length) },
          ...(isClosed ? [{ from: Math.max(last.from - 1, first.to + 1), to: last.to }] : []),
        ],
        userEvent: 'input.format',
      }),
    );
    return true;
  }
  const first = state.doc.lineAt(main.from);
  const last = state.doc.lineAt(main.to);
  const code = state.sliceDoc(first.from, last.to);
  // spec, 4.5: a fence is closed by one that is at least as long
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  dispatch(
    state.update({
      changes: [
        { from: first.from, insert: `${fence}\n` },
        { from: last.to, insert: `\n${fence}` },
      ],
      selection: EditorSelection.range(
        main.anchor + fence.length + 1,
        main.head + fence.length + 1,
      ),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Puts a thematic break behind the line with the caret. */
export const insertRule: StateCommand = insertBlock('---', (from, length) =>
  EditorSelection.cursor(from + length),
);

/** The start of each new heading. Empty cells are as wide, so that there is something to see. */
const CELL = 'Column';

/**
 * Puts a table behind the line with the caret, and selects its first heading.
 *
 * @param rows with that of the headings
 */
export function insertTable(columns: number, rows: number): StateCommand {
  const row = (cell: (column: number) => string) =>
    `| ${Array.from({ length: columns }, (_, column) => cell(column)).join(' | ')} |`;
  const heading = (column: number) => `${CELL} ${String(column + 1)}`;
  const width = heading(columns).length;
  const table = [
    row((column) => heading(column).padEnd(width)),
    row(() => '-'.repeat(width)),
    ...Array.from({ length: rows - 1 }, () => row(() => ' '.repeat(width))),
  ].join('\n');
  return insertBlock(table, (from) =>
    EditorSelection.range(from + 2, from + 2 + heading(0).length),
  );
}

/** A block stands alone: with a blank line on either side. */
function insertBlock(
  block: string,
  select: (from: number, length: number) => SelectionRange,
): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const line = state.doc.lineAt(state.selection.main.head);
    const before = isBlank(state, line.number)
      ? isBlank(state, line.number - 1)
        ? ''
        : '\n'
      : '\n\n';
    const after = isBlank(state, line.number + 1) && line.number < state.doc.lines ? '\n' : '\n\n';
    const from = line.to + before.length;
    dispatch(
      state.update({
        changes: { from: line.to, insert: before + block + after },
        selection: EditorSelection.create([select(from, block.length + after.length)]),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

/** Beyond the first and the last one, all lines are blank. */
function isBlank(state: EditorState, number: number): boolean {
  return number < 1 || number > state.doc.lines || state.doc.line(number).text.trim() === '';
}
