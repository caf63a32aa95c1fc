import type { Block } from '../engine/api.js';

/** The rendered nodes of a range of source lines. */
export interface RenderedLines {
  /** Its first line, the first of the text being 0. */
  readonly line: number;
  /** The number of its lines, without blank ones at its end. */
  readonly lines: number;
  /** The children of the preview that show it, text and elements; none where it renders nothing. */
  readonly nodes: readonly ChildNode[];
}

/** Answers which part of the source is shown where. */
export interface SourceMap {
  /** Returns what shows a line, the first of the text being 0; undefined if nothing does. */
  atLine(line: number): RenderedLines | undefined;
  /** The lines that a node in the preview comes from. */
  containing(node: Node): RenderedLines | undefined;
  /** The text of these lines. */
  textOf(lines: RenderedLines): string;
}

/** Successive blocks, and the children of the preview that show them. */
export interface RenderedBlocks {
  readonly blocks: readonly Block[];
  readonly nodes: readonly ChildNode[];
}

/** The places of rendered blocks in the source and in the preview. It does not follow their changes. */
export class SourceIndex {
  readonly #root: Node;
  readonly #units: readonly RenderedBlocks[];
  /** The first line of each unit, and behind the last one the number of lines. */
  readonly #lines: number[] = [0];
  /** The index of the unit of each child of the preview. */
  readonly #unitOf = new Map<Node, number>();

  /**
   * @param root the preview
   * @param units all that the preview shows, in order
   */
  constructor(root: Node, units: readonly RenderedBlocks[]) {
    this.#root = root;
    this.#units = units;
    units.forEach(({ blocks, nodes }, i) => {
      this.#lines.push((this.#lines[i] ?? 0) + linesOf(blocks));
      for (const node of nodes) {
        this.#unitOf.set(node, i);
      }
    });
  }

  /** See `RenderedDocument.atLine`. */
  atLine(line: number): RenderedLines | undefined {
    let low = 0;
    let high = this.#units.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (line < (this.#lines[middle + 1] ?? 0)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return this.#linesOf(low);
  }

  /** See `RenderedDocument.containing`. */
  containing(node: Node): RenderedLines | undefined {
    return this.#linesOf(this.#unitWith(node));
  }

  #unitWith(node: Node): number | undefined {
    let child: Node | null = node;
    while (child !== null && child.parentNode !== this.#root) {
      child = child.parentNode;
    }
    return child === null ? undefined : this.#unitOf.get(child);
  }

  #linesOf(index: number | undefined): RenderedLines | undefined {
    const unit = index === undefined ? undefined : this.#units[index];
    if (index === undefined || unit === undefined) {
      return undefined;
    }
    const line = this.#lines[index] ?? 0;
    const lines = linesOf(unit.blocks);
    if (lines === 0) {
      // The footnotes at the end, whose lines are those of their definitions.
      return undefined;
    }
    const { blankLines = 0 } = unit.blocks.at(-1) ?? {};
    return { line, lines: lines - blankLines, nodes: unit.nodes };
  }
}

function linesOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { lines, blankLines }) => sum + lines + blankLines, 0);
}
