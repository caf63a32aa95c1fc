import type { ChangeSpec, EditorState, StateCommand } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import {
  commonContainers,
  type Container,
  depthOf,
  type Item,
  leafOf,
  linePlace,
  type LinePlace,
  linePrefix,
  linesOf,
} from './containers.js';
import { indentRest, isText, numberAfter, renumbered, unlisted } from './list-edits.js';
import { markerText } from './marker.js';
import { reversible } from './last-toggle.js';
import { selectedLines } from './selected-lines.js';

/** A style of blocks: that of their container, or of a heading. */
export type LineStyle = 'quote' | ListStyle | HeadingStyle;

type ListStyle = 'bulletedList' | 'numberedList' | 'taskList';
type HeadingStyle = `heading${1 | 2 | 3 | 4 | 5 | 6}`;

/** A line of text, a block of several lines, or an item: what becomes an item, or the content of one. */
interface Unit {
  readonly place: LinePlace;
  readonly item?: Item;
  /** A block that is more than a line, such as a fence. */
  readonly block?: SyntaxNode;
}

/** Returns whether the line with the caret has a style. */
export function hasLineStyle(state: EditorState, style: LineStyle): boolean {
  const place = linePlace(state, state.doc.lineAt(state.selection.main.head));
  if (style === 'quote') {
    return place.containers.some(({ kind }) => kind === 'quote');
  }
  if (isHeading(style)) {
    return levelOf(leafOf(state, place)) === Number(style.at(-1));
  }
  const item = place.containers.at(-1);
  return item?.kind === 'item' && isOfStyle(item, style);
}

/**
 * Gives the selected blocks a style, or takes it away where all of them have it. A list becomes another kind
 * of list, and a heading one of another level. A second press, with nothing in between, restores text and
 * selection.
 */
export function toggleLines(style: LineStyle): StateCommand {
  const changesFor =
    style === 'quote'
      ? quoteChanges
      : isHeading(style)
        ? (state: EditorState) => headingChanges(state, Number(style.at(-1)))
        : (state: EditorState) => listChanges(state, style);
  return reversible(style, style, ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const changes = state.changes(changesFor(state));
    dispatch(
      state.update(
        // Behind what is inserted where the caret is.
        renumbered(state, { changes, selection: state.selection.map(changes, 1) }),
        { userEvent: 'input.format', scrollIntoView: true },
      ),
    );
    return true;
  });
}

/** The next of: a heading of level 1, 2, 3, and no heading. */
export const cycleHeading: StateCommand = (target) => {
  const { state } = target;
  const level = levelOf(
    leafOf(state, linePlace(state, state.doc.lineAt(state.selection.main.head))),
  );
  const next = level === 1 ? 'heading2' : level === 0 ? 'heading1' : 'heading3';
  return toggleLines(next)(target);
};

function isHeading(style: LineStyle): style is HeadingStyle {
  return style.startsWith('heading');
}

/** The level of a heading; 0 for other blocks. */
function levelOf(leaf: SyntaxNode | undefined): number {
  return Number(/^(?:ATX|Setext)Heading(\d)$/.exec(leaf?.name ?? '')?.[1] ?? 0);
}

function isOfStyle({ number, box }: Item, style: ListStyle): boolean {
  return style === 'taskList'
    ? box !== undefined
    : box === undefined && (number === undefined) === (style === 'bulletedList');
}

/** The places of the selected lines that have text; of a blank one, if there is nothing else. Properties have no style. */
function selectedPlaces(state: EditorState): LinePlace[] {
  const places = selectedLines(state)
    .map((line) => linePlace(state, line))
    .filter((place) => leafOf(state, place)?.name !== 'FrontMatter');
  const written = places.filter(({ line }) => isText(state, line.number));
  return written.length > 0 ? written : places;
}

function isParagraph({ name }: SyntaxNode): boolean {
  return name === 'Paragraph' || name === 'Task';
}

// Headings

function headingChanges(state: EditorState, level: number): ChangeSpec[] {
  const leaves = new Map<number, readonly [LinePlace, SyntaxNode | undefined]>();
  for (const place of selectedPlaces(state)) {
    const leaf = leafOf(state, place);
    const inner = place.containers.at(-1);
    if (inner?.kind === 'item' && inner.box !== undefined && isOnMarkerLine(place)) {
      // GFM: the box of a task begins a paragraph, in which there is no heading.
      continue;
    }
    if (leaf === undefined || isParagraph(leaf)) {
      leaves.set(place.line.from, [place, leaf]);
    } else if (levelOf(leaf) > 0) {
      leaves.set(leaf.from, [place, leaf]);
    }
  }
  const list = [...leaves.values()];
  const remove = list.length > 0 && list.every(([, leaf]) => levelOf(leaf) === level);
  return list.flatMap(([place, leaf]) => headingChange(state, place, leaf, remove ? 0 : level));
}

