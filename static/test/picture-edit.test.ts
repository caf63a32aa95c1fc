import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImageKernels, NewPicture, Picture } from '../src/image/api.js';
import {
  cropped,
  edited,
  isSameEdit,
  maxWidth,
  type PictureEdit,
  type Rectangle,
  resultSize,
  turned,
  turnedRectangle,
  turnedSize,
  unedited,
  unturnedRectangle,
} from '../src/pictures/edit.js';
import type { Size } from '../src/pictures/picture-file.js';
import { Random } from './random.js';

const ROUNDS = 2000;

const MAX_SIDE_PX = 40;

/** Kernels that record their calls, and rearrange pixels by definition. */
class SlowKernels implements ImageKernels {
  readonly calls: string[] = [];

  grayscale(): void {
    this.calls.push('grayscale');
  }

  invert(): void {
    this.calls.push('invert');
  }

  adjustBrightness(_picture: Picture, delta: number): void {
    this.calls.push(`brightness ${String(delta)}`);
  }

  adjustContrast(_picture: Picture, percent: number): void {
    this.calls.push(`contrast ${String(percent)}`);
  }

  totalBrightness(): number {
    return 0;
  }

  resize(picture: Picture, width: number, height: number): NewPicture {
    this.calls.push(`resize ${String(width)} ${String(height)}`);
    return made({ width, height }, (x, y) =>
      at(
        picture,
        Math.floor((x * picture.width) / width),
        Math.floor((y * picture.height) / height),
      ),
    );
  }

  rotate(picture: Picture, quarters: number): NewPicture {
    this.calls.push(`rotate ${String(quarters)}`);
    let result = made(picture, (x, y) => at(picture, x, y));
    for (let i = 0; i < quarters; i++) {
      const before = result;
      result = made(turnedSize(before, 1), (x, y) => at(before, y, before.height - 1 - x));
    }
    return result;
  }

  crop(picture: Picture, x: number, y: number, width: number, height: number): NewPicture {
    this.calls.push('crop');
    return made({ width, height }, (column, row) => at(picture, x + column, y + row));
  }
}

function made({ width, height }: Size, color: (x: number, y: number) => number): NewPicture {
  const data = new Uint8ClampedArray(4 * width * height);
  const words = new Uint32Array(data.buffer);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      words[y * width + x] = color(x, y);
    }
  }
  return { width, height, data };
}

function at({ width, height, data }: Picture, x: number, y: number): number {
  assert.ok(x >= 0 && x < width && y >= 0 && y < height, 'a pixel of the picture');
  return new Uint32Array(data.buffer)[y * width + x] ?? 0;
}

function whole(random: Random, min: number, max: number): number {
  return min + Math.floor(random.below(max - min + 1));
}

function sizeFrom(random: Random): Size {
  return { width: whole(random, 1, 60), height: whole(random, 1, 60) };
}

function partOf({ width, height }: Size, random: Random): Rectangle {
  const x = whole(random, 0, width - 1);
  const y = whole(random, 0, height - 1);
  return { x, y, width: whole(random, 1, width - x), height: whole(random, 1, height - y) };
}

test('turned rectangles hold the pixels of the part in the turned picture', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < ROUNDS; i++) {
    const size = sizeFrom(random);
    const part = partOf(size, random);
    const quarters = whole(random, 0, 3);
    const isIn = (x: number, y: number, { width, height, ...from }: Rectangle) =>
      x >= from.x && x < from.x + width && y >= from.y && y < from.y + height;
    const marked = made(size, (x, y) => Number(isIn(x, y, part)));
    const rectangle = turnedRectangle(part, size, quarters);
    assert.deepEqual(
      new SlowKernels().rotate(marked, quarters),
      made(turnedSize(size, quarters), (x, y) => Number(isIn(x, y, rectangle))),
      JSON.stringify({ size, part, quarters }),
    );
    assert.deepEqual(unturnedRectangle(rectangle, size, quarters), part);
  }
});

