/** What of https://wicg.github.io/file-system-access/ TypeScript's library does not have. */

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

/** The pickers, where the browser has them. */
export const pickers = (): FilePickers => window as FilePickers;

/** Whether a file may be written, asking the writer if need be. */
export async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const { queryPermission, requestPermission } = handle as Permissions;
  const mode = { mode: 'readwrite' } as const;
  return (
    queryPermission === undefined ||
    (await queryPermission.call(handle, mode)) === 'granted' ||
    (await requestPermission?.call(handle, mode)) === 'granted'
  );
}

/** A dropped file or folder, by which a file can be saved in place. Undefined where there is none. */
export function droppedHandle(
  item: DataTransferItem,
): Promise<FileSystemHandle | null> | undefined {
  const { getAsFileSystemHandle } = item as {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  };
  return getAsFileSystemHandle?.call(item);
}
