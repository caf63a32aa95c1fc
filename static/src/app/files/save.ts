import { message } from '../../language/catalogue.js';
import { dataURLOf } from '../../util/data-url.js';
import { picturesIn } from '../pictures/picture-name.js';
import { withOtherAddresses } from '../pictures/replace-addresses.js';
import { serverPicturesIn } from '../pictures/server-picture.js';
import { choose } from '../ui/choice-dialog.js';
import { download } from './download.js';
import { titleOfPath } from './file-name.js';
import type { FilesContext } from './files-context.js';
import { mayWrite, pickers } from './file-system-access.js';
import { pickTarget } from './pick-files.js';
import { checkSize, FileError, formatTextFile, NEW_FILE } from './text-file.js';

/** Saves the document to its file, or where the user chooses. */
export async function save(context: FilesContext, signal: AbortSignal): Promise<void> {
  const { origin } = context.openFile;
  if (origin?.handle === undefined) {
    await saveAs(context, signal);
    return;
  }
  const { handle, name } = origin;
  if (!(await mayWrite(handle))) {
    throw new FileError(message('files.notAllowed', { name }));
  }
  const changed = await isChanged(handle, origin.lastModified);
  if (changed !== 'no') {
    const answer = await choose(
      message(changed === 'gone' ? 'files.gone' : 'files.changedOutside', { name }),
      message(changed === 'gone' ? 'files.goneText' : 'files.changedOutsideText'),
      { saveAs: message('files.saveAs'), overwrite: message('files.overwrite') },
    );
    if (answer === undefined) {
      return;
    }
    if (answer === 'saveAs') {
      await saveAs(context, signal);
      return;
    }
  }
  await write(context, handle, signal);
}

/** Saves the document where the user chooses, or downloads it where the browser cannot save to files. */
export async function saveAs(context: FilesContext, signal: AbortSignal): Promise<void> {
  const name =
    context.openFile.origin?.name ?? `${await context.openFile.nameWithoutExtension()}.md`;
  if (pickers().showSaveFilePicker === undefined) {
    await downloadText(context, name, signal);
    return;
  }
  const handle = await pickTarget(name);
  if (handle !== undefined) {
    await write(context, handle, signal);
  }
}

/** Downloads the document as a Markdown file. */
export async function downloadMarkdown(context: FilesContext, signal: AbortSignal): Promise<void> {
  await downloadText(
    context,
    context.openFile.origin?.name ?? `${await context.openFile.nameWithoutExtension()}.md`,
    signal,
  );
}

async function downloadText(
  context: FilesContext,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { value } = context.editor;
  if (picturesIn(value).size > 0 || serverPicturesIn(value).size > 0) {
    // The pictures are beside the text, for which there has to be one file.
    const { downloadWithPictures } = await import('./documents-zip.js');
    await downloadWithPictures(context, titleOfPath(name), signal);
    return;
  }
  const { bytes, remarks } = format(context, value);
  download(name, new Blob([bytes], { type: 'text/markdown' }));
  context.notices.say([message('files.downloaded', { name }), ...remarks].join(' '));
}

async function isChanged(
  handle: FileSystemFileHandle,
  lastModified: number,
): Promise<'no' | 'changed' | 'gone'> {
  try {
    return (await handle.getFile()).lastModified === lastModified ? 'no' : 'changed';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') {
      return 'gone';
    }
    throw error;
  }
}

async function write(
  context: FilesContext,
  handle: FileSystemFileHandle,
  signal: AbortSignal,
): Promise<void> {
  const { editor, openFile, notices } = context;
  const text = await withOtherAddresses(editor.value, dataURLOf);
  const { bytes, form, remarks } = format(context, text);
  checkSize(handle.name, bytes.length);
  // If writing fails or is cancelled, the file stays unchanged.
  await new Blob([bytes]).stream().pipeTo(await handle.createWritable(), { signal });
  const { name, lastModified } = await handle.getFile();
  openFile.notifySaved({ name, form, handle, lastModified });
  notices.say([message('files.saved', { name }), ...remarks].join(' '));
}

function format({ openFile }: FilesContext, text: string) {
  const form = openFile.origin?.form ?? NEW_FILE;
  const { bytes, encoding, complete } = formatTextFile(text, form);
  const remarks = [
    ...(encoding === form.encoding ? [] : [message('files.encodingChanged')]),
    ...(complete ? [] : [message('files.incomplete')]),
  ];
  return { bytes, form: { ...form, encoding }, remarks };
}
