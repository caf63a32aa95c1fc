import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, toMarkdown } from 'mdast-util-to-markdown';
import type { Root, Table, TableCell } from 'mdast';
import { formatTable } from '../formatting/table.js';
import { withoutIdleEscapes } from './escapes.js';

const tables = gfmTableToMarkdown();
const tasks = gfmTaskListItemToMarkdown();

/** Escapes are judged within the block that holds them: nothing pairs across its end. */
function judged(handle: Handle): Handle {
  return (node, parent, state, info) => withoutIdleEscapes(handle(node, parent, state, info));
}

const paragraph = judged(tasks.handlers?.paragraph ?? defaultHandlers.paragraph);
const heading = judged(defaultHandlers.heading);

const cell: Handle = (node: TableCell, _parent, state, info) => {
  const exit = state.enter('tableCell');
  const exitPhrasing = state.enter('phrasing');
  const text = state.containerPhrasing(node, { ...info, before: ' ', after: ' ' });
  exitPhrasing();
  exit();
  return withoutIdleEscapes(text);
};

const table: Handle = (node: Table, _parent, state, info) => {
  const exit = state.enter('table');
  const rows = node.children.map((row) => row.children.map((each) => cell(each, row, state, info)));
  exit();
  const alignments = (node.align ?? []).map((alignment) => alignment ?? undefined);
  return formatTable({ rows, alignments }).join('\n');
};

/** Writes Markdown in the form that the editor's own commands write. */
export function serialize(root: Root): string {
  return toMarkdown(root, {
    bullet: '-',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
    extensions: [
      gfmStrikethroughToMarkdown(),
      tables,
      tasks,
      { handlers: { paragraph, heading, table } },
    ],
  }).trimEnd();
}
