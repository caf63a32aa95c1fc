import {
  ChangeSet,
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type StateCommand,
  type TransactionSpec,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { blockAt, depthOfNode, followingShape, shapeOf, stretchOf } from './block-outline.js';
import {
  type Item,
  itemsOf,
  linePlace,
  linePrefix,
  nextBlock,
  previousBlock,
  type Stretch,
} from './containers.js';
import { indentRest, isText } from './list-edits.js';
import { type Movable, selectedMovable } from './movable.js';

/** Exchanges the selected items, blocks or lines with what is before them. */
export const moveUp: StateCommand = move('up');

/** Exchanges the selected items, blocks or lines with what is behind them. */
export const moveDown: StateCommand = move('down');

type Direction = 'up' | 'down';

/** Two neighbours that change places; what is between them stays where it is. */
interface Exchange {
  readonly upper: Stretch;
  readonly lower: Stretch;
  /** Changes within either, made before. */
  readonly within: readonly ChangeSpec[];
  /** The sets of blank lines that may keep them apart from the blocks around, and from each other. */
  readonly blanks: readonly Blanks[];
  /**
   * Returns whether the exchange has changed the order only.
   *
   * @param from where the two begin now
   */
  readonly isKept: (after: EditorState, from: number) => boolean;
}

/** Blank lines inserted before, between and behind two neighbours. */
type Blanks = readonly [before: string, between: string, behind: string];

const NO_BLANKS: Blanks = ['', '', ''];

function move(direction: Direction): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const movable = selectedMovable(state);
    const exchange = movable && exchangeOf(state, movable, direction);
    if (exchange !== undefined) {
      const spec = firstKept(state, exchange, direction);
      if (spec === undefined) {
        tell({ state }, message('format.move-impossible'));
      } else {
        dispatch(state.update(spec));
      }
    }
    // The key has no other meaning if nothing can move.
    return true;
  };
}

/** The exchange with the fewest blank lines that leaves the blocks around as they are. */
function firstKept(
  state: EditorState,
  exchange: Exchange,
  direction: Direction,
): TransactionSpec | undefined {
  for (const blanks of exchange.blanks) {
    const spec = exchanged(state, exchange, direction, blanks);
    const after = state.update({ ...spec, filter: false }).state;
    if (exchange.isKept(after, exchange.upper.from + blanks[0].length)) {
      return spec;
    }
  }
  return undefined;
}

function exchanged(
  state: EditorState,
  exchange: Exchange,
  direction: Direction,
  [before, between, behind]: Blanks,
): TransactionSpec {
  const within = state.changes(exchange.within);
  const text = within.apply(state.doc);
  const [upper, lower] = [exchange.upper, exchange.lower].map(({ from, to }) => ({
    from: within.mapPos(from, -1),
    to: within.mapPos(to, 1),
  })) as [Stretch, Stretch];
  const gap = between + text.sliceString(upper.to, lower.from);
  const upperText = text.sliceString(upper.from, upper.to);
  const lowerText = text.sliceString(lower.from, lower.to);
  const isUp = direction === 'up';
  const exchanging = ChangeSet.of(
    isUp
      ? [
          { from: upper.from, to: lower.from, insert: before },
          { from: lower.to, insert: gap + upperText + behind },
        ]
      : [
          { from: upper.from, insert: before + lowerText + gap },
          { from: upper.to, to: lower.to, insert: behind },
        ],
    text.length,
  );
  const moved = isUp ? upper.from - lower.from : lowerText.length + gap.length;
  const { from, to: end } = isUp ? exchange.lower : exchange.upper;
  const start = state.doc.lineAt(from).from;
  const place = (position: number) => {
    // A selection that extends beyond the end keeps only the line break behind it.
    const kept = position > end + 1 ? end : Math.max(position, start);
    const to = within.mapPos(kept, 1) + before.length + moved;
    return Math.min(Math.max(to, 0), exchanging.newLength);
  };
  const { ranges, mainIndex } = state.selection;
  return {
    changes: within.compose(exchanging),
    selection: EditorSelection.create(
      ranges.map(({ anchor, head }) => EditorSelection.range(place(anchor), place(head))),
      mainIndex,
    ),
    scrollIntoView: true,
    userEvent: 'move',
  };
}

function exchangeOf(
  state: EditorState,
  movable: Movable,
  direction: Direction,
): Exchange | undefined {
  if (movable.kind === 'lines') {
    return linesExchange(state, movable, direction);
  }
  const { first, last } = movable;
  const parent = first.parent;
  const selected = blocksBetween(first, last);
  const neighbour = direction === 'up' ? previousBlock(first) : nextBlock(last);
  if (parent === null || neighbour === undefined) {
    return undefined;
  }
  const [above, below] = direction === 'up' ? [[neighbour], selected] : [selected, [neighbour]];
  const upper = stretchOfAll(state, above);
  const lower = stretchOfAll(state, below);
  const expected = [...below, ...above].map((block) => shapeOf(state, block));
  const following = followingShape(state, below.at(-1) ?? last);
  const isList = first.name === 'ListItem';
  return {
    upper,
    lower,
    within: isList ? exchangedNumbers(state, parent, above, below) : [],
    // Between items, they would put all items of the list into paragraphs.
    blanks: isList ? [NO_BLANKS] : blankLines(state, above, below),
    isKept(after, at) {
      let block = blockAt(after, parent, at);
      let previous: SyntaxNode | undefined;
      for (const shape of expected) {
        if (block === undefined || shapeOf(after, block) !== shape) {
          return false;
        }
        previous = block;
        block = nextBlock(block);
      }
      return previous !== undefined && followingShape(after, previous) === following;
    },
  };
}

