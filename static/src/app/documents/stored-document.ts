/** A document without its text. */
export interface DocumentEntry {
  readonly id: string;
  /** Derived from the text, or given by the user. */
  readonly title: string;
  /** The user gave the title, so it stays when the text changes. */
  readonly renamed: boolean;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
  /** Time of the last write of the text, in milliseconds since 1970. */
  readonly updatedAt: number;
  /**
   * Position among all writes of this browser: the clock may be set between two of them. Undefined if the
   * text has not been written here since it was imported.
   */
  readonly sequence?: number;
  /** Number of writes of the text. */
  readonly revision: number;
  /** The open page that wrote it last. */
  readonly writer?: string;
  /** The first words after the title; undefined if an earlier version has written the entry. */
  readonly excerpt?: string;
  /** The user keeps it at the top of the list. */
  readonly pinned?: boolean;
  /** Given by the user, in the order in which they were added. */
  readonly tags?: readonly string[];
  /** Those of the text's front matter; undefined if the engine has not read the text yet. */
  readonly textTags?: readonly string[];
  /** The document of the server that it is a copy of; undefined if it is in this browser only. */
  readonly serverId?: string;
  /** Length of its text in UTF-16 code units. */
  readonly length: number;
}

/** A document with its text. */
export interface StoredDocument {
  readonly entry: DocumentEntry;
  readonly text: string;
}

/** An earlier text of a document. */
export interface Snapshot {
  readonly documentId: string;
  /** In milliseconds since 1970, as the clock was then; it says nothing about the order. */
  readonly at: number;
  readonly text: string;
}

/** Thrown when another window has changed the document since it was read. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly theirs: StoredDocument;

  constructor(theirs: StoredDocument) {
    super('The document was changed in another window.');
    this.theirs = theirs;
  }
}
