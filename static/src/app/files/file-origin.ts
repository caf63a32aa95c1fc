import type { TextForm } from './text-file.js';

/** The file that a document was read from or saved to. It can be cloned, and so stored in IndexedDB. */
export interface FileOrigin {
  readonly name: string;
  readonly form: TextForm;
  /** By which it is saved in place; undefined where the browser can only download. */
  readonly handle: FileSystemFileHandle | undefined;
  /** Of the file, when it was read or saved, in milliseconds since 1970. */
  readonly lastModified: number;
}
