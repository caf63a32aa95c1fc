import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPicture } from '../src/pictures/read-picture.js';
import {
  avif,
  exif,
  gif,
  jpeg,
  join,
  png,
  problemOf,
  SECRET,
  stored,
  webp,
} from './picture-files.js';
import { Random } from './random.js';

const CORRUPTED = 20_000;

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture of each kind, of 3 × 2 pixels. */
const PICTURES: Readonly<Record<string, Bytes>> = {
  png: png(),
  'animated png': png({ frames: 2 }),
  jpeg: jpeg(),
  gif: gif(),
  'animated gif': gif({ frames: 2 }),
  'gif without trailer': gif({ hasTrailer: false }),
  webp: webp(),
  'lossless webp': webp({ isLossless: true }),
  'animated webp': webp({ frames: 2 }),
  avif: avif(),
  'animated avif': avif({ brand: 'avis' }),
};

function latin1(bytes: Bytes): string {
  return Buffer.from(bytes).toString('latin1');
}

for (const [kind, file] of Object.entries(PICTURES)) {
  test(`${kind}: format, size and animation are read`, () => {
    const { format, width, height, isAnimated } = readPicture(file);
    assert.equal(format, /\w+/.exec(kind.replace(/animated |lossless /, ''))?.[0]);
    assert.deepEqual([width, height], [3, 2]);
    assert.equal(isAnimated, kind.startsWith('animated'));
  });

  if (!kind.endsWith('avif')) {
    test(`${kind}: metadata are stripped, and nothing else`, () => {
      assert.ok(latin1(file).includes(SECRET));
      const once = stored(file);
      assert.ok(!latin1(once).includes(SECRET), latin1(once));
      assert.deepEqual(stored(once), once);
      assert.deepEqual(
        { ...readPicture(once), content: undefined },
        { ...readPicture(file), content: undefined },
      );
    });
  }

  test(`${kind}: a truncated file is refused`, () => {
    const end = file.length - (kind.endsWith('without trailer') ? 0 : SECRET.length);
    for (let length = 0; length < end; length++) {
      const truncated = file.slice(0, length);
      const isRefused = problemOf(truncated) !== undefined;
      // Pixels of AVIF are found by offsets, which only a decoder follows.
      const mayPass = /gif|avif/.test(kind) && length > end / 2;
      assert.ok(isRefused || mayPass, `${String(length)} of ${String(file.length)} bytes`);
    }
  });
}

test('AVIF has to be encoded to lose its metadata', () => {
  assert.equal(readPicture(avif()).content, undefined);
});

for (let orientation = 1; orientation <= 8; orientation++) {
  test(`orientation ${String(orientation)} is read`, () => {
    for (const file of [
      jpeg({ orientation }),
      jpeg({ orientation, isLittleEndian: false }),
      png({ orientation }),
      webp({ orientation }),
    ]) {
      assert.equal(readPicture(file).orientation, orientation);
    }
  });
}

test('damaged EXIF means upright, as in browsers', () => {
  assert.equal(readPicture(jpeg({ orientation: 9 })).orientation, 1);
  const short = join(
    '\xff\xd8\xff\xe1\x00\x0cExif\0\0',
    exif(6).subarray(0, 4),
    jpeg().subarray(2),
  );
  assert.equal(readPicture(short).orientation, 1);
});

test('the size of a bomb is read without decoding it', () => {
  for (const file of [
    png({ width: 50_000, height: 50_000 }),
    jpeg({ width: 50_000, height: 50_000 }),
    // The screen of this one is small.
    gif({ width: 50_000, height: 50_000 }),
    webp({ width: 16_000, height: 16_000 }),
    webp({ width: 16_000, height: 16_000, isLossless: true }),
    avif({ width: 50_000, height: 50_000 }),
  ]) {
    const { width, height } = readPicture(file);
    assert.ok(width * height > 200_000_000);
  }
});

test('a picture without pixels is damaged', () => {
  assert.equal(problemOf(png({ width: 0 })), 'damaged');
  assert.equal(problemOf(jpeg({ height: 0 })), 'damaged');
  assert.equal(problemOf(gif({ frames: 0 })), 'damaged');
});

test('a second frame header, of another size, is damage', () => {
  const file = latin1(jpeg());
  const frame = file.slice(file.indexOf('\xff\xc2'), file.indexOf('\xff\xda'));
  assert.equal(problemOf(join(file.replace('\xff\xda', `${frame}\xff\xda`))), 'damaged');
});

test('a thumbnail in JFIF is stripped', () => {
  const thumbnail = `\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc`;
  const file = latin1(jpeg()).replace('\xff\xd8', `\xff\xd8${thumbnail}`);
  assert.ok(!latin1(stored(join(file))).includes('abc'));
});

test('what decides on colors stays in a JPEG', () => {
  const file = latin1(stored(jpeg()));
  assert.match(file, /JFIF/);
  assert.match(file, /ICC_PROFILE/);
  assert.match(file, /Adobe/);
});

test('SVG is told from other texts, under any name', () => {
  for (const svg of [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg>\n<svg width="1">',
    '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
  ]) {
    assert.equal(problemOf(join(svg)), 'svg', svg);
  }
  for (const other of ['text', '<html><body><svg></svg>', '%PDF-1.7', 'BM', 'GIF', '\x89PNG']) {
    assert.equal(problemOf(join(other)), 'unknown', other);
  }
  assert.equal(problemOf(new Uint8Array()), 'damaged');
  const heic = avif({ brand: 'heic' });
  assert.equal(problemOf(heic), 'unknown');
});

test('corrupted files are refused or read, and never anything else', () => {
  const random = Random.fromEnvironment();
  const files = Object.values(PICTURES) as [Bytes, ...Bytes[]];
  for (let i = 0; i < CORRUPTED; i++) {
    const file = random.pick(files).slice();
    for (let count = random.below(8); count >= 0; count--) {
      file[Math.floor(random.below(file.length))] = random.pick([
        0,
        1,
        0x7f,
        0xff,
        random.below(256),
      ]);
    }
    if (problemOf(file) === undefined) {
      const { width, height, content } = readPicture(file);
      assert.ok(width > 0 && height > 0);
      const length = content?.reduce((sum, part) => sum + part.length, 0) ?? 0;
      // The trailer of a GIF may have been added.
      assert.ok(length <= file.length + 1);
    }
  }
});
