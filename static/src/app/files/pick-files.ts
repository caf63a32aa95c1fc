import { message } from '../../language/catalogue.js';
import { pickers } from './file-system-access.js';

/** A file, and the handle for saving it in place. */
export interface PickedFile {
  readonly file: File;
  readonly handle: FileSystemFileHandle | undefined;
}

/** The id shared by all of these pickers, for which the browser remembers the folder. */
const PICKER = 'twinmark';

const EXTENSIONS = [
  '.md',
  '.markdown',
  '.mdown',
  '.mkd',
  '.mkdn',
  '.mdwn',
  '.txt',
  '.text',
] as const;

const types = () => [
  { description: message('files.markdownFiles'), accept: { 'text/markdown': EXTENSIONS } },
];

/** Lets the user choose text files. Resolves to none if the user cancels. */
export async function pickFiles(): Promise<readonly PickedFile[]> {
  const { showOpenFilePicker } = pickers();
  if (showOpenFilePicker === undefined) {
    const files = await chooseFiles([...EXTENSIONS, 'text/markdown', 'text/plain'].join(','), true);
    return files.map((file) => ({ file, handle: undefined }));
  }
  const handles = await unlessCancelled(
    showOpenFilePicker.call(window, { id: PICKER, multiple: true, types: types() }),
  );
  return Promise.all(
    (handles ?? []).map(async (handle) => ({ file: await handle.getFile(), handle })),
  );
}

/** Lets the user choose where to save. Resolves to undefined if the user cancels. */
export async function pickTarget(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  return unlessCancelled(
    pickers().showSaveFilePicker?.call(window, { id: PICKER, suggestedName, types: types() }),
  );
}

/** Lets the user choose files, which can be read but not written. Resolves to none if the user cancels. */
export async function chooseFiles(accept: string, multiple: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = multiple;
  input.hidden = true;
  // Safari garbage-collects inputs outside of the document before they fire `change`.
  document.body.append(input);
  try {
    await new Promise((resolve) => {
      input.addEventListener('change', resolve);
      input.addEventListener('cancel', resolve);
      input.click();
    });
    return Array.from(input.files ?? []);
  } finally {
    input.remove();
  }
}

async function unlessCancelled<Result>(
  picked: Promise<Result> | undefined,
): Promise<Result | undefined> {
  try {
    return await picked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      return undefined;
    }
    throw error;
  }
}
