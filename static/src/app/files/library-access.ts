import type { FileOrigin } from './file-origin.js';

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
