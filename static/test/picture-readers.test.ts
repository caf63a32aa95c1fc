import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { MAX_PIXELS } from '../src/pictures/limits.js';
import { PictureError } from '../src/pictures/picture-file.js';
import { readPicture } from '../src/pictures/read-picture.js';
import { avif, gif, jpeg, join, png, webp } from './picture-files.js';
import { Random } from './random.js';

type Bytes = Uint8Array<ArrayBuffer>;

const FILES = Number(process.env['TWINMARK_DOCUMENTS'] ?? 5_000);

/** The most changes that are made to a file. */
const MAX_CHANGES = 3;

/** Sizes at the limits of the formats and of what is stored. */
const SIDES = [0, 1, 2, 3, 255, 256, 8_000, 8_001, 16_383, 16_384, 50_000, 65_535] as const;

interface Verdict {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly content: Buffer | undefined;
}

/** The server's readers, by the JDK that has built them. */
function readByServer(files: readonly Bytes[]): (Verdict | undefined)[] {
  const classes = path.resolve('target/picture-readers');
  const sources = path.resolve('../webapp/src/main/java/dev/twinmark/pictures');
  run('javac', [
    '-d',
    classes,
    ...readdirSync(sources).map((name) => path.join(sources, name)),
    path.resolve('test/pictures/ReadPictures.java'),
  ]);
  const out = run(
    'java',
    ['-XX:TieredStopAtLevel=1', '-cp', classes, 'ReadPictures'],
    Buffer.concat([int(files.length), ...files.flatMap((file) => [int(file.length), file])]),
  );
  let at = 0;
  const number = () => out.readInt32BE((at += 4) - 4);
  const bytes = (length: number) => out.subarray(at, (at += length));
  return files.map(() => {
    const format = bytes(out.readUInt16BE((at += 2) - 2)).toString();
    return format === ''
      ? undefined
      : { format, width: number(), height: number(), content: bytes(number()) };
  });
}

function run(command: string, parameters: readonly string[], input?: Buffer): Buffer {
  const options = { input: input ?? '', maxBuffer: 2 ** 30 };
  const { status, stdout, stderr, error } = spawnSync(command, parameters, options);
  assert.equal(status, 0, error === undefined ? stderr.toString() : error.message);
  return stdout;
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

/** The verdict of the editor's readers, where the size is no reason to refuse. */
function readByEditor(file: Bytes): (Verdict & { readonly orientation: number }) | undefined {
  try {
    const { format, width, height, orientation, content } = readPicture(file);
    return width * height > MAX_PIXELS
      ? undefined
      : { format, width, height, orientation, content: content && Buffer.concat(content) };
  } catch (error) {
    assert.ok(error instanceof PictureError, String(error));
    return undefined;
  }
}

function generated(random: Random): Bytes {
  const isLikelySmall = random.below(3) < 2;
  const side = () => (isLikelySmall ? 1 + Math.floor(random.below(9)) : random.pick(SIDES));
  const size = { width: side(), height: side() };
  const orientation = 1 + Math.floor(random.below(3) < 2 ? 0 : random.below(8));
  const frames = Math.floor(random.below(3));
  const file = random.pick([
    () => png({ ...size, frames, ...(orientation === 1 ? {} : { orientation }) }),
    () => jpeg({ ...size, orientation, isLittleEndian: random.below(2) < 1 }),
    () => gif({ ...size, frames, hasTrailer: random.below(2) < 1 }),
    () =>
      webp({
        width: Math.max(1, Math.min(size.width, 16_384)),
        height: Math.max(1, Math.min(size.height, 16_384)),
        frames,
        orientation,
        isLossless: random.below(2) < 1,
      }),
    () => avif(size),
  ])();
  return random.below(4) < 1 ? file : corrupted(file, random);
}

function corrupted(file: Bytes, random: Random): Bytes {
  let bytes = file;
  for (let left = 1 + random.below(MAX_CHANGES); left > 0; left--) {
    const at = Math.floor(random.below(bytes.length + 1));
    const length = Math.floor(random.below(12));
    const part = bytes.slice(at, at + length);
    bytes = random.pick([
      () => bytes.slice(0, at),
      () => join(bytes.subarray(0, at), bytes.subarray(at + length)),
      () => join(bytes.subarray(0, at), part, part, bytes.subarray(at + length)),
      () => join(bytes.subarray(0, at), Math.floor(random.below(256)), bytes.subarray(at + 1)),
      () => join(bytes.subarray(0, at), Math.floor(random.below(256)), bytes.subarray(at)),
      () =>
        join(
          bytes.subarray(0, at),
          [0, 255][Math.floor(random.below(2))] ?? 0,
          bytes.subarray(at + 1),
        ),
    ])();
  }
  return bytes;
}

/**
 * The editor writes AVIF anew, and reads no more of it than the sizes; the server takes its metadata out, and
 * refuses what it cannot follow.
 */
test('the editor and the server read the same of generated and damaged pictures', () => {
  const random = Random.fromEnvironment();
  const files = Array.from({ length: FILES }, () => generated(random));
  const verdicts = readByServer(files);
  let read = 0;
  for (const [i, file] of files.entries()) {
    const server = verdicts[i];
    const editor = readByEditor(file);
    const what = `file ${String(i)}: ${Buffer.from(file).toString('base64')}`;
    if (server === undefined && editor?.format === 'avif') {
      continue;
    }
    assert.deepEqual(
      [editor?.format, editor?.width, editor?.height],
      [server?.format, server?.width, server?.height],
      what,
    );
    if (editor?.content !== undefined && editor.orientation === 1) {
      assert.equal(editor.content.toString('hex'), server?.content?.toString('hex'), what);
    }
    read += editor === undefined ? 0 : 1;
  }
  assert.ok(
    read > FILES / 10 && read < (FILES * 9) / 10,
    `${String(read)} of ${String(FILES)} were read`,
  );
});
