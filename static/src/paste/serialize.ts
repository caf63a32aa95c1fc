import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, type Join, toMarkdown } from 'mdast-util-to-markdown';
import type { Blockquote, Heading, Nodes, Paragraph, Parents, Table, TableCell, Text } from 'mdast';
import { formatTable } from '../formatting/table.js';
import { constructs } from './construct-markdown.js';
import { type BlockPlace, withoutIdleEscapes } from './escapes.js';
import { withMarks } from './nested-marks.js';
import type { WrittenDialect } from './normalize/dialect.js';

const tables = gfmTableToMarkdown();
const tasks = gfmTaskListItemToMarkdown();
const toParagraph = tasks.handlers?.paragraph ?? defaultHandlers.paragraph;

const MAX_BMP = 0xffff;

const BLOCK: BlockPlace = { opening: '', indent: '', closing: '', isCell: false };

/** Escapes are judged within the block that holds them: nothing pairs across its end. */
function paragraphs(dialect: WrittenDialect, isBehindTerm: boolean): Handle {
  return (node: Paragraph, parent, state, info) => {
    const source = withMarks(node, dialect, () => toParagraph(node, parent, state, info));
    const bullet = state.bulletCurrent ?? '-';
    const place = placeOf({ node, parent, stack: state.stack, bullet, isBehindTerm }, dialect);
    return withoutIdleEscapes(source, place, dialect);
  };
}

interface ParagraphPlace {
  readonly node: Paragraph;
  readonly parent: Parents | undefined;
  /** The names of the constructs around it. */
  readonly stack: readonly string[];
  readonly bullet: string;
  /** True if the document has a paragraph before all that is written. */
  readonly isBehindTerm: boolean;
}

function placeOf(place: ParagraphPlace, { extensions }: WrittenDialect): BlockPlace {
  const { node, parent, stack, bullet } = place;
  const siblings: readonly Nodes[] = parent?.children ?? [];
  const index = siblings.indexOf(node);
  if (parent?.type === 'listItem' && index === 0) {
    // spec, 5.2: the marker of a list; what is behind a bullet can be a thematic break with it.
    const opening = /[.)]/.test(bullet) ? '1. ' : `${bullet} `;
    return { ...BLOCK, opening, indent: ' '.repeat(opening.length) };
  }
  if (parent?.type === 'blockquote' && index === 0 && stack.join() === 'blockquote') {
    const closing = siblings.length > 1 ? '\n>\n> x' : '';
    return extensions.has('alerts') ? { ...BLOCK, opening: '> ', indent: '> ', closing } : BLOCK;
  }
  // Behind a paragraph, a colon begins a meaning; in other blocks, there is no table of contents.
  const isFirst = index === 0 && stack.length === 0;
  const isBehindTerm = isFirst ? place.isBehindTerm : siblings[index - 1]?.type === 'paragraph';
  const before = isBehindTerm ? 'x' : '# x';
  if (stack.length > 0 && extensions.has('table-of-contents')) {
    return { ...BLOCK, opening: `- ${before}\n\n  `, indent: '  ' };
  }
  return isBehindTerm && extensions.has('definition-lists')
    ? { ...BLOCK, opening: 'x\n\n' }
    : BLOCK;
}

/** A text may follow an alert's marker at once; behind a blank line, any block can, such as one that begins with `==`. */
const blockquote: Handle = (node: Blockquote, parent, state, info) => {
  const { alert, isMarked } = node.data ?? {};
  const quote = defaultHandlers.blockquote(node, parent, state, info);
  const gap = node.children[0]?.type === 'paragraph' && /^> \p{L}/u.test(quote) ? '' : '>\n';
  return isMarked === true ? `> [!${alert ?? ''}]\n${gap}${quote}` : quote;
};

/**
 * The library escapes no underscore within a word, for which it takes characters beyond the BMP: to the
 * engine, most of them are punctuation characters.
 */
const text: Handle = (node: Text, parent, state, info) =>
  defaultHandlers
    .text(node, parent, state, info)
    .replace(/\\[^]|_+/gu, (found, at: number, whole: string) =>
      found.startsWith('_') && isBesideAstral(whole, at, at + found.length)
        ? found.replaceAll('_', '\\_')
        : found,
    );

function isBesideAstral(whole: string, from: number, to: number): boolean {
  return (
    /[\u{10000}-\u{10ffff}]$/u.test(whole.slice(Math.max(0, from - 2), from)) ||
    (whole.codePointAt(to) ?? 0) > MAX_BMP
  );
}

function headings(dialect: WrittenDialect): Handle {
  return (node: Heading, parent, state, info) =>
    withoutIdleEscapes(
      withMarks(node, dialect, () => defaultHandlers.heading(node, parent, state, info)),
      BLOCK,
      dialect,
    );
}

function cells(dialect: WrittenDialect): Handle {
  return (node: TableCell, _parent, state, info) => {
    const exit = state.enter('tableCell');
    const exitPhrasing = state.enter('phrasing');
    const content = withMarks(node, dialect, () =>
      state.containerPhrasing(node, { ...info, before: ' ', after: ' ' }),
    );
    exitPhrasing();
    exit();
    return withoutIdleEscapes(content, { ...BLOCK, opening: 'x ', isCell: true }, dialect);
  };
}

const table: Handle = (node: Table, _parent, state, info) => {
  const exit = state.enter('table');
  const rows = node.children.map((row) =>
    row.children.map((each) => state.handle(each, row, state, info)),
  );
  exit();
  const alignments = (node.align ?? []).map((alignment) => alignment ?? undefined);
  return formatTable({ rows, alignments }).join('\n');
};

/**
 * The first line of a table or of a term would go on with the text that a list or quote before it ends with (spec,
 * 5.1: laziness).
 */
const join: Join = (left, right) => {
  let tail: Nodes = left;
  while ('children' in tail && tail.type !== 'paragraph' && tail.children.length > 0) {
    tail = tail.children.at(-1) ?? tail;
  }
  const isLazy = right.type === 'table' || right.type === 'definitionList';
  return isLazy && left !== tail && tail.type === 'paragraph' ? 1 : undefined;
};

/**
 * Writes Markdown in the form that the editor's own commands write.
 *
 * @param isBehindTerm true if a paragraph is before it, which may be a term
 */
export function serialize(node: Nodes, dialect: WrittenDialect, isBehindTerm: boolean): string {
  const paragraph = paragraphs(dialect, isBehindTerm);
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
      {
        join: [join],
        handlers: {
          blockquote,
          text,
          paragraph,
          heading: headings(dialect),
          table,
          tableCell: cells(dialect),
        },
      },
      constructs(dialect, tables),
    ],
  }).trimEnd();
}
