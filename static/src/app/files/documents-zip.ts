import { countedMessage, message } from '../../language/catalogue.js';
import { showProgress } from '../ui/progress.js';
import { download } from './download.js';
import type { FilesContext } from './files-context.js';
import { chooseFiles } from './pick-files.js';
import { unzipDocuments, zipDocuments } from './zip.js';

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

/** Adds the documents of a zip. */
export async function importZip(
  { documents, notices }: FilesContext,
  file: File,
  signal: AbortSignal,
): Promise<void> {
  const { added, skipped } = await showProgress(
    message('documents.unzipping', { name: file.name }),
    signal,
    (report, cancelled) =>
      unzipDocuments(file, file.name, (document) => documents.add(document), report, cancelled),
  );
  const said = countedMessage('files.added', added);
  if (skipped === 0) {
    notices.say(said);
  } else {
    notices.say(`${said} ${countedMessage('documents.skipped', skipped)}`);
  }
}
