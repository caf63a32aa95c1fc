import type { RenderedLines } from '../preview/preview.js';

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
  atLine(line: number): RenderedLines | undefined;
  containing(node: Node): RenderedLines | undefined;
}

/**
 * For how many frames a place is approached: what comes into view for the first time is measured then,
 * and is not as high as was estimated.
 */
const FRAMES = 20;

/** What comes into view is laid out a frame later, and moves what is below it another one later. */
const STILL_FRAMES = 3;

/** What is nearer than this, in CSS pixels, is there. */
const NEAR = 1;

/** How far below the upper edge a block is looked for, in CSS pixels: something else may cover that, or a gap be there. */
const DEPTHS = [2, 20, 40, 60, 90, 120];

/**
 * Keeps the two sides at the same place: after one was scrolled, the block at its top is the block at the
 * top of the other.
 */
export class ScrollSync {
  enabled = true;

  readonly #source: SourceSide;
  readonly #preview: PreviewSide;
  readonly #listening = new AbortController();
  /** The side that the reader moves; what the other one does follows from that. */
  #leader: 'source' | 'preview' = 'source';
  #frame: number | undefined;

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
            this.#leader = side;
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
    // An image that has arrived moves what is below it.
    preview.scroller.addEventListener(
      'load',
      () => {
        if (this.#leader === 'source') {
          this.#follow();
        }
      },
      { signal, capture: true },
    );
  }

  /** The side that is scrolled next is the one that the other follows. */
  lead(side: 'source' | 'preview'): void {
    this.#leader = side;
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
      this.#approach(FRAMES);
    }
  }

  #approach(frames: number, still = 0): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const moved = this.#leader === 'source' ? this.#movePreview() : this.#moveSource();
      const stillFor = moved ? 0 : still + 1;
      if (frames > 1 && stillFor < STILL_FRAMES) {
        this.#approach(frames - 1, stillFor);
      }
    });
  }

  /** @returns whether it was not there yet */
  #movePreview(): boolean {
    const { scroller } = this.#preview;
    if (isAtEnd(this.#source.scroller)) {
      return scrollBy(scroller, scroller.scrollHeight);
    }
    const { topLine } = this.#source;
    const block = this.#preview.atLine(Math.floor(topLine));
    const box = block && boxOf(block);
    if (block === undefined || box === undefined) {
      return false;
    }
    const part = Math.min((topLine - block.line) / Math.max(block.lines, 1), 1);
    // At the first line, what is above the first block is seen, too.
    const distance =
      topLine < NEAR / 10
        ? -scroller.scrollTop
        : box.top + part * (box.bottom - box.top) - topOf(scroller);
    return scrollBy(scroller, distance);
  }

  #moveSource(): boolean {
    const { scroller } = this.#preview;
    if (isAtEnd(scroller)) {
      return scrollBy(this.#source.scroller, this.#source.scroller.scrollHeight);
    }
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
    return Math.abs(this.#source.scroller.scrollTop - before) > NEAR;
  }

  #topBlock(): RenderedLines | undefined {
    const { scroller } = this.#preview;
    const { left, width } = scroller.getBoundingClientRect();
    const top = topOf(scroller);
    for (const depth of DEPTHS) {
      const hit = document
        .elementsFromPoint(left + Math.min(width / 2, 120), top + depth)
        .find((element) => element !== scroller && scroller.contains(element));
      const block = hit && this.#preview.containing(hit);
      if (block !== undefined) {
        return block;
      }
    }
    return undefined;
  }
}

function isAtEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - NEAR;
}

/** Where what is seen of the content begins, below what stays at the top. */
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
  if (Math.abs(distance) > NEAR) {
    scroller.scrollTop += distance;
  }
  return Math.abs(scroller.scrollTop - before) > NEAR;
}
