import { message } from '../../language/catalogue.js';
import { decodeLegacy, isWestern, type LegacyEncoding } from './legacy-encodings.js';
import { decodeText, encodeText, type EncodedText, type TextEncoding } from './text-encoding.js';

/**
 * The largest file that can be opened, in bytes: the text of a dozen books. A far larger file is a log or a
 * dump, of which the editor, its history and the preview would each hold a copy, until the tab runs out
 * of memory and loses its content.
 */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The line ending of a file. */
export type LineEnding = '\n' | '\r\n' | '\r';

/** The encoding and line ending of a file, which are kept when it is saved again. */
export interface TextForm {
  readonly encoding: TextEncoding;
  readonly lineEnding: LineEnding;
}

/** The form of new files. */
export const NEW_FILE: TextForm = { encoding: 'utf-8', lineEnding: '\n' };

/** A file's text, with line feeds. */
export interface TextFile {
  readonly text: string;
  readonly form: TextForm;
  /** True if its line endings were mixed; the form has the most frequent one. */
  readonly mixedLineEndings: boolean;
}

/** Tells the user in its message why a file cannot be used. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** @throws FileError when a file is larger than can be opened */
export function checkSize(name: string, bytes: number): void {
  if (bytes > MAX_FILE_BYTES) {
    throw new FileError(
      message('files.tooLarge', {
        name,
        size: Math.ceil(bytes / 1024 / 1024),
        limit: MAX_FILE_BYTES / 1024 / 1024,
      }),
    );
  }
}

/** Thrown for a file whose encoding has to be chosen. */
export class EncodingError extends FileError {
  readonly bytes: Uint8Array;

  constructor(name: string, bytes: Uint8Array) {
    super(message('files.encodingUnknown', { name }));
    this.bytes = bytes;
  }
}

/**
 * @param legacy the encoding of a file that is not in Unicode; it is saved in UTF-8
 * @throws FileError when it is larger than can be opened, or is not text
 * @throws EncodingError when it is not in Unicode, and does not read like a text in Windows-1252
 */
export function parseTextFile(name: string, bytes: Uint8Array, legacy?: LegacyEncoding): TextFile {
  checkSize(name, bytes.length);
  const decoded =
    legacy === undefined || legacy === 'windows-1252'
      ? decodeText(bytes)
      : ({ text: decodeLegacy(bytes, legacy), encoding: 'utf-8' } as const);
  if (legacy === undefined && decoded?.encoding === 'windows-1252' && !isWestern(decoded.text)) {
    throw new EncodingError(name, bytes);
  }
  if (decoded === undefined) {
    throw new FileError(message('files.notText', { name }));
  }
  const { ending, mixed } = lineEndingOf(decoded.text);
  return {
    text: withLineEnding(decoded.text, '\n'),
    form: { encoding: decoded.encoding, lineEnding: ending },
    mixedLineEndings: mixed,
  };
}

/** Encodes a text in the form of its file. */
export function formatTextFile(text: string, { encoding, lineEnding }: TextForm): EncodedText {
  return encodeText(withLineEnding(text, lineEnding), encoding);
}

const LINE_ENDINGS = /\r\n?|\n/g;

/** Returns the most frequent line ending, the first one if several are; a line feed if there is none. */
function lineEndingOf(text: string): {
  readonly ending: LineEnding;
  readonly mixed: boolean;
} {
  const counts = new Map<LineEnding, number>();
  for (const [ending] of text.matchAll(LINE_ENDINGS)) {
    counts.set(ending as LineEnding, (counts.get(ending as LineEnding) ?? 0) + 1);
  }
  let most: LineEnding = '\n';
  for (const [ending, count] of counts) {
    if (count > (counts.get(most) ?? 0)) {
      most = ending;
    }
  }
  return { ending: most, mixed: counts.size > 1 };
}

/** Normalizes the line endings of a text to a given one. */
export function withLineEnding(text: string, ending: LineEnding): string {
  return text.replace(LINE_ENDINGS, ending);
}
