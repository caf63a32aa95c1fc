/** The encoding of a text file. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Byte order marks, U+FEFF in each encoding (https://encoding.spec.whatwg.org/#bom-sniff). */
const MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8-bom', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];

/** The bytes from 0x80 to 0x9F in Windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const FROM_0X80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Control characters, except those of layout and escape; no text in a single-byte encoding has them. */
// eslint-disable-next-line no-control-regex -- They are what we look for.
const NO_TEXT = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** A lone half of a surrogate pair, which UTF-8 cannot write. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Decodes bytes as text: by their byte order mark, else as UTF-8, else as Windows-1252.
 *
 * @returns undefined if they are not text
 */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: TextEncoding } | undefined {
  const [encoding, mark] = MARKS.find(([, start]) =>
    start.every((byte, i) => bytes[i] === byte),
  ) ?? ['utf-8', []];
  const content = bytes.subarray(mark.length);
  const text = decode(encoding === 'utf-8-bom' ? 'utf-8' : encoding, content);
  if (text !== undefined) {
    return text.includes('\0') ? undefined : { text, encoding };
  }
  if (mark.length > 0) {
    return undefined;
  }
  const western = decodeWindows1252(content);
  return NO_TEXT.test(western) ? undefined : { text: western, encoding: 'windows-1252' };
}

function decode(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

/** An encoded text. */
export interface EncodedText {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The encoding asked for, or UTF-8 where that lacks some of the characters. */
  readonly encoding: TextEncoding;
  /** False if a lone surrogate, which UTF-8 cannot represent, was replaced by U+FFFD. */
  readonly complete: boolean;
}

/** Encodes text, with a byte order mark where the encoding is recognized by it. */
export function encodeText(text: string, encoding: TextEncoding): EncodedText {
  if (encoding === 'windows-1252') {
    const bytes = encodeWindows1252(text);
    return bytes === undefined ? encodeText(text, 'utf-8') : { bytes, encoding, complete: true };
  }
  const mark = MARKS.find(([name]) => name === encoding)?.[1] ?? [];
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') {
    const content = new TextEncoder().encode(text);
    const bytes = new Uint8Array(mark.length + content.length);
    bytes.set(mark);
    bytes.set(content, mark.length);
    return { bytes, encoding, complete: !LONE_SURROGATE.test(text) };
  }
  const bytes = new Uint8Array(mark.length + 2 * text.length);
  bytes.set(mark);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) {
    view.setUint16(mark.length + 2 * i, text.charCodeAt(i), encoding === 'utf-16le');
  }
  return { bytes, encoding, complete: true };
}

function decodeWindows1252(bytes: Uint8Array): string {
  // Node 20 decodes it as Latin-1: it leaves all of these bytes, while browsers leave those that both share.
  return new TextDecoder('windows-1252')
    .decode(bytes)
    .replace(/[\x80-\x9f]/g, (control) => FROM_0X80.charAt(control.charCodeAt(0) - 0x80));
}

function encodeWindows1252(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isSame = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff);
    const byte = isSame ? unit : 0x80 + FROM_0X80.indexOf(text.charAt(i));
    if (byte < 0x80 && !isSame) {
      return undefined;
    }
    bytes[i] = byte;
  }
  return bytes;
}
