import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText, encodeText, type TextEncoding } from '../src/app/files/text-encoding.js';
import {
  FileError,
  formatTextFile,
  MAX_FILE_BYTES,
  parseTextFile,
  type LineEnding,
  withLineEnding,
} from '../src/app/files/text-file.js';
import { Random } from './random.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

const ALPHABET: Readonly<Record<TextEncoding, readonly [string, ...string[]]>> = {
  'utf-8': ['a', ' ', 'é', '€', '漢', '😀', '\t', '\u00a0', '\ufeff', '\u2028', '\x0c', '\x85'],
  'utf-8-bom': ['a', 'ß', '😀', '\ufeff'],
  'utf-16le': ['a', 'ß', '€', '漢', '😀', '\ufeff'],
  'utf-16be': ['a', 'ß', '€', '漢', '😀', '\ufeff'],
  'windows-1252': ['a', 'é', 'ß', '€', '“', '…', '\u0081', 'ÿ'],
};

test('random files come back byte by byte', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < 2000; i++) {
    const encoding = random.pick(Object.keys(ALPHABET) as [TextEncoding, ...TextEncoding[]]);
    const lineEnding = random.pick<LineEnding>(['\n', '\r\n', '\r']);
    const length = Math.floor(random.below(60));
    let text = encoding === 'windows-1252' ? 'é ' : 'a';
    for (let j = 0; j < length; j++) {
      text += random.below(6) < 1 ? lineEnding : random.pick(ALPHABET[encoding]);
    }
    const { bytes: written } = encodeText(text, encoding);
    const legacy = encoding === 'windows-1252' ? encoding : undefined;
    const { text: read, form } = parseTextFile('x.md', written, legacy);
    assert.equal(form.encoding, encoding, JSON.stringify(text));
    assert.equal(read, withLineEnding(text, '\n'));
    assert.deepEqual(formatTextFile(read, form).bytes, written, JSON.stringify(text));
  }
});

test('encodings are known by their marks, then by what is valid', () => {
  assert.deepEqual(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61)), { text: 'a', encoding: 'utf-8-bom' });
  assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0xac, 0x20)), { text: '€', encoding: 'utf-16le' });
  assert.deepEqual(decodeText(bytes(0xfe, 0xff, 0x20, 0xac)), { text: '€', encoding: 'utf-16be' });
  assert.deepEqual(decodeText(bytes(0xe2, 0x82, 0xac)), { text: '€', encoding: 'utf-8' });
  assert.deepEqual(decodeText(latin('caf\xe9')), { text: 'café', encoding: 'windows-1252' });
  assert.deepEqual(decodeText(bytes()), { text: '', encoding: 'utf-8' });
});

test('what Windows-1252 lacks makes a file UTF-8', () => {
  assert.deepEqual(encodeText('café €', 'windows-1252'), {
    bytes: latin('caf\xe9 \x80'),
    encoding: 'windows-1252',
    complete: true,
  });
  const arrow = encodeText('é →', 'windows-1252');
  assert.equal(arrow.encoding, 'utf-8');
  assert.equal(new TextDecoder().decode(arrow.bytes), 'é →');
});

test('half a surrogate pair is told of where it is lost', () => {
  assert.equal(encodeText('a\ud800b', 'utf-8').complete, false);
  assert.equal(encodeText('😀', 'utf-8').complete, true);
  assert.deepEqual(encodeText('\ud800', 'utf-16le').bytes, bytes(0xff, 0xfe, 0x00, 0xd8));
});

test('mixed line endings become the most frequent', () => {
  const { text, form, mixedLineEndings } = parseTextFile('x', latin('a\r\nb\nc\r\nd\r'));
  assert.equal(text, 'a\nb\nc\nd\n');
  assert.equal(mixedLineEndings, true);
  assert.deepEqual(formatTextFile(text, form).bytes, latin('a\r\nb\r\nc\r\nd\r\n'));
  assert.equal(parseTextFile('x', latin('a\r\rb')).form.lineEnding, '\r');
  assert.equal(parseTextFile('x', latin('a')).form.lineEnding, '\n');
});

test('what is no text is refused with a sentence', () => {
  const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
  for (const content of [
    png,
    latin('a\0b'),
    latin('\xff\x01'),
    bytes(0xff, 0xfe, 0x61),
    bytes(0xef, 0xbb, 0xbf, 0xff),
  ]) {
    assert.throws(
      () => parseTextFile('x.md', content),
      (error) =>
        error instanceof FileError && error.message.startsWith('“x.md” is not a text file.'),
    );
  }
});

test('what is too large is refused with its size and the limit', () => {
  assert.throws(() => parseTextFile('x.md', new Uint8Array(MAX_FILE_BYTES + 1)), /17 MB.*16 MB/);
  assert.equal(
    parseTextFile('x.md', new Uint8Array(MAX_FILE_BYTES).fill(97)).text.length,
    MAX_FILE_BYTES,
  );
});