function linesExchange(
  state: EditorState,
  { leaf, first, last, body }: Extract<Movable, { kind: 'lines' }>,
  direction: Direction,
): Exchange | undefined {
  const isUp = direction === 'up';
  const parent = leaf.parent;
  if (parent === null || (isUp ? first === body.first : last === body.last)) {
    return undefined;
  }
  const [from, middle, to] = isUp ? [first - 1, first, last] : [first, last + 1, last + 1];
  const isProse = leaf.name === 'Paragraph' || leaf.name.startsWith('Setext');
  // Code has blank lines, which the prefix of their containers may be missing from.
  const startOf = (number: number) => {
    const line = state.doc.line(number);
    return isProse ? (linePlace(state, line).parts.at(-1)?.to ?? line.from) : line.from;
  };
  const following = followingShape(state, leaf);
  const lines = lineCount(state, leaf);
  return {
    upper: { from: startOf(from), to: state.doc.line(middle - 1).to },
    lower: { from: startOf(middle), to: state.doc.line(to).to },
    within: [],
    blanks: [NO_BLANKS],
    isKept(after) {
      const node = blockAt(after, parent, leaf.from);
      return (
        node?.name === leaf.name &&
        lineCount(after, node) === lines &&
        followingShape(after, node) === following
      );
    },
  };
}

function lineCount({ doc }: EditorState, { from, to }: SyntaxNode): number {
  return doc.lineAt(to).number - doc.lineAt(from).number;
}

/** Leaves each number of an ordered list in its place, and indents what it is put before to match. */
function exchangedNumbers(
  state: EditorState,
  list: SyntaxNode,
  above: readonly SyntaxNode[],
  below: readonly SyntaxNode[],
): ChangeSpec[] {
  const items = list.name === 'OrderedList' ? itemsOf(state, list) : [];
  const itemOf = (block: SyntaxNode) => items.find(({ node }) => node.from === block.from);
  const digitsOf = ({ markerFrom, markerTo }: Item) => state.sliceDoc(markerFrom, markerTo - 1);
  const places = [...above, ...below].map(itemOf);
  return [...below, ...above].flatMap((block, i) => {
    const item = itemOf(block);
    const place = places[i];
    if (item === undefined || place === undefined) {
      return [];
    }
    const [old, digits] = [digitsOf(item), digitsOf(place)];
    return old === digits
      ? []
      : [
          { from: item.markerFrom, to: item.markerFrom + old.length, insert: digits },
          ...indentRest(state, item, digits.length - old.length),
        ];
  });
}

/** The sets of blank lines that may be put around two stretches of blocks, the fewest first. */
function blankLines(
  state: EditorState,
  above: readonly SyntaxNode[],
  below: readonly SyntaxNode[],
): Blanks[] {
  const [first, second, last] = [above[0], below[0], below.at(-1)];
  if (first === undefined || second === undefined || last === undefined) {
    return [NO_BLANKS];
  }
  const { containers } = linePlace(state, state.doc.lineAt(first.from));
  const prefix = linePrefix(containers.slice(0, depthOfNode(first)));
  const blank = `\n${prefix.trimEnd()}`;
  const isAfterText = ({ from }: SyntaxNode) => isText(state, state.doc.lineAt(from).number - 1);
  const following = nextBlock(last);
  const before =
    previousBlock(first) !== undefined && isAfterText(first) ? ['', `\n${prefix}`] : [''];
  const between = isAfterText(second) ? ['', blank] : [''];
  const behind = following !== undefined && isAfterText(following) ? ['', blank] : [''];
  return before
    .flatMap((one) => between.flatMap((two) => behind.map((three): Blanks => [one, two, three])))
    .sort((one, other) => count(one) - count(other));
}

function count(blanks: Blanks): number {
  return blanks.filter((blank) => blank !== '').length;
}

function blocksBetween(first: SyntaxNode, last: SyntaxNode): SyntaxNode[] {
  const blocks: SyntaxNode[] = [];
  for (
    let block: SyntaxNode | undefined = first;
    block !== undefined && block.from <= last.from;
    block = nextBlock(block)
  ) {
    blocks.push(block);
  }
  return blocks;
}

function stretchOfAll(state: EditorState, blocks: readonly SyntaxNode[]): Stretch {
  const stretches = blocks.map((block) => stretchOf(state, block));
  return { from: stretches[0]?.from ?? 0, to: stretches.at(-1)?.to ?? 0 };
}
