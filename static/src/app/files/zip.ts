import {
  BlobReader,
  BlobWriter,
  configure,
  type Entry,
  type FileEntry,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-external.js';
import { message } from '../../language/catalogue.js';
import { importPicture, MAX_PICTURE_BYTES } from '../pictures/import-picture.js';
import { newPicture, openPictures } from '../pictures/open-pictures.js';
import { isPictureName, PICTURE_FOLDER, picturesIn } from '../pictures/picture-name.js';
import type { NewPicture } from '../pictures/picture-store.js';
import {
  replaceServerPictures,
  serverPicture,
  serverPicturesIn,
} from '../pictures/server-picture.js';
import type { Report } from '../ui/progress.js';
import { tagsIn } from '../../util/tags.js';
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

/**
 * The limit of the unpacked pictures of a zip, in bytes: two thousand of the largest. They are not in memory
 * together, as the texts are, but may fill the disk.
 */
const MAX_UNPACKED_PICTURE_BYTES = 2 * 1024 * 1024 * 1024;

/**
 * Packs documents, each as a Markdown file with its dates, and the pictures that they have in this browser and on the
 * server beside.
 */
export async function zipDocuments(
  documents: AsyncIterable<ExportedDocument> | Iterable<ExportedDocument>,
  total: number,
  report: Report,
  signal: AbortSignal,
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'));
  const names = new UniqueNames();
  const pause = new Pause();
  let done = 0;
  const packed = new Set<string>();
  const pack = async ({ name, content }: PackedPicture): Promise<void> => {
    if (!packed.has(name)) {
      packed.add(name);
      await pause.ifDue(signal);
      // Compressed already.
      const options = { level: 0, signal };
      await writer.add(PICTURE_FOLDER + name, new Uint8ArrayReader(content), options);
    }
  };
  for await (const { title, text: stored, tags, createdAt, updatedAt } of documents) {
    await pause.ifDue(signal);
    report(done++, total);
    for (const picture of picturesIn(stored)) {
      const content = packed.has(picture)
        ? undefined
        : await (await openPictures()).content(picture);
      if (content !== undefined) {
        await pack({ name: picture, content });
      }
    }
    const text = await withPacked(stored, pack);
    const name = names.take(fileNameOf(title, message('files.untitled')));
    await writer.add(`${name}.md`, new TextReader(text), {
      lastModDate: updatedAt,
      creationDate: createdAt,
      comment: commentOf(tags),
      signal,
    });
  }
  return writer.close();
}

/** Begins the comment of a zip's entry that has tags of a document, as front matter writes them. */
const TAGS_COMMENT = 'tags: ';

function commentOf(tags: readonly string[] = []): string {
  return tags.length === 0 ? '' : TAGS_COMMENT + tags.join(', ');
}

type PackedPicture = Pick<NewPicture, 'name' | 'content'>;

/** Packs the server's images of a text, and returns the text with their addresses in the zip. */
async function withPacked(
  text: string,
  pack: (picture: PackedPicture) => Promise<void>,
): Promise<string> {
  const addresses = new Map<string, string>();
  for (const address of serverPicturesIn(text)) {
    const file = await serverPicture(address);
    if (file !== undefined) {
      const picture = await newPicture(new Uint8Array(await file.arrayBuffer()));
      await pack(picture);
      addresses.set(address, PICTURE_FOLDER + picture.name);
    }
  }
  return replaceServerPictures(text, addresses);
}

/** The result of unpacking a zip. */
export interface Unzipped {
  readonly added: number;
  /**
   * The number of files that are neither Markdown nor a picture of an export, too large or not text, or in an
   * unknown encoding.
   */
  readonly skipped: number;
  /** The names of files that are damaged or encrypted. */
  readonly damaged: readonly string[];
}

/**
 * Unpacks the Markdown files of a zip, and the pictures that an export has put beside them. Folders are ignored, so
 * there is no path traversal.
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
    // First, so that no document is there without them.
    const files = [...entries.filter(isPicture), ...entries.filter(isText)];
    const pause = new Pause();
    const texts = { unpacked: 0, limit: MAX_UNPACKED_BYTES, longest: MAX_FILE_BYTES };
    const pictures = {
      unpacked: 0,
      limit: MAX_UNPACKED_PICTURE_BYTES,
      longest: MAX_PICTURE_BYTES,
    };
    let added = 0;
    let stored = 0;
    const damaged: string[] = [];
    for (const [i, entry] of files.entries()) {
      await pause.ifDue(signal);
      report(i, files.length);
      const kind = isPicture(entry) ? pictures : texts;
      const bytes = await unpack(entry, kind, name, signal);
      if (bytes === 'damaged') {
        damaged.push(entry.filename);
        continue;
      }
      kind.unpacked += bytes?.length ?? 0;
      if (bytes !== undefined && kind === pictures) {
        stored += (await importPicture(lastPart(entry.filename), bytes)) ? 1 : 0;
        continue;
      }
      const document = bytes && documentOf(entry, bytes);
      if (document !== undefined) {
        await add(document);
        added++;
      }
    }
    return { added, skipped: entries.length - added - stored - damaged.length, damaged };
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

/** Returns whether a file is named as the pictures of an export. */
function isPicture({ filename, uncompressedSize }: FileEntry): boolean {
  return (
    filename.split(/[\\/]/).at(-2) === PICTURE_FOLDER.slice(0, -1) &&
    isPictureName(lastPart(filename)) &&
    uncompressedSize <= MAX_PICTURE_BYTES
  );
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}

/** The limits of files of a kind, in bytes. */
interface Limits {
  readonly unpacked: number;
  /** For all files together. */
  readonly limit: number;
  /** For each file. */
  readonly longest: number;
}

/** @returns undefined when the entry is larger than it declares and than a file of its kind may be */
async function unpack(
  entry: FileEntry,
  { unpacked, limit, longest }: Limits,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | 'damaged' | undefined> {
  const most = limit - unpacked;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const tooMuch = new AbortController();
  let length = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      length += chunk.length;
      if (length > most || length > longest) {
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
      throw new FileError(message('documents.zipTooLarge', { name, limit: limit / 1024 / 1024 }));
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
  { filename, lastModDate, creationDate, comment }: FileEntry,
  bytes: Uint8Array,
): NewDocument | undefined {
  try {
    const { text } = parseTextFile(filename, bytes);
    return {
      title: titleOfPath(filename),
      text,
      createdAt: creationDate ?? lastModDate,
      updatedAt: lastModDate,
      ...(comment.startsWith(TAGS_COMMENT) && { tags: tagsIn(comment.slice(TAGS_COMMENT.length)) }),
    };
  } catch (error) {
    if (error instanceof FileError) {
      return undefined;
    }
    throw error;
  }
}
