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
  type LinePlace,
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
  if (enclosing(state, main, 'FrontMatter') !== undefined) {
    return false;
  }
  const node = enclosing(state, main, 'FencedCode');
  if (node !== undefined) {
    dispatch(state.update({ changes: withoutFences(state, node), userEvent: 'input.format' }));
    return true;
  }
  const { containers, from, to } = blocksOf(state);
  const prefix = linePrefix(containers);
  const fence = fenceFor(state.sliceDoc(from, to));
  const indented = enclosing(state, main, 'CodeBlock');
  if (indented !== undefined) {
    dispatch(state.update({ changes: fenced(state, indented), userEvent: 'input.format' }));
    return true;
  }
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

/** spec, 4.5: a fence is closed by one that is at least as long. */
function fenceFor(code: string): string {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map(({ length }) => length));
  return '`'.repeat(longest + 1);
}

/** Puts fences around code that is indented, instead of its indentation (spec, 4.4). */
function fenced(state: EditorState, node: SyntaxNode): ChangeSpec[] {
  const places = linesOf(state, node).map((line) => linePlace(state, line));
  const first = places[0];
  const prefix = linePrefix(first?.containers ?? []);
  const fence = fenceFor(state.sliceDoc(node.from, node.to));
  const startOf = ({ line, parts }: LinePlace) => parts.at(-1)?.to ?? line.from;
  return [
    { from: first === undefined ? node.from : startOf(first), insert: `${fence}\n${prefix}` },
    ...places.map((place) => {
      const from = startOf(place);
      const indentation =
        /^(?: {4}| {0,3}\t?)/.exec(state.sliceDoc(from, place.line.to))?.[0] ?? '';
      return { from, to: from + indentation.length };
    }),
    { from: node.to, insert: `\n${prefix}${fence}` },
  ];
}

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

/** The title of a new collapsible section, which the user has to replace. */
const SUMMARY = 'Summary';

/** Puts a collapsible section behind the line with the caret, and selects its title. */
export const insertDetails: StateCommand = insertBlock(
  `<details><summary>${SUMMARY}</summary>\n\n…\n\n</details>`,
  (from) => {
    const start = from + '<details><summary>'.length;
    return EditorSelection.range(start, start + SUMMARY.length);
  },
);

/** The text of a new alert, which the user has to replace. */
const ALERT = 'Text';

/** Puts an alert behind the line with the caret, and selects its text; to be run where `mayHaveAlert`. */
export const insertAlert: StateCommand = insertBlock(`> [!NOTE]\n> ${ALERT}`, (from) => {
  const start = from + '> [!NOTE]\n> '.length;
  return EditorSelection.range(start, start + ALERT.length);
});

/** Returns whether a block at the caret is in no other, as an alert has to be. */
export function mayHaveAlert(state: EditorState): boolean {
  return caretPlace(state).containers.length === 0;
}

/** The TeX of a new formula, which the user has to replace. */
const TEX = 'x';

const insertFormulaBlock = insertBlock(`$$\n${TEX}\n$$`, (from) =>
  EditorSelection.range(from + '$$\n'.length, from + '$$\n'.length + TEX.length),
);

/** Puts dollars around a selection within a line; else a formula behind it. To be run where `isMarkdown`. */
export const insertFormula: StateCommand = (target) => {
  const { state, dispatch } = target;
  const { from, to } = state.selection.main;
  const selected = state.sliceDoc(from, to);
  const tex = selected.trim();
  if (tex === '' || tex.includes('\n')) {
    return insertFormulaBlock(target);
  }
  if (state.readOnly) {
    return false;
  }
  const start = from + selected.length - selected.trimStart().length;
  dispatch(
    state.update({
      changes: [
        { from: start, insert: '$' },
        { from: start + tex.length, insert: '$' },
      ],
      selection: EditorSelection.range(start + 1, start + 1 + tex.length),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Returns whether the text at the caret is Markdown. */
export function isMarkdown(state: EditorState): boolean {
  const leaf = leafOf(state, caretPlace(state));
  return leaf === undefined || !LITERAL.includes(leaf.name);
}

/** Puts a reference behind the selection, and its footnote at the end of the text, with the caret. */
export const insertFootnote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly || !mayHaveFootnote(state)) {
    return false;
  }
  const { doc } = state;
  const text = doc.toString();
  let number = 1;
  while (text.includes(`[^${String(number)}]`)) {
    number++;
  }
  const reference = `[^${String(number)}]`;
  const { to } = state.selection.main;
  const hasText = (line: number) => isText(state, line) || doc.lineAt(to).number === line;
  const before = hasText(doc.lines) ? '\n\n' : hasText(doc.lines - 1) ? '\n' : '';
  const footnote = `${before}${reference}: `;
  dispatch(
    state.update({
      changes: [
        { from: to, insert: reference },
        { from: doc.length, insert: footnote },
      ],
      selection: EditorSelection.cursor(doc.length + reference.length + footnote.length),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Returns whether a reference at the caret is one, and a block at the end of the text one of its own. */
export function mayHaveFootnote(state: EditorState): boolean {
  const last = leafOf(state, linePlace(state, state.doc.line(state.doc.lines)));
  const isOpenCode = last?.name === 'FencedCode' && last.getChildren('CodeMark').length < 2;
  return isMarkdown(state) && !isOpenCode;
}

/** The blocks whose text is no Markdown. */
const LITERAL: readonly string[] = [
  'FencedCode',
  'CodeBlock',
  'FormulaBlock',
  'FrontMatter',
  'HTMLBlock',
  'CommentBlock',
  'ProcessingInstructionBlock',
  'LinkReference',
];

function caretPlace(state: EditorState): LinePlace {
  return linePlace(state, state.doc.lineAt(state.selection.main.head));
}

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
    const place = caretPlace(state);
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
    const indented = block.replaceAll(/\n(.*)/g, (_, line: string) =>
      line === '' ? `\n${blank}` : `\n${prefix}${line}`,
    );
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
