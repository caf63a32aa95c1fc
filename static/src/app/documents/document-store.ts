import type { FileOrigin } from '../files/document-access.js';
import type { DocumentEntry, Snapshot, StoredDocument } from './stored-document.js';
import type { SetAside } from './stored-values.js';
import type { TrashedDocument } from './trash.js';

/** Details of a new document besides its text and title; times are in milliseconds since 1970. */
export interface DocumentDetails {
  readonly createdAt?: number | undefined;
  readonly updatedAt?: number | undefined;
  /** The document of the server that it is a copy of. */
  readonly serverId?: string | undefined;
  /** Given by the user. */
  readonly tags?: readonly string[] | undefined;
}

/**
 * Stores documents, their earlier texts, and the files that they belong to. Several pages may use one store
 * at the same time. Every method rejects with a `DOMException` when nothing can be stored or read.
 */
export interface DocumentStore {
  /** The name under which this page writes. */
  readonly writer: string;

  /** Returns all documents, in no particular order. */
  list(): Promise<DocumentEntry[]>;

  /** Returns the documents that cannot be read. */
  setAside(): Promise<SetAside[]>;

  /** @returns undefined if it does not exist or cannot be read */
  read(id: string): Promise<StoredDocument | undefined>;

  /**
   * Adds a document. Resolves when it survives a crash of the machine.
   *
   * @param title by default that of the text
   * @param details times are now by default
   * @param id by default a new one. If there is a document with that id already, it stays unchanged.
   */
  create(
    text: string,
    title?: string,
    details?: DocumentDetails,
    id?: string,
  ): Promise<DocumentEntry>;

  /**
   * Writes a document's text. Resolves when it survives a crash of the browser; after `settle`, it survives
   * one of the machine. A document that does not exist is created, because it is being edited.
   *
   * @param revision the revision that the text is based on; undefined if the text replaces any, because the
   *   server merges what pages write
   * @param writer the name of the page whose text it is; by default this one
   * @throws ConflictError when another page has stored another revision since; nothing is written then
   */
  update(
    id: string,
    text: string,
    revision: number | undefined,
    writer?: string,
  ): Promise<DocumentEntry>;

  /** Resolves when all earlier writes survive a crash of the machine. */
  settle(entry: DocumentEntry): Promise<void>;

  /**
   * Gives a document a title of its own.
   *
   * @param title if empty, the document takes the title of its text again
   */
  rename(id: string, title: string): Promise<void>;

  /**
   * Makes a document the copy of one of the server.
   *
   * @param serverId undefined if it is in this browser only, from now on
   */
  keepOnServer(id: string, serverId: string | undefined): Promise<void>;

  /**
   * Changes the entries of documents as one write. Documents that do not exist or cannot be read are left out.
   *
   * @param change returns the new entry, with the same id; must not throw
   */
  change(
    ids: readonly string[],
    change: (document: StoredDocument) => DocumentEntry,
  ): Promise<void>;

  /**
   * Moves a document to the trash.
   *
   * @param now in milliseconds since 1970
   */
  remove(id: string, now: number): Promise<void>;

  /** Returns the documents in the trash, in no particular order. */
  trash(): Promise<TrashedDocument[]>;

  /** Returns the text of a document in the trash; undefined if it cannot be read. */
  trashedText(id: string): Promise<string | undefined>;

  /**
   * Takes a document out of the trash, with its versions and its file.
   *
   * @returns false if it is not there: erased, or restored by another page
   */
  restore(id: string): Promise<boolean>;

  /** Removes documents for good, with their versions. */
  erase(ids: readonly string[]): Promise<void>;

  /**
   * Erases what has been in the trash for too long; see `aged`.
   *
   * @param now in milliseconds since 1970
   */
  purgeTrash(now: number): Promise<void>;

  /** Stores the file that a document was read from or saved to. */
  keepFile(id: string, file: FileOrigin): Promise<void>;

  /** Returns the file that a document was last read from or saved to, if any. */
  file(id: string): Promise<FileOrigin | undefined>;

  /** Returns the files of all documents, also removed ones, with their documents’ ids. */
  files(): Promise<[string, FileOrigin][]>;

  /** Returns the ids of the documents whose text contains a string, ignoring case. Long `data:` URLs are not searched. */
  search(words: string): Promise<Set<string>>;

  /** Calls a function with every text: of documents, also removed ones, and their snapshots. */
  eachText(visit: (text: string) => void): Promise<void>;

  /** Returns the snapshots of a document, the oldest first. */
  snapshots(documentId: string): Promise<Snapshot[]>;

  /** Returns the time of the last snapshot of a document; undefined if there is none. */
  lastSnapshotAt(documentId: string): Promise<number | undefined>;

  /**
   * Adds a snapshot, unless the last one has the same text, and removes one if `thin` returns its index.
   *
   * @param thin called with the times of all snapshots of the document, in the order in which they were added
   */
  addSnapshot(
    snapshot: Snapshot,
    thin: (times: readonly number[]) => number | undefined,
  ): Promise<void>;

  /** Removes the snapshots and files that belong to no document, not even to one in the trash. */
  removeOrphans(): Promise<void>;
}
