import { ParseContext, syntaxTree } from '@codemirror/language';
import {
  type EditorState,
  type Range,
  RangeSet,
  RangeValue,
  StateField,
  type Text,
} from '@codemirror/state';
import { type PartialParse, TreeFragment } from '@lezer/common';
import { MAX_SHOWN_UNITS, nextDataAddress, REACH_UNITS } from '../util/data-addresses.js';
import { type ParseParameters, WrappingParser } from './wrapping-parser.js';

/**
 * The most `data:` URLs that are looked up in the syntax tree at a key press. No document has as many pictures, and
 * the lookup takes less than a millisecond.
 */
const MAX_ADDRESSES = 1000;

/**
 * The length from which on a `data:` URL is neither read by the grammar nor shown, wherever it is, in UTF-16 code
 * units: while the parentheses around a picture are edited, it must not be laid out.
 */
export const MAX_READ_UNITS = 4096;

/** The characters at both ends of a skipped URL that the grammar still sees. */
const SEEN_UNITS = 16;

/** Marks a URL that may be a destination, depending on the grammar. */
class Address extends RangeValue {
  readonly isPlain: boolean;

  constructor(isPlain: boolean) {
    super();
    this.isPlain = isPlain;
  }
}

/**
 * The long `data:` URLs of a text. A picture of some megabytes is one line; of that, a key press reads again
 * only what is beside the change.
 */
export const dataAddresses = StateField.define<RangeSet<Address>>({
  create: ({ doc }) => rescanned(RangeSet.of<Address>([]), doc, 0, doc.length),
  update(before, { docChanged, changes, newDoc }) {
    if (!docChanged) {
      return before;
    }
    let addresses = before.map(changes);
    changes.iterChangedRanges((_fromA, _toA, from, to) => {
      addresses = rescanned(addresses, newDoc, from, to);
    });
    return addresses;
  },
});

/** Brings the addresses up to date with a range of the text that has changed. */
function rescanned(
  addresses: RangeSet<Address>,
  doc: Text,
  from: number,
  to: number,
): RangeSet<Address> {
  let start = Math.max(doc.lineAt(from).from, from - REACH_UNITS);
  let end = to;
  // Addresses that the change touches may have become longer, shorter, or none; others may have been part of them.
  // The end of an address depends on two characters.
  addresses.between(from - 1, to, (first, last) => {
    start = Math.min(start, first);
    end = Math.max(end, last);
  });
  addresses.between(start, from, (_first, last) => {
    start = last < from - 1 ? Math.max(start, last) : start;
  });
  // With the character before the first one.
  const offset = Math.max(start - 1, doc.lineAt(start).from);
  const text = doc.sliceString(offset, doc.lineAt(end).to);
  const found: Range<Address>[] = [];
  for (let at = start; at <= end;) {
    const address = nextDataAddress(text, at - offset, end - offset);
    if (address === undefined) {
      break;
    }
    at = offset + address.to;
    found.push(new Address(address.isPlain).range(offset + address.from, at));
    if (at > end) {
      addresses.between(end, at, (_first, last) => {
        end = Math.max(end, last);
      });
      end = Math.max(end, at);
    }
  }
  return addresses.update({
    filterFrom: start,
    filterTo: end,
    // A deleted address is an empty range at the change.
    filter: (first, last) => (first < last && last <= start) || first > end,
    add: found,
  });
}

/** A `data:` URL that is not shown, in UTF-16 code units. */
export interface Destination {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the long `data:` URLs that are destinations of links, images and definitions, in their order. All URLs
 * behind the end of the syntax tree count as destinations; very long ones always do.
 */
export function dataDestinations(state: EditorState): Destination[] {
  const destinations: Destination[] = [];
  const cursor = state.field(dataAddresses).iter();
  while (cursor.value !== null && destinations.length < MAX_ADDRESSES) {
    const destination = destinationAt(state, cursor.from, cursor.to);
    if (destination !== undefined) {
      destinations.push(destination);
    }
    cursor.next();
  }
  return destinations;
}

function destinationAt(state: EditorState, from: number, to: number): Destination | undefined {
  const tree = syntaxTree(state);
  const node = tree.resolveInner(from, 1);
  if (node.name === 'URL' && node.from >= from - 1) {
    // The node of a destination in angle brackets contains the brackets.
    const end = node.from < from ? node.to - 1 : node.to;
    return end - from > MAX_SHOWN_UNITS ? { from, to: end } : undefined;
  }
  return tree.length < to || to - from >= MAX_READ_UNITS ? { from, to } : undefined;
}

/**
 * A grammar of Markdown that does not read long `data:` URLs. Where it reads them, a key press in the paragraph of a
 * picture takes some 50 ms for each megabyte.
 */
export class SkippingParser extends WrappingParser {
  override createParse(...[input, fragments, ranges]: ParseParameters): PartialParse {
    const state = ParseContext.get()?.state;
    return state === undefined
      ? this.markdown.createParse(input, fragments, ranges)
      : this.markdown.createParse(
          input,
          fragments.flatMap((fragment) => wholeLines(fragment, state.doc)),
          readRanges(state),
        );
  }
}

/** The grammar goes back to the beginning of the line, where a fragment ends, character by character. */
function wholeLines(
  { from, to, tree, offset, openStart, openEnd }: TreeFragment,
  doc: Text,
): TreeFragment[] {
  const end = doc.lineAt(Math.min(to, doc.length)).from;
  return end <= from ? [] : [new TreeFragment(from, end, tree, offset, openStart, openEnd)];
}

/** The text without the inner part of each long `data:` URL. */
function readRanges(state: EditorState): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let end = 0;
  const cursor = state.field(dataAddresses).iter();
  while (cursor.value !== null) {
    const { from, to, value } = cursor;
    if (value.isPlain && to - from >= MAX_READ_UNITS) {
      ranges.push({ from: end, to: from + SEEN_UNITS });
      end = to - SEEN_UNITS;
    }
    cursor.next();
  }
  return [...ranges, { from: end, to: state.doc.length }];
}
