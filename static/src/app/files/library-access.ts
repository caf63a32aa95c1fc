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

/** A document that comes from elsewhere. */
export interface NewDocument {
  /** What to call it where its text has no heading. */
  readonly title: string;
  readonly text: string;
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
  /** The file that it is saved to. */
  readonly origin?: FileOrigin;
}

/** A document of the library. */
export interface LibraryDocument {
  readonly title: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What files need of the library. */
export interface LibraryAccess {
  /** All documents, the open one with the text that it has now. */
  all(): AsyncIterable<LibraryDocument>;
  /** How many `all` gives. */
  count(): Promise<number>;
  /** Adds a document and leaves the open one open. */
  add(document: NewDocument): Promise<void>;
  /** Adds a document and opens it. */
  openNew(document: NewDocument): Promise<void>;
}
