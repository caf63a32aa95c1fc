import { countedMessage, message } from '../../language/catalogue.js';
import { showProgress } from '../ui/progress.js';
import type { NewDocument } from './document-access.js';
import { download } from './download.js';
import type { FilesContext } from './files-context.js';
import { chooseFiles } from './pick-files.js';
import { FileError } from './text-file.js';
import { unzipDocuments, type Unzipped, zipDocuments } from './zip.js';

/** Lets the user save the open document in a zip, with the pictures that it has in this browser. */
export async function downloadWithPictures(
  { editor, notices }: FilesContext,
  title: string,
  signal: AbortSignal,
): Promise<void> {
  const now = new Date();
  const zip = await zipDocuments(
    [{ title, text: editor.value, createdAt: now, updatedAt: now }],
    1,
    () => undefined,
    signal,
  );
  const name = `${title}.zip`;
  download(name, zip);
  notices.say(message('files.downloaded', { name }));
}

/** Lets the user save all documents in one zip. */
export async function exportDocuments(
  { documents, notices }: FilesContext,
  signal: AbortSignal,
): Promise<void> {
  const total = await documents.count();
  const zip = await showProgress(message('documents.zipping'), signal, (report, cancelled) =>
    zipDocuments(documents.all(), total, report, cancelled),
  );
  const name = `twinmark-${new Date().toISOString().slice(0, 10)}.zip`;
  download(name, zip);
  notices.say(message('files.downloaded', { name }));
}

/** Adds the documents of a zip that the user chooses. */
export async function importDocuments(context: FilesContext, signal: AbortSignal): Promise<void> {
  for (const file of await chooseFiles('.zip,application/zip', false)) {
    await importZip(context, file, signal);
  }
}

/** The number of names that fit into a notice. */
const MAX_NAMES = 5;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES);
  return `${shown.join(', ')}${names.length > MAX_NAMES ? ', …' : '.'}`;
}

/** Adds the documents of a zip. */
export async function importZip(
  { documents, notices }: FilesContext,
  file: File,
  signal: AbortSignal,
): Promise<void> {
  let added = 0;
  const add = async (document: NewDocument): Promise<void> => {
    await documents.add(document);
    added++;
  };
  let unzipped: Unzipped;
  try {
    unzipped = await showProgress(
      message('documents.unzipping', { name: file.name }),
      signal,
      (report, cancelled) => unzipDocuments(file, file.name, add, report, cancelled),
    );
  } catch (error) {
    if (error instanceof FileError && added > 0) {
      throw new FileError(`${countedMessage('files.added', added)} ${error.message}`);
    }
    throw error;
  }
  const { skipped, damaged } = unzipped;
  const said = [countedMessage('files.added', added)];
  if (damaged.length > 0) {
    said.push(countedMessage('documents.damaged', damaged.length), listOf(damaged));
  }
  if (skipped > 0) {
    said.push(countedMessage('documents.skipped', skipped));
  }
  if (damaged.length === 0) {
    notices.say(said.join(' '));
  } else {
    // Stays until the user has read the names.
    notices.warn(said.join(' '));
  }
}