test('the result is the chosen part of the turned picture', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < ROUNDS; i++) {
    const size = sizeFrom(random);
    const original = made(size, (x, y) => 1 + y * size.width + x);
    let edit = unedited(size, Infinity);
    for (let step = whole(random, 0, 6); step > 0; step--) {
      if (random.below(2) < 1) {
        edit = turned(edit, random.pick([1, -1]), Infinity);
      } else {
        // As the dialog does it: the user chooses a part of the turned picture.
        const shown = turnedSize(size, edit.quarters);
        const part = unturnedRectangle(partOf(shown, random), size, edit.quarters);
        edit = cropped(edit, part, Infinity);
      }
    }
    const shown = new SlowKernels().rotate(original, edit.quarters);
    const part = turnedRectangle(edit.crop, size, edit.quarters);
    const result = edited(new SlowKernels(), original, edit);
    assert.deepEqual(
      { ...result },
      made(part, (x, y) => at(shown, part.x + x, part.y + y)),
      JSON.stringify({ size, edit }),
    );
  }
});

test('results are within the limit, in the proportions of the part, and never enlarged', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < ROUNDS; i++) {
    const size = sizeFrom(random);
    let edit = unedited(size, MAX_SIDE_PX);
    for (let step = whole(random, 0, 6); step > 0; step--) {
      const max = maxWidth(edit, MAX_SIDE_PX);
      edit = random.pick([
        () => turned(edit, random.pick([1, -1]), MAX_SIDE_PX),
        () => cropped(edit, partOf(size, random), MAX_SIDE_PX),
        () => ({ ...edit, width: whole(random, 1, max) }),
      ])();
    }
    const { crop, quarters } = edit;
    const { width, height } = resultSize(edit);
    const part = turnedSize(crop, quarters);
    const message = JSON.stringify({ size, edit, width, height });
    assert.ok(width >= 1 && width <= maxWidth(edit, MAX_SIDE_PX), message);
    // A line of one pixel cannot get thinner; it is scaled when it is encoded.
    assert.ok(width === 1 || Math.max(width, height) <= MAX_SIDE_PX, message);
    assert.ok(height >= 1, message);
    assert.ok(width <= part.width && height <= part.height, message);
    assert.ok(
      height === 1 || Math.abs(height - (width * part.height) / part.width) <= 0.5,
      message,
    );
    assert.deepEqual(
      (({ width: w, height: h }) => [w, h])(
        edited(
          new SlowKernels(),
          made(size, () => 0),
          edit,
        ),
      ),
      [width, height],
      message,
    );
  }
});

test('four turns of the largest result change nothing', () => {
  for (const quarters of [1, -1] as const) {
    const original = unedited({ width: 50, height: 7 }, MAX_SIDE_PX);
    let edit = original;
    for (let i = 0; i < 4; i++) {
      assert.equal(isSameEdit(edit, original), i === 0);
      edit = turned(edit, quarters, MAX_SIDE_PX);
    }
    assert.ok(isSameEdit(edit, original));
  }
});

test('kernels are called for the smallest picture first, and colours last', () => {
  const size = { width: 20, height: 10 };
  const called = (changes: Partial<PictureEdit>) => {
    const kernels = new SlowKernels();
    edited(
      kernels,
      made(size, () => 0),
      { ...unedited(size, Infinity), ...changes },
    );
    return kernels.calls;
  };
  assert.deepEqual(called({}), []);
  assert.deepEqual(called({ contrast: -100 }), ['contrast 0']);
  assert.deepEqual(called({ brightness: -100 }), ['brightness -255']);
  assert.deepEqual(
    called({
      crop: { x: 2, y: 0, width: 18, height: 10 },
      quarters: 3,
      width: 5,
      isGray: true,
      isInverted: true,
      brightness: 10,
      contrast: 50,
    }),
    ['crop', 'resize 9 5', 'rotate 3', 'grayscale', 'invert', 'brightness 26', 'contrast 150'],
  );
});
