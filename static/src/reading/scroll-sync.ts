import type { RenderedLines, SourceMap } from '../rendered-document/source-index.js';
import { treeRootOf } from '../dom/root-node.js';

/** The side that is written in. */
export interface SourceSide {
  readonly scroller: HTMLElement;
  /** The line at the top of what is seen, the first being 0, and as a fraction how much of it is above. */
  readonly topLine: number;
  /** Scrolls until that line is at the top. */
  scrollToLine(line: number): void;
}

/** The side that is read. */
export interface PreviewSide {
  readonly scroller: HTMLElement;
  readonly sourceMap: Pick<SourceMap, 'atLine' | 'containing'>;
}

/**
 * For how many frames a place is approached: what comes into view for the first time is measured then,
 * and is not as high as was estimated.
 */
const APPROACH_FRAMES = 20;

/** A block that comes into view is laid out a frame later, and moves those below it another frame later. */
const STILL_FRAMES = 3;

/** The distance, in CSS pixels, below which a goal counts as reached. */
const NEAR_PX = 1;

/** Depths below the upper edge to probe for a block, in CSS pixels: the edge may be covered, or in a gap. */
const PROBE_DEPTHS_PX = [2, 20, 40, 60, 90, 120];

/**
 * Keeps the two sides at the same place: after one was scrolled, the block at its top is the block at the
 * top of the other, as far as that one can be scrolled: there has to be room below its end.
 */
export class ScrollSync {
  enabled = true;

  readonly #source: SourceSide;
  readonly #preview: PreviewSide;
  readonly #listening = new AbortController();
  /** The side that the reader moves; what the other one does follows from that. */
  #leader: 'source' | 'preview' = 'source';
  /** The line that the preview is to show at its top, wherever the source is. */
  #goal: number | undefined;
  #frame: number | undefined;
  #framesLeft = 0;
  #stillFrames = 0;

  constructor(source: SourceSide, preview: PreviewSide) {
    this.#source = source;
    this.#preview = preview;
    const { signal } = this.#listening;
    for (const [side, { scroller }] of [
      ['source', source],
      ['preview', preview],
    ] as const) {
      // A scroll event does not say who has scrolled; one of these comes before it. A link may be clicked
      // by a script or an assistive technology, without any of the others.
      for (const type of ['wheel', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'click']) {
        scroller.addEventListener(
          type,
          () => {
            this.lead(side);
          },
          { signal, passive: true, capture: true },
        );
      }
      scroller.addEventListener(
        'scroll',
        () => {
          if (this.#leader === side) {
            this.#follow();
          }
        },
        { signal, passive: true },
      );
    }
    // An image that has arrived, or has not, moves what is below it, and so do details that are opened.
    for (const type of ['load', 'error', 'toggle']) {
      preview.scroller.addEventListener(
        type,
        () => {
          this.#follow();
        },
        { signal, capture: true },
      );
    }
  }

  /** Says which side is moved from now on; the other one stays until that happens. */
  lead(side: 'source' | 'preview'): void {
    this.#leader = side;
    this.#goal = undefined;
  }

  /**
   * Scrolls the preview to show a line at its top. The source, which the caller scrolls there, leads; if it
   * is not visible, or the sides are not scrolled together, the preview goes there all the same.
   */
  goTo(line: number): void {
    this.lead('source');
    this.#goal = line;
    this.#approach();
  }

  /** The sides have other sizes now: what was at the top of both may no longer be. */
  realign(): void {
    this.#follow();
  }

  close(): void {
    this.#listening.abort();
    if (this.#frame !== undefined) {
      cancelAnimationFrame(this.#frame);
    }
  }

  #follow(): void {
    if (this.enabled) {
      this.#approach();
    }
  }

