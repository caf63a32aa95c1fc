import { droppedHandle } from './file-system-access.js';
import type { PickedFile } from './pick-files.js';

/** Set on the page while files are held over it that it would open. */
const OVER = 'files-over';

/**
 * Accepts files and folders that are dropped anywhere on the page. Images and anything but files are left to
 * the element under the pointer.
 *
 * @param dropped receives the files, including those in folders; it is called in the task of the drop
 */
export function takeDrops(dropped: (files: Promise<readonly PickedFile[]>) => void): void {
  const page = document.documentElement;
  // Run before the writing surface, which would insert a text file's content.
  const early = { capture: true };
  addEventListener(
    'dragover',
    (event) => {
      const ours = isForUs(event.dataTransfer);
      page.classList.toggle(OVER, ours);
      if (ours) {
        event.preventDefault();
        event.stopPropagation();
      } else if (event.dataTransfer?.types.includes('Files') && !isEditable(event)) {
        // The browser would leave the page to show the image.
        event.preventDefault();
        event.dataTransfer.dropEffect = 'none';
      }
    },
    early,
  );
  addEventListener(
    'dragleave',
    (event) => {
      if (event.relatedTarget === null) {
        page.classList.remove(OVER);
      }
    },
    early,
  );
  addEventListener(
    'drop',
    (event) => {
      page.classList.remove(OVER);
      const { dataTransfer } = event;
      if (dataTransfer !== null && isForUs(dataTransfer)) {
        event.preventDefault();
        event.stopPropagation();
        dropped(filesOf([...dataTransfer.items]));
      }
    },
    early,
  );
}

/** Checks types, all that is known of files while they are dragged over the page; a folder has none. */
function isForUs(dataTransfer: DataTransfer | null): boolean {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return items.length > 0 && !items.every(({ type }) => type.startsWith('image/'));
}

function isEditable(event: Event): boolean {
  return event.composedPath().some((node) => node instanceof HTMLElement && node.isContentEditable);
}

async function filesOf(items: readonly DataTransferItem[]): Promise<readonly PickedFile[]> {
  // All items are read at once: they are gone after the task of the drop.
  const read = items
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      handle: droppedHandle(item),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }));
  const files: PickedFile[] = [];
  for (const { handle: promised, entry, file } of read) {
    const handle = await promised;
    if (handle) {
      await addHandle(handle, files);
    } else if (entry?.isDirectory === true) {
      await addEntry(entry, files);
    } else if (file !== null) {
      files.push({ file, handle: undefined });
    }
  }
  return files;
}

async function addHandle(handle: FileSystemHandle, files: PickedFile[]): Promise<void> {
  if (isFile(handle)) {
    files.push({ file: await handle.getFile(), handle });
    return;
  }
  const folder = handle as FileSystemDirectoryHandle & {
    values(): AsyncIterable<FileSystemHandle>;
  };
  for await (const child of folder.values()) {
    if (!isHidden(child.name)) {
      await addHandle(child, files);
    }
  }
}

async function addEntry(entry: FileSystemEntry, files: PickedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    files.push({ file, handle: undefined });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // Chromium returns a hundred entries at a time.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (entries.length === 0) {
      return;
    }
    for (const child of entries) {
      if (!isHidden(child.name)) {
        await addEntry(child, files);
      }
    }
  }
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}

/** Returns whether a name is that of a program's internal files, such as `.git`. */
function isHidden(name: string): boolean {
  return name.startsWith('.');
}
