import type { Block, DocumentProperties, Patch, Splice } from '../engine/api.js';
import {
  sanitize,
  sanitizeBlocks,
  type SanitizedBlocks,
  type SanitizedDifference,
  sanitizeDifference,
} from '../sanitizer/sanitize.js';
import type { StandIns } from '../sanitizer/stand-ins.js';
import { documentNodes, isEqualButDrawn } from '../dom/drawing.js';
import { treeRootOf } from '../dom/root-node.js';
import { type Children, childrenOf, fill, removeAll, turnInto } from './children.js';
import { LayoutGroups } from './layout-groups.js';
import { noteRendered } from './morph.js';
import { type RenderedBlocks, type RenderedLines, SourceIndex } from './source-index.js';

/** Blocks that raw HTML joins, most often a single one, and the children of the preview that show them. */
interface Unit extends RenderedBlocks {
  /** True if the unit after it can be shown without it; see `SanitizedBlocks.closed`. */
  readonly closed: boolean;
  /** True if its nodes are all that its blocks' HTML says; see `SanitizedBlocks.unchanged`. */
  readonly unchanged: boolean;
}

const NO_UNIT: Unit = { blocks: [], nodes: [], closed: true, unchanged: true };

/** A unit's index, and that of its first block. */
interface Place {
  readonly unit: number;
  readonly block: number;
}

/** Blocks that can be shown by themselves, and what they become. */
type Prepared = ReadonlyMap<Block, SanitizedBlocks>;

const NOTHING_PREPARED: Prepared = new Map();

/** The number of children of the preview without a unit that are searched for one like a new node. */
const LOOK_AHEAD = 32;

/** Fractions of the preview's height to probe for a block: its edge may be covered, or between two blocks. */
const SAMPLES = [0.05, 0.1, 0.15, 0.2, 0.3];

/**
 * The rendered document, as children of an element. It follows the patches of a live document, and
 * touches only what they change. At any time it is what `sanitize` makes of all its blocks' HTML.
 */
