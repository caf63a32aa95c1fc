import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { enclosing } from '../codemirror/syntax-nodes.js';
import {
  commonContainers,
  type Container,
  leafOf,
  linePlace,
  linePrefix,
  linesOf,
  type Stretch,
} from './containers.js';
import { isText } from './list-edits.js';

/** Makes the selected lines a block of code; takes the fences away where the caret is in one. */
export const toggleCodeBlock: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) {
    return false;
  }
  const { main } = state.selection;
  const node = enclosing(state, main, 'FencedCode');
  if (node !== undefined) {
    dispatch(state.update({ changes: withoutFences(state, node), userEvent: 'input.format' }));
    return true;
  }
  const { containers, from, to } = blocksOf(state);
  const prefix = linePrefix(containers);
  const code = state.sliceDoc(from, to);
  // spec, 4.5: a fence is closed by one that is at least as long
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  dispatch(
    state.update({
      changes: [
        { from, insert: `${fence}\n${prefix}` },
        { from: to, insert: `\n${prefix}${fence}` },
      ],
      selection: EditorSelection.range(
        Math.max(main.anchor, from) + fence.length + 1 + prefix.length,
        Math.max(main.head, from) + fence.length + 1 + prefix.length,
      ),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Deletes the lines of the fences; an opening one behind a marker leaves that to the code. */
function withoutFences(state: EditorState, node: SyntaxNode): ChangeSpec[] {
  const first = state.doc.lineAt(node.from);
  const last = state.doc.lineAt(node.to);
  const isClosed = node.getChildren('CodeMark').length > 1;
  const second =
    first.number < state.doc.lines ? linePlace(state, state.doc.line(first.number + 1)) : undefined;
  const codeFrom =
    second === undefined || last.number === first.number
      ? first.to
      : (second.parts.at(-1)?.to ?? second.line.from);
  return [
    { from: node.from, to: Math.min(codeFrom, last.to) },
    ...(isClosed ? [{ from: Math.max(last.from - 1, codeFrom), to: last.to }] : []),
  ];
}

/** The selected lines, as far as blocks that are more than text are selected whole, and the containers of all. */
function blocksOf(state: EditorState): Stretch & { readonly containers: readonly Container[] } {
  const { main } = state.selection;
  const places = linesOf(state, main).map((line) => linePlace(state, line));
  const containers = places.map((place) => place.containers).reduce(commonContainers);
  const depth = containers.length;
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined) {
    return { containers, from: main.from, to: main.to };
  }
  const contentFrom =
    depth === first.containers.length
      ? first.contentFrom
      : (first.parts[depth - 1]?.to ?? first.line.from);
  return {
    containers,
    from: Math.min(contentFrom, first.containers[depth]?.node.from ?? contentFrom),
    to: Math.max(last.line.to, last.containers[depth]?.node.to ?? last.line.to),
  };
}

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

/** A block stands alone, with a blank line on either side, in the containers of the line with the caret. */
function insertBlock(
  block: string,
  select: (from: number, length: number) => SelectionRange,
): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const place = linePlace(state, state.doc.lineAt(state.selection.main.head));
    const leaf = leafOf(state, place);
    // Behind the line of a paragraph, but behind the whole of a block that it would break.
    const line =
      leaf === undefined || leaf.name === 'Paragraph' || leaf.name === 'Task'
        ? place.line
        : state.doc.lineAt(leaf.to);
    const prefix = linePrefix(place.containers);
    const blank = prefix.trimEnd();
    const isAlone = !isText(state, line.number);
    const before = !isAlone
      ? `\n${blank}\n${prefix}`
      : !isText(state, line.number - 1)
        ? prefix.slice(line.text.length)
        : `\n${prefix}`;
    const indented = block.replaceAll('\n', `\n${prefix}`);
    const isLast = isText(state, line.number + 1) || line.number === state.doc.lines;
    const after = isLast ? `\n${blank}\n${prefix}` : `\n${prefix}`;
    const from = line.to + before.length;
    dispatch(
      state.update({
        changes: { from: line.to, insert: before + indented + after },
        selection: EditorSelection.create([select(from, indented.length + after.length)]),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}
