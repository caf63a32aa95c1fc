/** Types of https://wicg.github.io/file-system-access/ that TypeScript's library lacks. */

interface PickerType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

interface FilePickers {
  readonly showOpenFilePicker?: (options: {
    readonly id: string;
    readonly multiple: boolean;
    readonly types: readonly PickerType[];
  }) => Promise<FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: {
    readonly id: string;
    readonly suggestedName: string;
    readonly types: readonly PickerType[];
  }) => Promise<FileSystemFileHandle>;
}

interface Permissions {
  readonly queryPermission?: (of: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
  readonly requestPermission?: (of: { readonly mode: 'readwrite' }) => Promise<PermissionState>;
}

/** Returns the pickers, where the browser has them. */
export const pickers = (): FilePickers => window as FilePickers;

/** Returns whether a file may be written, asking the user for permission if necessary. */
export async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const { queryPermission, requestPermission } = handle as Permissions;
  const mode = { mode: 'readwrite' } as const;
  return (
    queryPermission === undefined ||
    (await queryPermission.call(handle, mode)) === 'granted' ||
    (await requestPermission?.call(handle, mode)) === 'granted'
  );
}

/** Returns the handle of a dropped file or folder, which allows saving in place; undefined without one. */
export function droppedHandle(
  item: DataTransferItem,
): Promise<FileSystemHandle | null> | undefined {
  const { getAsFileSystemHandle } = item as {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  };
  return getAsFileSystemHandle?.call(item);
}
