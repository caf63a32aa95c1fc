import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, type Join, toMarkdown } from 'mdast-util-to-markdown';
import type { Heading, Nodes, Paragraph, Table, TableCell, Text } from 'mdast';
import { formatTable } from '../formatting/table.js';
import { withoutIdleEscapes } from './escapes.js';

const tables = gfmTableToMarkdown();
const tasks = gfmTaskListItemToMarkdown();
const toParagraph = tasks.handlers?.paragraph ?? defaultHandlers.paragraph;

/** Escapes are judged within the block that holds them: nothing pairs across its end. */
const paragraph: Handle = (node: Paragraph, parent, state, info) => {
  const isItems = parent?.type === 'listItem' && parent.children[0] === node;
  const bullet = state.bulletCurrent ?? '-';
  // spec, 5.2: the marker of a list; what is behind a bullet can be a thematic break with it.
  const opening = !isItems ? '' : /[.)]/.test(bullet) ? '1. ' : `${bullet} `;
  return withoutIdleEscapes(toParagraph(node, parent, state, info), { opening, isCell: false });
};

/**
 * The library escapes no underscore within a word, for which it takes characters beyond the BMP: to the
 * engine, most of them are punctuation characters.
 */
const text: Handle = (node: Text, parent, state, info) =>
  defaultHandlers
    .text(node, parent, state, info)
    .replace(
      /(\\[^])|(?<=[\u{10000}-\u{10ffff}]_*)_|_(?=_*[\u{10000}-\u{10ffff}])/gu,
      (_, escape: string | undefined) => escape ?? '\\_',
    );

const heading: Handle = (node: Heading, parent, state, info) =>
  withoutIdleEscapes(defaultHandlers.heading(node, parent, state, info), {
    opening: '',
    isCell: false,
  });

const tableCell: Handle = (node: TableCell, _parent, state, info) => {
  const exit = state.enter('tableCell');
  const exitPhrasing = state.enter('phrasing');
  const content = state.containerPhrasing(node, { ...info, before: ' ', after: ' ' });
  exitPhrasing();
  exit();
  return withoutIdleEscapes(content, { opening: 'x ', isCell: true });
};

const table: Handle = (node: Table, _parent, state, info) => {
  const exit = state.enter('table');
  const rows = node.children.map((row) =>
    row.children.map((each) => tableCell(each, row, state, info)),
  );
  exit();
  const alignments = (node.align ?? []).map((alignment) => alignment ?? undefined);
  return formatTable({ rows, alignments }).join('\n');
};

/** A table would go on with the text that a list or quote before it ends with (spec, 5.1: laziness). */
const join: Join = (left, right) => {
  let tail: Nodes = left;
  while ('children' in tail && tail.type !== 'paragraph' && tail.children.length > 0) {
    tail = tail.children.at(-1) ?? tail;
  }
  return right.type === 'table' && left !== tail && tail.type === 'paragraph' ? 1 : undefined;
};

/** Writes Markdown in the form that the editor's own commands write. */
export function serialize(node: Nodes): string {
  return toMarkdown(node, {
    bullet: '-',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
    extensions: [
      gfmStrikethroughToMarkdown(),
      tables,
      tasks,
      { join: [join], handlers: { text, paragraph, heading, table, tableCell } },
    ],
  }).trimEnd();
}
