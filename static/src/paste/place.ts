import { joinLines } from '../util/join-lines.js';
import type { EditorState, Line } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { definedFootnotes } from '../codemirror/definitions.js';
import { extensionsOf } from '../codemirror/markdown-language.js';
import { enclosing, syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import { type LinePlace, linePlace, linePrefix } from '../formatting/containers.js';
import { emptyMarks } from '../formatting/inline-style.js';
import { BOLD, type InlineStyle, ITALIC, STRIKETHROUGH } from '../formatting/styles.js';
import type { ConvertedMarkdown } from './convert.js';
import type { Surroundings } from './inline-form.js';
import type { Dialect } from './normalize/dialect.js';
import type { Place } from './pending.js';

/** The Markdown that a place takes: any, a single line of it, a table's cell, or none, only text. */
export type PlaceKind = 'blocks' | 'line' | 'linkText' | 'cell' | 'address' | 'plain';

const PLAIN = [
  'FencedCode',
  'CodeBlock',
  'Formula',
  'FormulaBlock',
  'FrontMatter',
  'InlineCode',
  'HTMLBlock',
  'HTMLTag',
  'Comment',
  'CommentBlock',
  'ProcessingInstruction',
  'ProcessingInstructionBlock',
  'FootnoteReference',
];
/** Blocks that may go on with all that follows. */
const OPEN_ENDED = [
  'FencedCode',
  'FormulaBlock',
  'HTMLBlock',
  'CommentBlock',
  'ProcessingInstructionBlock',
];
const ADDRESS = ['URL', 'LinkTitle', 'LinkReference', 'Autolink', 'BareAddress', 'LinkLabel'];
const LINE = [1, 2, 3, 4, 5, 6].map((level) => `ATXHeading${String(level)}`);

/** Returns what may stand at a place, by the grammar's nodes around it. */
export function kindOf(state: EditorState, place: Place): PlaceKind {
  const isIn = (names: readonly string[]) =>
    names.some((name) => {
      const node = enclosing(state, place, name);
      return node !== undefined && isInside(state, node, place);
    });
  if (isIn(PLAIN) || isInNewCode(state, place)) {
    return 'plain';
  }
  if (isIn(ADDRESS) || isInAddress(state, place) || isInNewDefinition(state, place)) {
    return 'address';
  }
  const link = enclosing(state, place, 'Link') ?? enclosing(state, place, 'Image');
  if (link !== undefined && place.from > link.from && place.to < link.to) {
    return link.name === 'Image' ? 'plain' : 'linkText';
  }
  if (enclosing(state, place, 'Table') !== undefined && !isBehindTable(state, place)) {
    return 'cell';
  }
  return isIn([...LINE, 'SetextHeading1', 'SetextHeading2']) ? 'line' : 'blocks';
}

/** At the edge of a code span or an address, the text beside it is meant; of a block, its own. */
function isInside(state: EditorState, node: SyntaxNode, { from, to }: Place): boolean {
  if (
    /^(?:InlineCode|HTMLTag|Comment|Autolink|BareAddress|FootnoteReference|Formula|LinkTitle)$/.test(
      node.name,
    )
  ) {
    return from > node.from && to < node.to;
  }
  if (LINE.includes(node.name)) {
    // With its mark, the whole heading is replaced.
    return from > node.from;
  }
  if (node.name === 'URL') {
    // One in a link or a definition ends with its address, which the caret behind it continues.
    return node.parent?.name !== 'Paragraph' && node.parent?.name !== 'Document';
  }
  if (node.name === 'FencedCode' && to === node.to && to > node.from) {
    const last = state.doc.lineAt(node.to).text.trim();
    return !/^(?:[ >]*)(?:`{3,}|~{3,})$/.test(last);
  }
  return true;
}

/** Code that has no text yet is a run of backticks to the grammar. */
function isInNewCode(state: EditorState, { from, to }: Place): boolean {
  const line = state.doc.lineAt(from);
  // Only the first backtick of a run is tried, as a run may be long. A backslash takes it.
  const before = /(?<!`)(?:(?<=\\)`)?(`*)$/.exec(state.sliceDoc(line.from, from))?.[1];
  const after = /^`+/.exec(state.sliceDoc(to, state.doc.lineAt(to).to))?.[0];
  return from === to && before !== undefined && before === after;
}

/** A definition that has no address yet is text to the grammar (spec, 4.7). */
function isInNewDefinition(state: EditorState, { from, to }: Place): boolean {
  const line = state.doc.lineAt(from);
  return (
    /^(?:[ >]|[-+*] )*\[[^\]^][^\]]*\]:[ \t]*$/.test(state.sliceDoc(line.from, from)) &&
    state.sliceDoc(to, state.doc.lineAt(to).to).trim() === ''
  );
}

/** The parentheses of a link that has no address yet hold no node. */
function isInAddress(state: EditorState, place: Place): boolean {
  const link = enclosing(state, place, 'Link') ?? enclosing(state, place, 'Image');
  const open = link
    ?.getChildren('LinkMark')
    .find(({ from, to }) => state.sliceDoc(from, to) === '(');
  return open !== undefined && link !== undefined && place.from >= open.to && place.to < link.to;
}

function isBehindTable(state: EditorState, { from }: Place): boolean {
  const row = state.doc.lineAt(from);
  return !row.text.includes('|');
}

/** Returns the Markdown to insert at a place, with the prefixes of the containers around it. */
export function markdownAt(
  state: EditorState,
  place: Place,
  converted: ConvertedMarkdown,
  text: string,
): string {
  const around = surroundings(state, place);
  switch (kindOf(state, place)) {
    case 'plain':
      return text;
    case 'address':
      return inAddress(text);
    case 'cell': {
      // Pipes are the edges of the cell.
      const inner = (character: string) => (character === '|' ? '' : character);
      const cell = converted.inline('cell', {
        ...around,
        before: inner(around.before),
        after: inner(around.after),
      });
      // A backslash before a pipe would escape it (GFM), even one that is escaped.
      return cell.endsWith('\\') && around.after === '|' ? `${cell} ` : cell;
    }
    case 'line':
      return converted.inline('heading', around);
    case 'linkText':
      return converted.inline('linkText', around);
    case 'blocks': {
      const { containers } = placeOfText(state, place);
      if (!converted.isBlock) {
        return withPrefix(converted.inline('paragraph', around), linePrefix(containers));
      }
      const blocks = converted.blocks({
        isInDocument: containers.length === 0,
        isWhole: isWhole(state, place),
        isBehindTerm: around.isBehindTerm,
      });
      return asSiblings(state, place, blocks, converted.list) ?? asBlock(state, place, blocks);
    }
  }
}

/**
 * Returns a list without its first marker, to go on with the empty item of such a list that the place is in.
 *
 * @returns undefined where the list has to stand in the item
 */
function asSiblings(
  state: EditorState,
  place: Place,
  list: string,
  kind: ConvertedMarkdown['list'],
): string | undefined {
  const { line, containers } = placeOfText(state, place);
  const item = containers.at(-1);
  if (
    item?.kind !== 'item' ||
    kind !== (item.number === undefined ? 'bulleted' : 'numbered') ||
    item.markerFrom < line.from ||
    place.from < item.markerTo ||
    `${state.sliceDoc(item.contentFrom, place.from)}${state.sliceDoc(place.to, line.to)}`.trim() !==
      ''
  ) {
    return undefined;
  }
  let number = item.number ?? 1;
  const text = list.replace(
    /^(?:-|(\d+)\.)(?= )/gm,
    (_, digits: string | undefined) =>
      `${digits === undefined ? '' : String(number++)}${item.delimiter}`,
  );
  const [marker = ''] = /^\S+ /.exec(text) ?? [];
  if (text.length !== list.length || item.width - item.indent !== marker.length) {
    // The content of items is indented by the width of their markers.
    return undefined;
  }
  const rest = text.slice(marker.length).replace(item.box === undefined ? '' : /^\[[ x]\] /, '');
  return withPrefix(rest, linePrefix(containers.slice(0, -1)) + ' '.repeat(item.indent));
}

/** Returns the Markdown of a document that is pasted into. */
export function dialectOf(state: EditorState): Dialect {
  return {
    extensions: extensionsOf(state),
    labels: new Set(definedFootnotes(state)),
  };
}

/** Returns where the notes of pasted Markdown go, with their text; undefined if there are none. */
export function notesAt(
  state: EditorState,
  place: Place,
  { notes }: ConvertedMarkdown,
): { readonly at: number; readonly text: string } | undefined {
  const kind = kindOf(state, place);
  if (notes === '' || kind === 'plain' || kind === 'address') {
    return undefined;
  }
  const { doc } = state;
  const last = syntaxTreeTo(state, doc.length).topNode.lastChild;
  // Code or HTML that is not closed would take the notes in.
  const isOpen = last !== null && last.to >= doc.length && OPEN_ENDED.includes(last.name);
  const at = isOpen ? last.from : doc.length;
  const before = doc.sliceString(Math.max(0, at - 2), at);
  const isBehindPaste = at === place.to && before === '';
  const gap = isBehindPaste || !before.endsWith('\n') ? '\n\n' : before === '\n\n' ? '' : '\n';
  return { at, text: `${gap}${notes}${isOpen ? '\n\n' : '\n'}` };
}

/** Returns whether a place is all of a document but white space. */
function isWhole({ doc }: EditorState, { from, to }: Place): boolean {
  return doc.sliceString(0, from).trim() === '' && doc.sliceString(to).trim() === '';
}

/** The characters beside a place in its line; none before the content, which begins a block. */
function surroundings(state: EditorState, place: Place): Surroundings {
  const line = state.doc.lineAt(place.from);
  const isStart = place.from <= placeOfText(state, place).contentFrom;
  const before = Array.from(isStart ? '' : state.sliceDoc(line.from, place.from)).at(-1);
  const [after] = Array.from(state.sliceDoc(place.to, state.doc.lineAt(place.to).to));
  return {
    before: before ?? '',
    after: after ?? '',
    isBehindTerm: isStart && isBehindTerm(state, line),
    formatting: new Set(
      Object.entries(FORMATTING)
        .filter(([, style]) => isFormatted(state, place, style))
        .map(([name]) => name),
    ),
  };
}

/** The styles whose marks would end formatting of the same kind, by the names that they have in pasted Markdown. */
const FORMATTING = { strong: BOLD, emphasis: ITALIC, delete: STRIKETHROUGH } as const;

/** Returns whether a place is within the marks of a style, also if they format nothing yet. */
function isFormatted(state: EditorState, place: Place, style: InlineStyle): boolean {
  const marks = enclosing(state, place, style.node)?.getChildren(style.markNode) ?? [];
  const [first] = marks;
  const last = marks.at(-1);
  return (
    emptyMarks(state, place, style) ||
    (first !== undefined && last !== undefined && place.from >= first.to && place.to <= last.from)
  );
}

/** Returns whether a paragraph is before a line, or before the blank line above. */
function isBehindTerm(state: EditorState, { number }: Line): boolean {
  const above = [number - 1, number - 2]
    .filter((each) => each > 0)
    .map((each) => state.doc.line(each))
    .find(({ text }) => !/^[ \t>]*$/.test(text));
  const place = above && { from: above.to, to: above.to };
  return (
    place !== undefined &&
    ['Paragraph', 'Task'].some((name) => enclosing(state, place, name) !== undefined)
  );
}

/** The containers of text at a place. On a line that has none yet, they are those that it would be in. */
function placeOfText(state: EditorState, { from, to }: Place): LinePlace {
  const line = state.doc.lineAt(from);
  const isBlank = /^[ \t]*$/.test(line.text);
  const after = isBlank
    ? state.update({ changes: { from, to: Math.min(to, line.to), insert: 'x' } }).state
    : state;
  return linePlace(after, after.doc.lineAt(from));
}

function withPrefix(text: string, prefix: string): string {
  const [first = '', ...others] = text.split('\n');
  return [first, ...others.map((line) => (line === '' ? prefix.trimEnd() : prefix + line))].join(
    '\n',
  );
}

/** A block begins after a blank line; what follows it does as well. All of it stands in the place's containers. */
export function asBlock(state: EditorState, { from, to }: Place, block: string): string {
  const line = state.doc.lineAt(from);
  const { containers, contentFrom } = placeOfText(state, { from, to });
  const prefix = linePrefix(containers);
  const blank = prefix.trimEnd();
  const isStart = from <= Math.max(contentFrom, line.from);
  const last = state.doc.lineAt(to);
  const before = line.number > 1 ? state.doc.line(line.number - 1).text : '';
  const isAfterText = isStart && contentFrom === line.from && before.trim() !== '';
  const opening = !isStart ? `\n${blank}\n${prefix}` : isAfterText ? '\n' : '';
  const closing = to < last.to ? `\n${blank}\n${prefix}` : containers.length > 0 ? '' : '\n';
  return opening + withPrefix(block, prefix) + closing;
}

/** Returns what separates images at a place: a blank line where blocks may stand, else a space. */
export function imageSeparator(state: EditorState, place: Place): string {
  if (kindOf(state, place) !== 'blocks') {
    return ' ';
  }
  const prefix = linePrefix(placeOfText(state, place).containers);
  return `\n${prefix.trimEnd()}\n${prefix}`;
}

/**
 * Returns plain text as it fits a place: in a table's cell on one line, in code and quotes with the characters
 * that each of their lines begins with.
 *
 * @returns undefined where it fits as it is
 */
export function plainAt(state: EditorState, place: Place, text: string): string | undefined {
  const kind = kindOf(state, place);
  if (kind === 'cell') {
    const cell = inCell(text);
    return cell === text ? undefined : cell;
  }
  if (!/[\r\n]/.test(text) || (kind !== 'plain' && kind !== 'blocks')) {
    return undefined;
  }
  const { containers } = placeOfText(state, place);
  // In an item, a list that is pasted goes on with the list; in a quote, all lines are the quote's.
  const depth =
    kind === 'plain'
      ? containers.length
      : containers.map((container) => container.kind).lastIndexOf('quote') + 1;
  const prefix = linePrefix(containers.slice(0, depth));
  const [first = '', ...others] = text.split(/\r\n?|\n/);
  const isPrefixed =
    depth === 0 ||
    (prefix.includes('>') && others.every((line) => line.startsWith(prefix.trimEnd())));
  return isPrefixed ? undefined : withPrefix([first, ...others].join('\n'), prefix);
}

/** Returns the one line that plain text is in an address or a title. */
export function inAddress(text: string): string {
  return joinLines(text.trim());
}

/** Lines of a cell are separated by HTML; a pipe would end it (GFM). */
function inCell(text: string): string {
  const line = text.trim().replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|');
  return joinLines(line, '<br>').replaceAll('\t', ' ');
}
