import { message } from '../../language/catalogue.js';
import { decodeText, encodeText, type EncodedText, type TextEncoding } from './text-encoding.js';

/**
 * The largest file that is opened, in bytes: the text of a dozen books. A file far larger is a log or a
 * dump, of which the editor, its history and the preview would each hold a copy, until the tab runs out
 * of memory with all that is in it.
 */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** How a file ends its lines. */
export type LineEnding = '\n' | '\r\n' | '\r';

/** The bytes behind a text: what is kept of a file when it is saved again. */
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
  /** Whether its lines ended in several ways, of which the form has the most frequent one. */
  readonly mixedLineEndings: boolean;
}

/** Says in a sentence why a file cannot be used. */
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

/** @throws FileError when it is larger than can be opened, or is no text */
export function parseTextFile(name: string, bytes: Uint8Array): TextFile {
  checkSize(name, bytes.length);
  const decoded = decodeText(bytes);
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

/** The bytes of a text in the form of its file. */
export function formatTextFile(text: string, { encoding, lineEnding }: TextForm): EncodedText {
  return encodeText(withLineEnding(text, lineEnding), encoding);
}

const LINE_ENDINGS = /\r\n?|\n/g;

/** The line ending that most lines have; of as many, the one that comes first; a line feed where there is none. */
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

/** The text with one line ending everywhere. */
export function withLineEnding(text: string, ending: LineEnding): string {
  return text.replace(LINE_ENDINGS, ending);
}