export class RenderedDocument {
  readonly #root: HTMLElement;
  readonly #groups: LayoutGroups;
  #units: Unit[] = [];
  /** Undefined where the units are others since. */
  #currentIndex: SourceIndex | undefined;
  /**
   * The first child that no unit shows: what the server has rendered, or what was shown of a document
   * that is opened again. Units take it over where it is what they would make.
   */
  #unclaimed: ChildNode | null;
  #standIns: StandIns | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#groups = new LayoutGroups(root);
    this.#unclaimed = root.firstChild;
  }

  /** Prepares for the patches of another document, the first of which starts from no blocks. */
  restart(): void {
    this.#units = [];
    this.#currentIndex = undefined;
    this.#unclaimed = this.#root.firstChild;
  }

  /**
   * Applies the next patch of the document.
   *
   * @param standIns the short URLs in it; the preview has the long ones
   */
  apply({ splices, complete }: Patch, standIns?: StandIns): void {
    this.#standIns = standIns;
    const prepared = splices.length > 1 ? prepare(splices, standIns) : NOTHING_PREPARED;
    let place: Place = { unit: 0, block: 0 };
    for (const splice of splices) {
      place = this.#splice(splice, place, prepared);
    }
    if (complete) {
      this.#removeUnclaimed(null);
    }
    this.#groups.update();
  }

  /** Gives the document its language and direction, or takes them from it. */
  describe({ language, direction }: DocumentProperties): void {
    for (const [name, value] of Object.entries({ lang: language, dir: direction })) {
      if (value === '') {
        this.#root.removeAttribute(name);
      } else {
        this.#root.setAttribute(name, value);
      }
    }
  }

  /** Shows a whole document, of which no patches are known. */
  show(html: string): void {
    this.restart();
    fill(sanitize(html), [].values(), this.#childrenBefore(undefined));
    this.#removeUnclaimed(null);
    this.#groups.update();
    this.restart();
  }

  /** Returns what shows a source line; for a blank one, what is before it. Undefined past the last one. */
  atLine(line: number): RenderedLines | undefined {
    return this.#index.atLine(line);
  }

  /** Returns the lines that a node in the preview, other than its root, comes from; undefined if unknown. */
  containing(node: Node): RenderedLines | undefined {
    return this.#index.containing(node);
  }

  /**
   * The index of the block, of those that have been patched in, at the top of what is seen of the
   * preview; 0 where that shows none.
   */
  get seenBlock(): number {
    const { left, top, width, height } = this.#root.getBoundingClientRect();
    for (const part of SAMPLES) {
      const hit = treeRootOf(this.#root).elementFromPoint(left + width / 2, top + height * part);
      if (hit !== null && hit !== this.#root && this.#root.contains(hit)) {
        return this.#firstBlockOf(hit);
      }
    }
    return 0;
  }

  /**
   * The index of the first block of the unit that a node is in. Not by the index: while a document is opened,
   * each slice would build it anew, 2 of 12 seconds for 5 MB, and the reader is mostly at the top.
   */
  #firstBlockOf(node: Node): number {
    let child = node;
    while (child.parentNode !== null && child.parentNode !== this.#root) {
      child = child.parentNode;
    }
    let block = 0;
    for (const { blocks, nodes } of this.#units) {
      if (nodes.includes(child as ChildNode)) {
        return block;
      }
      block += blocks.length;
    }
    // Children that the units have not taken over yet are in none.
    return 0;
  }

  /** Built lazily, because a key press does not need it, and a reader who scrolls needs it at each frame. */
  get #index(): SourceIndex {
    return (this.#currentIndex ??= new SourceIndex(this.#root, this.#units));
  }

  /**
   * @param from where to begin to look for the place: that of the splice before
   * @returns the place of this one
   */
  #splice({ index, removed, added }: Splice, from: Place, prepared: Prepared): Place {
    let { unit: first, block: start } = from;
    for (; first < this.#units.length; first++) {
      const { blocks, closed } = this.#units[first] ?? NO_UNIT;
      if (start + blocks.length > index || (start + blocks.length === index && !closed)) {
        break;
      }
      start += blocks.length;
    }
    let end = first;
    const blocks: Block[] = [];
    const take = (count: number) => {
      const units = this.#units.slice(end, end + count);
      blocks.push(...units.flatMap((unit) => unit.blocks));
      end += units.length;
      return units.length > 0;
    };
    if (start < index) {
      take(1);
    }
    while (start + blocks.length < index + removed && take(1));
    blocks.splice(index - start, removed, ...added);

    const [block] = blocks;
    if (block !== undefined && blocks.length === 1 && end === first + 1) {
      if (this.#revise(first, block)) {
        return { unit: first, block: start };
      }
    }
    let sanitized = sanitizeUnits(blocks, prepared, this.#standIns);
    // Twice as far each time, so that the work is at most four times that of the right number of units.
    for (let reach = 1; sanitized.at(-1)?.closed === false && take(reach); reach *= 2) {
      sanitized = sanitizeUnits(blocks, prepared, this.#standIns);
    }

    const place = this.#firstNodeFrom(end);
    const nodes = this.#units.slice(first, end).flatMap((unit) => unit.nodes);
    const reusable = nodes.values();
    const children = this.#childrenBefore(place);
    let shown = 0;
    const units = sanitized.map(({ count, content, closed, unchanged }) => ({
      blocks: blocks.slice(shown, (shown += count)),
      nodes: fill(content, reusable, children),
      closed,
      unchanged,
    }));
    removeAll(reusable, children);
    this.#units.splice(first, end - first, ...units);
    this.#currentIndex = undefined;
    return { unit: first, block: start };
  }

  /**
   * Changes within a unit only what differs, be it one word in a table of a thousand rows.
   *
   * @param block all that the unit is to show now
   * @returns false where that is not possible, and nothing has been done
   */
  #revise(index: number, block: Block): boolean {
    const unit = this.#units[index] ?? NO_UNIT;
    const difference =
      unit.closed && unit.unchanged
        ? sanitizeDifference(block.html, unit.nodes, this.#standIns)
        : undefined;
    if (difference === undefined) {
      return false;
    }
    const nodes = difference === 'none' ? unit.nodes : this.#replace(difference, index, unit.nodes);
    this.#units[index] = { ...unit, blocks: [block], nodes };
    this.#currentIndex = undefined;
    return true;
  }

  /**
   * @param nodes those of the unit of that index
   * @returns those that it has from now on
   */
  #replace(
    { parent, index: start, removed, content }: SanitizedDifference,
    index: number,
    nodes: readonly ChildNode[],
  ): readonly ChildNode[] {
    const end = start + removed.length;
    if (parent !== undefined) {
      turnInto(content, removed.values(), childrenOf(parent, documentNodes(parent)[end] ?? null));
      return nodes;
    }
    const place = nodes[end] ?? this.#firstNodeFrom(index + 1);
    const inserted = turnInto(content, removed.values(), this.#childrenBefore(place));
    return [...nodes.slice(0, start), ...inserted, ...nodes.slice(end)];
  }

  /** The first child that a unit from that index on shows. */
  #firstNodeFrom(index: number): ChildNode | undefined {
    for (let i = index; i < this.#units.length; i++) {
      const node = this.#units[i]?.nodes[0];
      if (node !== undefined) {
        return node;
      }
    }
    return undefined;
  }

  /** The preview's children before one that another unit shows, or behind all of them. */
  #childrenBefore(place: ChildNode | undefined): Children {
    return {
      insert: (node, before) => {
        this.#groups.insert(node, before);
      },
      add: (node) => this.#claim(node, place),
      remove: (node) => {
        this.#groups.remove(node);
      },
    };
  }

  /** Puts a node there, or reuses an equal one that no unit shows. */
  #claim(node: ChildNode, place: ChildNode | undefined): ChildNode {
    node.remove();
    const found = place === undefined ? this.#find(node) : undefined;
    if (found !== undefined) {
      this.#removeUnclaimed(found);
      this.#unclaimed = found.nextSibling;
    } else {
      this.#groups.insert(node, place ?? this.#unclaimed);
    }
    const shown = found ?? node;
    noteRendered(shown);
    return shown;
  }

  #find(node: ChildNode): ChildNode | undefined {
    let candidate = this.#unclaimed;
    for (let i = 0; i < LOOK_AHEAD && candidate !== null; i++) {
      if (isEqualButDrawn(candidate, node)) {
        return candidate;
      }
      if (isText(candidate) && isText(node) && candidate.data.startsWith(node.data)) {
        // A parser makes one text of those between two elements; two units may have a part each.
        this.#groups.note(candidate.splitText(node.data.length));
        return candidate;
      }
      candidate = candidate.nextSibling;
    }
    return undefined;
  }

  /** Removes the children that no unit shows, up to a child, or all of them. */
  #removeUnclaimed(end: ChildNode | null): void {
    while (this.#unclaimed !== null && this.#unclaimed !== end) {
      const next: ChildNode | null = this.#unclaimed.nextSibling;
      this.#groups.remove(this.#unclaimed);
      this.#unclaimed = next;
    }
  }
}

/** Sanitizes the blocks of many splices together, which is much quicker than one by one. */
function prepare(splices: readonly Splice[], standIns: StandIns | undefined): Prepared {
  const blocks = splices.flatMap(({ added }) => added);
  const prepared = new Map<Block, SanitizedBlocks>();
  let from = 0;
  const all = blocks.map(({ html }) => html);
  for (const sanitized of sanitizeBlocks(all, standIns)) {
    const [first] = blocks.slice(from, (from += sanitized.count));
    if (first !== undefined && sanitized.count === 1 && sanitized.closed) {
      prepared.set(first, sanitized);
    }
  }
  return prepared;
}

function sanitizeUnits(
  blocks: readonly Block[],
  prepared: Prepared,
  standIns: StandIns | undefined,
): readonly SanitizedBlocks[] {
  const units = blocks.flatMap((block) => prepared.get(block) ?? []);
  return units.length === blocks.length
    ? units
    : sanitizeBlocks(
        blocks.map(({ html }) => html),
        standIns,
      );
}

function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE;
}
