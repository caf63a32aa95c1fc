import { message } from '../../language/catalogue.js';
import { pickers } from './file-system-access.js';

/** A file, and by what it can be saved in place. */
export interface PickedFile {
  readonly file: File;
  readonly handle: FileSystemFileHandle | undefined;
}

/** One for all of these pickers: the browser remembers the folder. */
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

/** Has the writer choose files of text. None when the writer cancels. */
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

/** Has the writer choose where to save. Undefined when the writer cancels. */
export async function pickTarget(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  return unlessCancelled(
    pickers().showSaveFilePicker?.call(window, { id: PICKER, suggestedName, types: types() }),
  );
}

/** Has the writer choose files, which can be read but not written. None when the writer cancels. */
export async function chooseFiles(accept: string, multiple: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = multiple;
  input.hidden = true;
  // Safari collects inputs that are in no document before their `change`.
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
