import type { Report } from '../ui/progress.js';
import { checkSize, parseTextFile, type TextFile } from './text-file.js';

/**
 * Reads a file piece by piece.
 *
 * @throws FileError when it is too large or not text; the signal's reason once that is aborted
 */
export async function readTextFile(
  file: File,
  report: Report,
  signal: AbortSignal,
): Promise<TextFile> {
  checkSize(file.name, file.size);
  const bytes = new Uint8Array(file.size);
  let length = 0;
  const reader = file.stream().getReader();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) {
        return parseTextFile(file.name, bytes.subarray(0, length));
      }
      bytes.set(value, length);
      length += value.length;
      report(length, file.size);
    }
  } finally {
    await reader.cancel();
  }
}
