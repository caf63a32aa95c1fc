import {
  BlobReader,
  BlobWriter,
  configure,
  type Entry,
  type FileEntry,
  TextReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-external.js';
import { message } from '../../language/catalogue.js';
import type { Report } from '../ui/progress.js';
import { Pause } from '../../schedule/pause.js';
import { fileNameOf, isTextFileName, titleOfPath, UniqueNames } from './file-name.js';
import type { ExportedDocument, NewDocument } from './document-access.js';
import { FileError, MAX_FILE_BYTES, parseTextFile } from './text-file.js';

// The browser's own compression does its work in other threads.
configure({ useWebWorkers: false });

/** The number of zip entries that are read: more than any user has notes. */
export const MAX_ENTRIES = 20_000;

/**
 * The limit of the unpacked text of a zip, in bytes. A few kilobytes can be crafted to unpack to petabytes,
 * and browsers crash a tab that allocates more than a few gigabytes.
 */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** Packs documents, each as a Markdown file with its dates. */
export async function zipDocuments(
  documents: AsyncIterable<ExportedDocument>,
  total: number,
  report: Report,
  signal: AbortSignal,
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'));
  const names = new UniqueNames();
  const pause = new Pause();
  let done = 0;
  for await (const { title, text, createdAt, updatedAt } of documents) {
    await pause.ifDue(signal);
    report(done++, total);
    const name = names.take(fileNameOf(title, message('files.untitled')));
    await writer.add(`${name}.md`, new TextReader(text), {
      lastModDate: updatedAt,
      creationDate: createdAt,
      signal,
    });
  }
  return writer.close();
}

/** The result of unpacking a zip. */
export interface Unzipped {
  readonly added: number;
  /** The number of files that are not Markdown, too large or not text, or in an unknown encoding. */
  readonly skipped: number;
  /** The names of Markdown files that are damaged or encrypted. */
  readonly damaged: readonly string[];
}

/**
 * Unpacks the Markdown files of a zip. Folders are ignored, so there is no path traversal.
 *
 * @throws FileError when it is not a zip, its directory is damaged, or it is larger than any export;
 *   documents added before stay
 */
export async function unzipDocuments(
  zip: Blob,
  name: string,
  add: (document: NewDocument) => Promise<void>,
  report: Report,
  signal: AbortSignal,
): Promise<Unzipped> {
  // Any path is acceptable, because only its last part is used.
  const reader = new ZipReader(new BlobReader(zip), { filenameValidation: 'tolerant' });
  try {
    const entries = await entriesOf(reader, name, signal);
    const texts = entries.filter(isText);
    const pause = new Pause();
    let unpacked = 0;
    let added = 0;
    const damaged: string[] = [];
    for (const [i, entry] of texts.entries()) {
      await pause.ifDue(signal);
      report(i, texts.length);
      const bytes = await unpack(entry, MAX_UNPACKED_BYTES - unpacked, name, signal);
      if (bytes === 'damaged') {
        damaged.push(entry.filename);
        continue;
      }
      unpacked += bytes?.length ?? 0;
      const document = bytes && documentOf(entry, bytes);
      if (document !== undefined) {
        await add(document);
        added++;
      }
    }
    return { added, skipped: entries.length - added - damaged.length, damaged };
  } finally {
    await reader.close();
  }
}

/**
 * Matches the metadata that macOS adds to each file, and hidden files and folders, such as `.git`; but not `.`
 * and `..` in a path.
 */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/))/;

/** Returns all entries but folders and hidden files. */
async function entriesOf(
  reader: ZipReader<Blob>,
  name: string,
  signal: AbortSignal,
): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  const pause = new Pause();
  let seen = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      await pause.ifDue(signal);
      if (++seen > MAX_ENTRIES) {
        throw new FileError(message('documents.zipTooManyEntries', { name, limit: MAX_ENTRIES }));
      }
      if (isFile(entry) && !HIDDEN.test(entry.filename)) {
        entries.push(entry);
      }
    }
  } catch (error) {
    throw damaged(error, name, signal);
  }
  return entries;
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory;
}

function isText(entry: FileEntry): boolean {
  return isTextFileName(entry.filename) && entry.uncompressedSize <= MAX_FILE_BYTES;
}

/** @returns undefined when the entry is larger than it declares and than a document may be */
async function unpack(
  entry: FileEntry,
  most: number,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array | 'damaged' | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const tooMuch = new AbortController();
  let length = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      length += chunk.length;
      if (length > most || length > MAX_FILE_BYTES) {
        // The entry's declared size cannot be trusted.
        tooMuch.abort();
        throw new RangeError('It unpacks to too much.');
      }
      chunks.push(chunk);
    },
  });
  try {
    await entry.getData(sink, { signal, checkCrc32: true });
  } catch {
    if (length > most) {
      const limit = MAX_UNPACKED_BYTES / 1024 / 1024;
      throw new FileError(message('documents.zipTooLarge', { name, limit }));
    }
    if (tooMuch.signal.aborted) {
      return undefined;
    }
    signal.throwIfAborted();
    return 'damaged';
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function damaged(error: unknown, name: string, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return signal.reason;
  }
  return error instanceof FileError
    ? error
    : new FileError(message('documents.zipDamaged', { name }), { cause: error });
}

function documentOf(
  { filename, lastModDate, creationDate }: FileEntry,
  bytes: Uint8Array,
): NewDocument | undefined {
  try {
    const { text } = parseTextFile(filename, bytes);
    return {
      title: titleOfPath(filename),
      text,
      createdAt: creationDate ?? lastModDate,
      updatedAt: lastModDate,
    };
  } catch (error) {
    if (error instanceof FileError) {
      return undefined;
    }
    throw error;
  }
}
