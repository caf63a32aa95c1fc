import type { TextForm } from './text-file.js';

/** The file that a document was read from or saved to. It can be cloned, and so stored in IndexedDB. */
export interface FileOrigin {
  readonly name: string;
  readonly form: TextForm;
  /** Handle for saving in place; undefined where the browser can only download. */
  readonly handle: FileSystemFileHandle | undefined;
  /** Modification time of the file when it was read or saved, in milliseconds since 1970. */
  readonly lastModified: number;
}

/** A document to be added. */
export interface NewDocument {
  /** Title used if its text has no heading. */
  readonly title: string;
  readonly text: string;
  readonly createdAt?: Date;
  readonly updatedAt?: Date;
  /** The file that it is saved to. */
  readonly origin?: FileOrigin;
  /** Given by the user. */
  readonly tags?: readonly string[];
}

/** A stored document, for a zip. */
export interface ExportedDocument {
  readonly title: string;
  readonly text: string;
  /** Given by the user. */
  readonly tags?: readonly string[] | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The operations on the stored documents that files need. */
export interface DocumentAccess {
  /** Returns all documents, the open one with its current text. */
  all(): AsyncIterable<ExportedDocument>;
  /** Returns the number of documents in `all`. */
  count(): Promise<number>;
  /** Adds a document and leaves the open one open. */
  add(document: NewDocument): Promise<void>;
  /**
   * Opens the document that belongs to a file already, instead of adding another one.
   *
   * @returns undefined if there is none; 'same' if it has the file's text; 'updated' if another program has
   *   changed the file, whose text replaces that of the document, which becomes a version; 'kept' if only
   *   the document has changed
   */
  openAgain(document: NewDocument): Promise<'same' | 'updated' | 'kept' | undefined>;
  /** Adds a document and opens it. */
  openNew(document: NewDocument): Promise<void>;
}
