import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImageKernels, NewPicture } from '../src/image/api.js';
import { imageKernels, type KernelExports } from '../src/image/kernels.js';
import { Random } from './random.js';

/** The address of pictures in the memory, behind the module's data. */
const START = 24;

const PICTURES = 200;

/** Stands in for the module, which Node 20 cannot run: it inverts, and copies what it is to move. */
class FakeModule {
  readonly memory: WebAssembly.Memory;
  readonly calls: string[] = [];
  readonly exports: KernelExports = {
    grayscale: () => this.calls.push('grayscale'),
    invert: (address, count) => {
      this.calls.push('invert');
      for (const [i, byte] of this.#pixels(address, count).entries()) {
        this.#pixels(address, count)[i] = 255 - byte;
      }
    },
    adjustBrightness: () => this.calls.push('adjustBrightness'),
    adjustContrast: () => this.calls.push('adjustContrast'),
    totalBrightness: (address, count) => {
      this.calls.push('totalBrightness');
      return this.#pixels(address, count).reduce((sum, byte) => sum + byte, 0);
    },
    resize: (_address, _width, _height, target, newWidth, newHeight) => {
      this.calls.push('resize');
      this.#pixels(target, newWidth * newHeight).fill(7);
    },
    rotate: (address, width, height, _quarters, target) => {
      this.calls.push('rotate');
      const count = width * height;
      this.#pixels(target, count).set(this.#pixels(address, count));
    },
    crop: (_address, _width, _x, _y, target, newWidth, newHeight) => {
      this.calls.push('crop');
      this.#pixels(target, newWidth * newHeight).fill(9);
    },
  };
  readonly kernels: ImageKernels;

  constructor(maximum = 100) {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum });
    this.kernels = imageKernels(this.exports, this.memory, START);
  }

  #pixels(address: number, count: number): Uint8Array {
    assert.ok(address >= START, 'no address is within the data of the module');
    return new Uint8Array(this.memory.buffer, address, 4 * count);
  }
}

function picture(random: Random): NewPicture {
  const width = 1 + Math.floor(random.below(100));
  const height = 1 + Math.floor(random.below(100));
  const data = new Uint8ClampedArray(4 * width * height).map(() => random.below(256));
  return { width, height, data };
}

test('every kernel is one call, whatever the size of the picture', () => {
  const random = Random.fromEnvironment();
  const { kernels, calls } = new FakeModule();
  const names = Object.keys(kernels);
  assert.equal(names.length, 8);
  for (let i = 0; i < PICTURES; i++) {
    const shown = picture(random);
    kernels.grayscale(shown);
    kernels.invert(shown);
    kernels.adjustBrightness(shown, 1);
    kernels.adjustContrast(shown, 1);
    kernels.totalBrightness(shown);
    kernels.resize(shown, 3, 2);
    kernels.rotate(shown, 1);
    kernels.crop(shown, 0, 0, 1, 1);
    assert.deepEqual(calls.splice(0), names);
  }
});

test('a kernel gets the whole picture, and the picture what it made', () => {
  const random = Random.fromEnvironment();
  const { kernels, memory } = new FakeModule();
  for (let i = 0; i < PICTURES; i++) {
    const shown = picture(random);
    const { width, height, data } = shown;
    const before = data.slice();
    assert.equal(
      kernels.totalBrightness(shown),
      before.reduce((sum, byte) => sum + byte, 0),
    );
    kernels.invert(shown);
    assert.deepEqual(
      data,
      before.map((byte) => 255 - byte),
    );
    const turned = kernels.rotate(shown, -1);
    assert.deepEqual([turned.width, turned.height], [height, width]);
    assert.deepEqual(turned.data, data);
    assert.notEqual(turned.data.buffer, memory.buffer, 'it is no part of the memory');
    const turnedBack = kernels.rotate(turned, 2);
    assert.deepEqual([turnedBack.width, turnedBack.height], [height, width]);
    const small = kernels.resize(shown, 3, 5);
    assert.deepEqual(small, { width: 3, height: 5, data: new Uint8ClampedArray(60).fill(7) });
    const part = kernels.crop(shown, width - 1, height - 1, 1, 1);
    assert.deepEqual(part, { width: 1, height: 1, data: Uint8ClampedArray.of(9, 9, 9, 9) });
  }
});

test('the memory grows with the largest picture and its result alone', () => {
  const { kernels, memory } = new FakeModule();
  const large = { width: 200, height: 100, data: new Uint8Array(80_000) };
  kernels.rotate(large, 1);
  const { byteLength } = memory.buffer;
  assert.equal(byteLength, Math.ceil((START + 160_000) / 65_536) * 65_536);
  for (let i = 0; i < 10; i++) {
    kernels.rotate(large, i);
    kernels.invert(large);
  }
  assert.equal(memory.buffer.byteLength, byteLength);
});

test('a picture for which there is no memory is refused, and the next one is not', () => {
  const { kernels, calls } = new FakeModule(2);
  const data = new Uint8ClampedArray(160_000);
  assert.throws(() => {
    kernels.invert({ width: 200, height: 200, data });
  }, new RangeError('There is no memory for a picture of 160000 bytes.'));
  assert.ok(data.every((byte) => byte === 0));
  kernels.invert({ width: 1, height: 1, data: data.subarray(0, 4) });
  assert.deepEqual(calls, ['invert']);
});

test('arguments out of range are refused before the call', () => {
  const { kernels, calls } = new FakeModule();
  const shown = { width: 2, height: 3, data: new Uint8ClampedArray(24) };
  const refusals: [() => void, Error][] = [
    [
      () => {
        kernels.invert({ width: 3, height: 3, data: shown.data });
      },
      new RangeError('A picture of 3 × 3 pixels does not have 24 bytes.'),
    ],
    [
      () => {
        kernels.invert({ width: 0, height: 3, data: new Uint8ClampedArray() });
      },
      new RangeError('The width is 0, not an integer from 1 to 32767.'),
    ],
    [
      () => {
        kernels.grayscale({ ...shown, data: Array.from(shown.data) as never });
      },
      new TypeError("A picture's data are not a Uint8ClampedArray."),
    ],
    [
      () => {
        kernels.adjustBrightness(shown, 256);
      },
      new RangeError('The delta of the brightness is 256, not an integer from -255 to 255.'),
    ],
    [
      () => {
        kernels.adjustContrast(shown, 0.5);
      },
      new RangeError('The contrast in percent is 0.5, not an integer from 0 to 10000.'),
    ],
    [
      () => {
        kernels.rotate(shown, Number.NaN);
      },
      new RangeError(
        'The number of quarter turns is NaN, not an integer from -2147483647 to 2147483647.',
      ),
    ],
    [
      () => {
        kernels.resize(shown, 1, 32_768);
      },
      new RangeError('The height is 32768, not an integer from 1 to 32767.'),
    ],
    [
      () => {
        kernels.crop(shown, 1, 0, 2, 1);
      },
      new RangeError('The first column is 1, not an integer from 0 to 0.'),
    ],
  ];
  for (const [call, error] of refusals) {
    assert.throws(call, error);
  }
  assert.deepEqual(calls, []);
});
