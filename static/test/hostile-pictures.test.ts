import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_PIXELS } from '../src/pictures/limits.js';
import { readPicture } from '../src/pictures/read-picture.js';
import { avif, gif, jpeg, join, png, problemOf, stored, webp } from './picture-files.js';

type Bytes = Uint8Array<ArrayBuffer>;

const SCRIPT = '<script>pwned()</script>';

const HUGE = { width: 50_000, height: 50_000 };

function latin1(bytes: Bytes): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Puts bytes into a file. */
function inserted(file: Bytes, at: number, part: Bytes): Bytes {
  return join(file.subarray(0, at), part, file.subarray(at));
}

const PICTURES: Readonly<Record<string, Bytes>> = {
  png: png(),
  jpeg: jpeg(),
  gif: gif(),
  webp: webp(),
};

for (const [format, file] of Object.entries(PICTURES)) {
  test(`${format}: a page or a script behind its end is gone`, () => {
    for (const other of [`<!DOCTYPE html>${SCRIPT}`, '*/=1;pwned()//', 'PK\x03\x04pwned()']) {
      assert.deepEqual(stored(join(file, other)), stored(file));
    }
  });

  test(`${format}: a page or a script before its beginning is refused`, () => {
    for (const other of [SCRIPT, 'pwned();/*', '\n', '%PDF-1.7']) {
      const problem = problemOf(join(other, file));
      assert.equal(problem, 'unknown');
    }
  });
}

test('GIF and JavaScript at once is a GIF', () => {
  // Its width is the beginning of a comment of JavaScript, which ends behind it: `GIF89a/*…*/=pwned()`.
  const polyglot = gif();
  polyglot.set(join('/*'), 'GIF89a'.length);
  const comment = join([0x21, 0xfe, SCRIPT.length], SCRIPT, 0);
  const withComment = inserted(polyglot, 'GIF89a'.length + 7 + 6, comment);
  const result = latin1(stored(join(withComment, '*/=pwned();')));
  assert.ok(!result.includes('pwned'));
  assert.ok(result.startsWith('GIF89a/*') && result.endsWith(';'));
});

test('scripts in metadata are gone', () => {
  const chunk = join([0, 0, 0, SCRIPT.length], 'iTXt', SCRIPT, [0, 0, 0, 0]);
  const afterHeader = 8 + 4 + 4 + 13 + 4;
  assert.deepEqual(stored(inserted(png(), afterHeader, chunk)), stored(png()));
  for (const marker of [0xe1, 0xed, 0xfe]) {
    const segment = join([0xff, marker, 0, SCRIPT.length + 2], SCRIPT);
    assert.deepEqual(stored(inserted(jpeg(), 2, segment)), stored(jpeg()));
  }
});

test('a bomb of any format tells its size before it is decoded', () => {
  for (const bomb of [png(HUGE), jpeg(HUGE), gif(HUGE), avif(HUGE), webp({ ...HUGE, frames: 2 })]) {
    const { width, height } = readPicture(bomb);
    assert.ok(width * height > MAX_PIXELS, latin1(bomb.subarray(0, 16)));
  }
});

test('half of a picture is refused or has no end to run on', () => {
  for (const [format, file] of Object.entries(PICTURES)) {
    const whole = stored(file);
    for (let length = 1; length < whole.length; length++) {
      const part = whole.slice(0, length);
      if (problemOf(part) === undefined) {
        // Browsers show a GIF without its trailer.
        assert.equal(format, 'gif', `${format}, ${String(length)} bytes`);
      }
    }
  }
});
