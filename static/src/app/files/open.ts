import { countedMessage, message } from '../../language/catalogue.js';
import { showProgress } from '../ui/progress.js';
import type { FilesContext } from './files-context.js';
import { isTextFileName, titleOfPath } from './file-name.js';
import type { PickedFile } from './pick-files.js';
import { withStoredPictures } from '../pictures/replace-addresses.js';
import { readTextFile } from './read-file.js';
import { guessEncoding } from './legacy-encodings.js';
import { EncodingError, FileError, parseTextFile, type TextFile } from './text-file.js';

/** Opens a file as a document of its own; of several, or of a zip, adds all. */
export async function openFiles(
  context: FilesContext,
  files: readonly PickedFile[],
  signal: AbortSignal,
): Promise<void> {
  const [first, second] = files;
  if (first !== undefined && second === undefined && /\.zip$/i.test(first.file.name)) {
    const { importZip } = await import('./documents-zip.js');
    await importZip(context, first.file, signal);
  } else if (first !== undefined && second === undefined) {
    await openOne(context, first, signal);
  } else if (first !== undefined) {
    await addAll(context, files, signal);
  }
}

async function openOne(
  { documents, openFile, notices }: FilesContext,
  { file, handle }: PickedFile,
  signal: AbortSignal,
): Promise<void> {
  const read = await readAsking(file, signal);
  if (read === undefined) {
    return;
  }
  const { form, mixedLineEndings, encoding } = read;
  const text = await withStoredPictures(read.text);
  const origin = { name: file.name, form, handle, lastModified: file.lastModified };
  const document = {
    title: titleOfPath(file.name),
    text,
    updatedAt: new Date(file.lastModified),
    origin,
  };
  const again = await documents.openAgain(document);
  if (again === undefined) {
    await documents.openNew(document);
  }
  if (again !== 'kept') {
    openFile.notifySaved(origin);
  }
  const notes = [
    message(again === undefined ? 'files.opened' : `files.openedAgain.${again}`, {
      name: file.name,
    }),
  ];
  if (encoding !== undefined) {
    notes.push(message('files.encoding.readAs', { encoding }));
  }
  if (mixedLineEndings) {
    const ending = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' }[form.lineEnding];
    notes.push(message('files.mixedLineEndings', { ending }));
  }
  notices.say(notes.join(' '));
}

/** Reads a file, asking for its encoding if necessary. Resolves to undefined if the user cancels. */
async function readAsking(
  file: File,
  signal: AbortSignal,
): Promise<(TextFile & { readonly encoding?: string }) | undefined> {
  try {
    return await showProgress(
      message('files.opening', { name: file.name }),
      signal,
      (report, cancelled) => readTextFile(file, report, cancelled),
    );
  } catch (error) {
    if (!(error instanceof EncodingError)) {
      throw error;
    }
    const { chooseEncoding } = await import('./encoding-dialog.js');
    const { bytes } = error;
    const encoding = await chooseEncoding(file.name, bytes, guessEncoding(bytes));
    return encoding && { ...parseTextFile(file.name, bytes, encoding), encoding };
  }
}

async function addAll(
  { documents, notices }: FilesContext,
  files: readonly PickedFile[],
  signal: AbortSignal,
): Promise<void> {
  let added = 0;
  const refused: string[] = [];
  try {
    await showProgress(message('files.adding'), signal, async (report, cancelled) => {
      for (const [i, { file, handle }] of files.entries()) {
        report(i, files.length);
        cancelled.throwIfAborted();
        if (!isTextFileName(file.name)) {
          refused.push(message('files.notMarkdown', { name: file.name }));
          continue;
        }
        try {
          const { text, form } = await readTextFile(file, () => undefined, cancelled);
          await documents.add({
            title: titleOfPath(file.name),
            text: await withStoredPictures(text),
            updatedAt: new Date(file.lastModified),
            origin: { name: file.name, form, handle, lastModified: file.lastModified },
          });
          added++;
        } catch (error) {
          if (!(error instanceof FileError)) {
            throw error;
          }
          refused.push(error.message);
        }
      }
    });
  } finally {
    // After a cancellation, too, the user should know which documents were added.
    const said = countedMessage('files.added', added);
    if (refused.length === 0) {
      notices.say(said);
    } else {
      const [reason = ''] = refused;
      notices.warn(`${said} ${countedMessage('files.refused', refused.length)} ${reason}`);
    }
  }
}
