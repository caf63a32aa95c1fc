import type { StoredDocument } from './store.js';

/** Another window has written the document since it was read. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly theirs: StoredDocument;

  constructor(theirs: StoredDocument) {
    super('The document was changed in another window.');
    this.theirs = theirs;
  }
}