/** @param level 0 makes it a paragraph */
function headingChange(
  state: EditorState,
  { contentFrom, line, containers, parts }: LinePlace,
  leaf: SyntaxNode | undefined,
  level: number,
): ChangeSpec[] {
  const marker = level === 0 ? '' : `${'#'.repeat(level)} `;
  if (leaf === undefined || isParagraph(leaf)) {
    return [atContent(state, { contentFrom, line, containers, parts }, marker)];
  }
  const marks = leaf.getChildren('HeaderMark');
  const mark = marks[0];
  if (mark === undefined) {
    return [];
  }
  if (leaf.name.startsWith('ATX')) {
    const closing = marks[1];
    const end = state.doc.lineAt(mark.to).to;
    const space = /^[ \t]*/.exec(state.sliceDoc(mark.to, end))?.[0].length ?? 0;
    const before = closing === undefined ? '' : state.sliceDoc(leaf.from, closing.from);
    return [
      { from: mark.from, to: mark.to + space, insert: marker },
      ...(closing === undefined
        ? []
        : [{ from: closing.from - (before.length - before.trimEnd().length), to: closing.to }]),
    ];
  }
  const underline = state.doc.lineAt(mark.from);
  const lines = linesOf(state, { from: leaf.from, to: underline.from - 1 });
  if (lines.length > 1 && level > 0 && level < 3) {
    const sign = level === 1 ? '=' : '-';
    return [{ from: mark.from, to: mark.to, insert: sign.repeat(mark.to - mark.from) }];
  }
  return [
    { from: leaf.from, insert: marker },
    // An ATX heading is one line.
    ...(level === 0
      ? []
      : lines.slice(1).map((each) => ({
          from: each.from - 1,
          to: linePlace(state, each).contentFrom,
          insert: ' ',
        }))),
    { from: underline.from - 1, to: underline.to },
  ];
}

// Lists

function listChanges(state: EditorState, style: ListStyle): ChangeSpec[] {
  const units = unitsOf(state);
  const remove = units.every(({ item }) => item !== undefined && isOfStyle(item, style));
  const numbers = new Map<string, number>();
  const widths = new Map<number, number>();
  const removed = new Set(remove ? units.flatMap(({ item }) => item?.markerFrom ?? []) : []);
  const changes = units.flatMap((unit, i): ChangeSpec[] => {
    if (remove && unit.item !== undefined) {
      const position = { isFirst: i === 0, isLast: i === units.length - 1 };
      return unlisted(state, unit.item, position, removed);
    }
    const { place, item, block } = unit;
    const depth = item === undefined ? place.containers.length : depthOf(place.containers, item);
    const key = place.containers
      .slice(0, depth)
      .map(({ node }) => node.from)
      .join();
    const number = numbers.get(key) ?? firstNumber(state, unit, depth);
    numbers.set(key, number + 1);
    const like =
      style === 'numberedList'
        ? { number, delimiter: '.' }
        : {
            number: undefined,
            delimiter: item?.number === undefined ? (item?.delimiter ?? '-') : '-',
          };
    const leaf = leafOf(state, place);
    // GFM: the box of a task begins a paragraph.
    const canHaveBox = leaf === undefined || isParagraph(leaf);
    const box = style === 'taskList' && canHaveBox ? (item?.box ?? '[ ]') : undefined;
    const marker = markerText(like, number, box);
    const width = markerText(like, number).length;
    if (item !== undefined) {
      widths.set(item.markerFrom, item.indent + width);
      return [
        { from: item.markerFrom, to: item.contentFrom, insert: marker },
        ...indentRest(state, item, width - (item.width - item.indent)),
      ];
    }
    const start = atContent(state, place, marker);
    if (block === undefined) {
      // `-` below a paragraph is the underline of a heading (spec, 4.3).
      const isBelowText = leaf === undefined && isText(state, place.line.number - 1);
      const blank = `${linePrefix(place.containers).trimEnd()}\n`;
      return [
        ...(isBelowText && !isOnMarkerLine(place)
          ? [{ from: place.line.from, insert: blank }]
          : []),
        start,
        ...apart(state, place, widths),
      ];
    }
    return [
      start,
      ...linesOf(state, block)
        .slice(1)
        .map((line) => linePlace(state, line))
        .filter(
          ({ line, parts }) => state.sliceDoc(parts.at(-1)?.to ?? line.from, line.to).trim() !== '',
        )
        .map(({ line, parts }) => ({
          from: parts.at(-1)?.to ?? line.from,
          insert: ' '.repeat(width),
        })),
    ];
  });
  return changes;
}

/** A marker in the place of the white space before a line's content, which would make it code, or text. */
function atContent(
  state: EditorState,
  { line, containers, parts, contentFrom }: LinePlace,
  marker: string,
): ChangeSpec {
  if (isOnMarkerLine({ containers, line })) {
    return { from: contentFrom, insert: marker };
  }
  const from = parts.at(-1)?.to ?? line.from;
  // A blank line need not be indented to stand in an item.
  return containers.length > 0 && state.sliceDoc(from, line.to).trim() === ''
    ? { from: line.from, to: line.to, insert: linePrefix(containers) + marker }
    : { from, to: contentFrom, insert: marker };
}

function isOnMarkerLine({ containers, line }: Pick<LinePlace, 'containers' | 'line'>): boolean {
  const inner = containers.at(-1);
  return inner !== undefined && inner.kind !== 'quote' && inner.markerFrom >= line.from;
}

