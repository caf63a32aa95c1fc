import { element } from '../dom/elements.js';
import { pictureMessage } from '../language/picture-messages.js';
import type { Rectangle } from '../pictures/edit.js';
import type { Size } from '../pictures/picture-file.js';

/** Notifications of a crop frame. */
export interface CropFrameEvents {
  /** Called while the user moves an edge, or all of the frame. */
  moved(part: Rectangle): void;
  /** Called when the user lets go. */
  done(): void;
}

/** The corners clockwise from the left upper one: 1 for the right, or the lower, edge of each. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

const CORNER_NAMES = ['editCorner1', 'editCorner2', 'editCorner3', 'editCorner4'] as const;

/** The pixels of the picture that an arrow key moves by; with Shift, more. */
const KEY_STEP_PX = 1;
const LONG_KEY_STEP_PX = 10;

/** A pointer that moves less than this, in CSS pixels, draws no frame. */
const MIN_DRAWN_PX = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lets the user move the edges of the part of a picture that is kept, by mouse, finger or keys. */
export class CropFrame {
  /** Belongs above the picture, and is as large. */
  readonly element = document.createElement('div');
  readonly #events: CropFrameEvents;
  readonly #hole = document.createElement('div');
  readonly #frame = button('frame', pictureMessage('editFrame'));
  readonly #corners = CORNER_NAMES.map((name) => button('corner', pictureMessage(name)));
  #size: Size = { width: 1, height: 1 };
  #part: Rectangle = { x: 0, y: 0, width: 1, height: 1 };
  #drag: ((to: Point) => Rectangle | undefined) | undefined;

  constructor(events: CropFrameEvents) {
    this.#events = events;
    this.element.className = 'crop';
    // Pixels are counted from the left in every language.
    this.element.dir = 'ltr';
    const shade = document.createElement('div');
    shade.className = 'shade';
    shade.append(this.#hole);
    this.element.append(shade, this.#frame, ...this.#corners);
    this.element.addEventListener('pointerdown', (event) => {
      this.#begin(event);
    });
    this.element.addEventListener('pointermove', (event) => {
      const part = this.#drag?.(this.#pointOf(event));
      if (part !== undefined) {
        events.moved(part);
      }
    });
    for (const type of ['pointerup', 'pointercancel']) {
      this.element.addEventListener(type, () => {
        this.#drag = undefined;
        events.done();
      });
    }
    this.element.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    this.element.addEventListener('keyup', () => {
      events.done();
    });
  }

  /** Shows a part of a picture. */
  show(part: Rectangle, size: Size): void {
    this.#part = part;
    this.#size = size;
    const percent = (value: number, of: number) => `${String((100 * value) / of)}%`;
    for (const { style } of [this.#hole, this.#frame]) {
      style.left = percent(part.x, size.width);
      style.top = percent(part.y, size.height);
      style.width = percent(part.width, size.width);
      style.height = percent(part.height, size.height);
    }
    for (const [i, [right, lower]] of CORNERS.entries()) {
      const style = this.#corners[i]?.style;
      style?.setProperty('left', percent(part.x + right * part.width, size.width));
      style?.setProperty('top', percent(part.y + lower * part.height, size.height));
    }
    this.#frame.classList.toggle('movable', !this.#isWhole);
  }

  get #isWhole(): boolean {
    return this.#part.width === this.#size.width && this.#part.height === this.#size.height;
  }

  #begin(event: PointerEvent): void {
    const { target, pointerId, pointerType, button } = event;
    if (button !== 0 || this.#frame.matches(':disabled')) {
      return;
    }
    const start = this.#pointOf(event);
    const part = this.#part;
    const corner = CORNERS[this.#corners.findIndex((each) => each === target)];
    if (corner !== undefined) {
      this.#drag = (to) => this.#withCorner(part, corner, to.x - start.x, to.y - start.y);
    } else if (target === this.#frame && !this.#isWhole) {
      this.#drag = (to) => this.#moved(part, to.x - start.x, to.y - start.y);
    } else if (pointerType !== 'touch') {
      // A finger scrolls there.
      this.#drag = (to) => this.#between(start, to);
    }
    if (this.#drag !== undefined) {
      this.element.setPointerCapture(pointerId);
    }
  }

  #press(event: KeyboardEvent): void {
    const step = event.shiftKey ? LONG_KEY_STEP_PX : KEY_STEP_PX;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const moved = steps[event.key];
    if (moved === undefined) {
      return;
    }
    const [x, y] = moved;
    event.preventDefault();
    const corner = CORNERS[this.#corners.findIndex((each) => each === event.target)];
    this.#events.moved(
      corner === undefined
        ? this.#moved(this.#part, x, y)
        : this.#withCorner(this.#part, corner, x, y),
    );
  }

  /** The place of a pointer in the picture, in its pixels. */
  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return {
      x: ((clientX - left) * this.#size.width) / width,
      y: ((clientY - top) * this.#size.height) / height,
    };
  }

  #moved({ x, y, width, height }: Rectangle, byX: number, byY: number): Rectangle {
    return {
      x: within(x + byX, 0, this.#size.width - width),
      y: within(y + byY, 0, this.#size.height - height),
      width,
      height,
    };
  }

  #withCorner(
    { x, y, width, height }: Rectangle,
    [right, lower]: readonly [number, number],
    byX: number,
    byY: number,
  ): Rectangle {
    const left = right === 1 ? x : within(x + byX, 0, x + width - 1);
    const top = lower === 1 ? y : within(y + byY, 0, y + height - 1);
    return {
      x: left,
      y: top,
      width: (right === 1 ? within(x + width + byX, x + 1, this.#size.width) : x + width) - left,
      height: (lower === 1 ? within(y + height + byY, y + 1, this.#size.height) : y + height) - top,
    };
  }

  /** The part between two points; undefined where they are as close as those of a click. */
  #between(from: Point, to: Point): Rectangle | undefined {
    const { width, height } = this.#size;
    const min = (MIN_DRAWN_PX * width) / this.element.getBoundingClientRect().width;
    const left = within(Math.min(from.x, to.x), 0, width - 1);
    const top = within(Math.min(from.y, to.y), 0, height - 1);
    const right = within(Math.max(from.x, to.x), left + 1, width);
    const bottom = within(Math.max(from.y, to.y), top + 1, height);
    return Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) < min
      ? undefined
      : { x: left, y: top, width: right - left, height: bottom - top };
  }
}

function within(value: number, min: number, max: number): number {
  return Math.min(Math.max(Math.round(value), min), max);
}

function button(className: string, ariaLabel: string): HTMLButtonElement {
  return element('button', { type: 'button', className, ariaLabel });
}