  #approach(): void {
    this.#framesLeft = APPROACH_FRAMES;
    this.#stillFrames = 0;
    this.#frame ??= requestAnimationFrame(this.#step);
  }

  readonly #step = (): void => {
    const moved = this.#leader === 'source' ? this.#movePreview() : this.#moveSource();
    this.#stillFrames = moved ? 0 : this.#stillFrames + 1;
    this.#framesLeft--;
    if (this.#framesLeft > 0 && this.#stillFrames < STILL_FRAMES) {
      this.#frame = requestAnimationFrame(this.#step);
    } else {
      this.#frame = undefined;
      this.#goal = undefined;
    }
  };

  /** @returns whether it was not there yet */
  #movePreview(): boolean {
    const { scroller } = this.#preview;
    const topLine = this.#goal ?? this.#source.topLine;
    const block = this.#preview.sourceMap.atLine(Math.floor(topLine));
    const box = block && boxOf(block);
    if (block === undefined || box === undefined) {
      return false;
    }
    const part = Math.min((topLine - block.line) / Math.max(block.lines, 1), 1);
    // At the first line, what is above the first block is seen, too.
    const distance =
      topLine < NEAR_PX / 10
        ? -scroller.scrollTop
        : box.top + part * (box.bottom - box.top) - topOf(scroller);
    return scrollBy(scroller, distance);
  }

  #moveSource(): boolean {
    const { scroller } = this.#preview;
    if (scroller.scrollTop === 0) {
      return scrollBy(this.#source.scroller, -this.#source.scroller.scrollTop);
    }
    const block = this.#topBlock();
    const box = block && boxOf(block);
    if (block === undefined || box === undefined) {
      // After a long way nothing is laid out there yet, and so nothing is hit.
      return true;
    }
    const part = (topOf(scroller) - box.top) / Math.max(box.bottom - box.top, 1);
    const before = this.#source.scroller.scrollTop;
    this.#source.scrollToLine(block.line + Math.min(Math.max(part, 0), 1) * block.lines);
    return Math.abs(this.#source.scroller.scrollTop - before) > NEAR_PX;
  }

  #topBlock(): RenderedLines | undefined {
    const { scroller } = this.#preview;
    const { left, width } = scroller.getBoundingClientRect();
    const top = topOf(scroller);
    for (const depth of PROBE_DEPTHS_PX) {
      const hit = treeRootOf(scroller)
        .elementsFromPoint(left + Math.min(width / 2, 120), top + depth)
        .find((element) => element !== scroller && scroller.contains(element));
      const block = hit && this.#preview.sourceMap.containing(this.#firstInSight(hit, top));
      if (block !== undefined) {
        return block;
      }
    }
    return undefined;
  }

  /** Returns the first visible child of the preview up to the hit one: several may fit between two probes. */
  #firstInSight(hit: Element, top: number): Element {
    const { scroller } = this.#preview;
    let first = hit;
    while (first.parentElement !== null && first.parentElement !== scroller) {
      first = first.parentElement;
    }
    for (
      let before = first.previousElementSibling;
      before !== null && before.getBoundingClientRect().bottom > top + NEAR_PX;
      before = before.previousElementSibling
    ) {
      first = before;
    }
    return first;
  }
}

/** The upper edge of the visible content, below whatever sticks to the top. */
function topOf(scroller: HTMLElement): number {
  const { scrollPaddingTop } = getComputedStyle(scroller);
  return scroller.getBoundingClientRect().top + (parseFloat(scrollPaddingTop) || 0);
}

function boxOf({ nodes }: RenderedLines): { top: number; bottom: number } | undefined {
  const boxes = nodes
    .filter((node) => node instanceof Element)
    .map((node) => node.getBoundingClientRect());
  return boxes.length === 0
    ? undefined
    : {
        top: Math.min(...boxes.map(({ top }) => top)),
        bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
      };
}

function scrollBy(scroller: HTMLElement, distance: number): boolean {
  const before = scroller.scrollTop;
  if (Math.abs(distance) > NEAR_PX) {
    scroller.scrollTop += distance;
  }
  return Math.abs(scroller.scrollTop - before) > NEAR_PX;
}