/** A numbered list goes on from an ordered one directly before it. */
function firstNumber(state: EditorState, { place, item }: Unit, depth: number): number {
  if (item !== undefined) {
    return item.number ?? 1;
  }
  for (let number = place.line.number - 1; number >= 1; number--) {
    const before = linePlace(state, state.doc.line(number));
    const list = before.containers[depth];
    if (isText(state, number)) {
      return list?.kind === 'item' ? numberAfter(state, list) : 1;
    }
  }
  return 1;
}

/**
 * A blank line behind a new item, where the text that follows would be its lazy continuation.
 *
 * @param widths the new ones of the items that change, by the places of their markers
 */
function apart(
  state: EditorState,
  { line, containers }: LinePlace,
  widths: ReadonlyMap<number, number>,
): ChangeSpec[] {
  if (line.number === state.doc.lines) {
    return [];
  }
  const next = linePlace(state, state.doc.line(line.number + 1));
  const leaf = leafOf(state, next);
  const isSelected = selectedLines(state).some(({ number }) => number === line.number + 1);
  if (leaf === undefined || !isParagraph(leaf) || isSelected) {
    return [];
  }
  const prefix = linePrefix(containers, (item) => widths.get(item.markerFrom) ?? item.width);
  return [{ from: line.to + 1, insert: `${prefix.trimEnd()}\n` }];
}

/** The selected items, and the blocks and lines of text that are not an item's first. */
function unitsOf(state: EditorState): Unit[] {
  const units = new Map<number, Unit>();
  for (const place of selectedPlaces(state)) {
    const leaf = leafOf(state, place);
    const inner = place.containers.at(-1);
    const start = leaf === undefined ? place.line.from : leaf.from;
    if (
      inner?.kind === 'item' &&
      state.doc.lineAt(start).from <= inner.markerFrom &&
      start >= state.doc.lineAt(inner.markerFrom).from
    ) {
      const first = linePlace(state, state.doc.lineAt(inner.markerFrom));
      units.set(inner.markerFrom, { place: first, item: inner });
    } else if (inner?.kind === 'item' && units.has(inner.markerFrom)) {
      // It moves with its item.
      continue;
    } else if (leaf === undefined || isParagraph(leaf)) {
      units.set(place.line.from, { place });
    } else {
      const first = linePlace(state, state.doc.lineAt(leaf.from));
      units.set(leaf.from, { place: first, block: leaf });
    }
  }
  return [...units.values()];
}

// Quotes

function quoteChanges(state: EditorState): ChangeSpec[] {
  const places = selectedPlaces(state);
  const quotes = places.map(({ containers }) =>
    containers.filter(({ kind }) => kind === 'quote').at(-1),
  );
  return quotes.every((quote) => quote !== undefined)
    ? [...new Map(quotes.map((quote) => [quote.node.from, quote])).values()].flatMap((quote) =>
        unquoted(state, quote),
      )
    : quoted(state, places);
}

function unquoted(state: EditorState, quote: Container): ChangeSpec[] {
  return linesOf(state, quote.node).flatMap((line, i) => {
    const { containers, parts } = linePlace(state, line);
    const part = parts[depthOf(containers, quote)];
    // Without its mark, the first line would go on a paragraph before the quote.
    const isJoined = i === 0 && part?.from === line.from && isText(state, line.number - 1);
    return part === undefined ? [] : [{ ...part, insert: isJoined ? '\n' : '' }];
  });
}

/** Quotes whole blocks, with the blank lines between them. */
function quoted(state: EditorState, places: readonly LinePlace[]): ChangeSpec[] {
  const common = places
    .map((place) => place.containers)
    .reduce((shared, each) => commonContainers(shared, each));
  const inner = common.at(-1);
  // The box of a task stays the first of its item: the item is quoted.
  const containers =
    inner?.kind === 'item' && inner.box !== undefined ? common.slice(0, -1) : common;
  const depth = containers.length;
  const blocks = places.map((place) => blockIn(state, place, depth));
  const from = Math.min(...blocks.map((block) => block.from));
  const to = Math.max(...blocks.map((block) => block.to));
  const prefix = linePrefix(containers);
  const lines = linesOf(state, { from, to });
  return lines.map((line) => {
    const { parts } = linePlace(state, line);
    const at = depth === 0 ? line.from : (parts[depth - 1]?.to ?? line.from);
    const isBlank = state.sliceDoc(at, line.to).trim() === '';
    // A blank line need not be indented to stand in an item; a quote on it must be.
    if (isBlank && !isOnMarkerLine({ containers, line })) {
      const mark = lines.length > 1 ? '>' : '> ';
      return { from: line.from, to: line.to, insert: prefix + mark };
    }
    return { from: at, insert: parts.length < depth ? `${prefix}> ` : '> ' };
  });
}

/** The block of a line that is a child of its container at a depth: a paragraph, a list, a quote. */
function blockIn(
  state: EditorState,
  place: LinePlace,
  depth: number,
): { readonly from: number; readonly to: number } {
  return place.containers[depth]?.node ?? leafOf(state, place) ?? place.line;
}
