import { message } from '../../language/catalogue.js';
import type { DocumentDetails, DocumentStore } from './document-store.js';
import { ConflictError, type DocumentEntry } from './stored-document.js';

/** Edits made here after another window has changed the same document. */
export interface Conflict {
  /** A separate document with the text of this window, so that nothing is lost while the user decides. */
  readonly mine: DocumentEntry;
}

/** A conflict, whose document gets a new entry each time that it is stored. */
interface OpenConflict extends Conflict {
  mine: DocumentEntry;
}

/** The outcome of storing the open document's text. */
export type Saved =
  | { readonly kind: 'stored'; readonly entry: DocumentEntry }
  /** For the first time. */
  | { readonly kind: 'created'; readonly entry: DocumentEntry }
  /** The document has another title now. */
  | { readonly kind: 'renamed'; readonly entry: DocumentEntry }
  /** The text is in the separate document of a conflict. */
  | { readonly kind: 'set-aside'; readonly entry: DocumentEntry }
  /** Another window has changed the document: the text has become a separate one. */
  | { readonly kind: 'conflict'; readonly entry: DocumentEntry };

/** The document that is open, and where its text is stored. */
export class OpenDocument {
  #entry: DocumentEntry | undefined;
  #conflict: OpenConflict | undefined;
  #details: DocumentDetails = {};

  /** Undefined while it is in no store, such as the greeting. */
  get entry(): DocumentEntry | undefined {
    return this.#entry;
  }

  /** The document that has the text of this window: another one while there is a conflict. */
  get target(): DocumentEntry | undefined {
    return this.#conflict?.mine ?? this.#entry;
  }

  /** Undefined while no other window has changed the document. The same object until it is resolved. */
  get conflict(): Conflict | undefined {
    return this.#conflict;
  }

  /**
   * Another document is open, or a new one.
   *
   * @param details those that a new one gets when it is stored
   */
  replace(entry: DocumentEntry | undefined, details: DocumentDetails = {}): void {
    this.#entry = entry;
    this.#details = details;
    this.#conflict = undefined;
  }

  /** The open document was changed in the store. */
  update(entry: DocumentEntry): void {
    this.#entry = entry;
  }

  /**
   * Stores the text: in a separate document from the first conflict on.
   *
   * @throws DOMException when nothing can be stored
   */
  async save(store: DocumentStore, text: string): Promise<Saved> {
    const before = this.#entry;
    const conflict = this.#conflict;
    const target = conflict?.mine ?? before;
    const revision = target?.serverId === undefined ? target?.revision : undefined;
    let entry: DocumentEntry;
    try {
      entry =
        target === undefined
          ? await store.create(text, undefined, this.#details)
          : await store.update(target.id, text, revision);
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      if (error.theirs.text !== text) {
        const { entry: theirs } = error.theirs;
        const mine = await store.create(text, copyTitle(theirs), { tags: theirs.tags });
        this.#conflict = { mine };
        return { kind: 'conflict', entry: mine };
      }
      entry = error.theirs.entry;
    }
    if (conflict !== undefined) {
      conflict.mine = entry;
      return { kind: 'set-aside', entry };
    }
    this.#entry = entry;
    if (before === undefined) {
      return { kind: 'created', entry };
    }
    return { kind: before.title === entry.title ? 'stored' : 'renamed', entry };
  }
}

/** Returns the title of a conflicting copy; undefined, so that its text decides, unless the user named it. */
export function copyTitle({ renamed, title }: DocumentEntry): string | undefined {
  return renamed ? message('documents.copyOf', { title }) : undefined;
}
