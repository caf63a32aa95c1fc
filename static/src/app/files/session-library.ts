import type { LibraryAccess, LibraryDocument, NewDocument } from './library-access.js';

/** What a session's library needs of the editor. */
export interface OpenText {
  readonly value: string;
  open(text: string): void;
}

/** A library that lasts as long as the page. */
export class SessionLibrary implements LibraryAccess {
  readonly #editor: OpenText;
  readonly #title: () => string;
  readonly #others: LibraryDocument[] = [];
  #createdAt = new Date();
  #openedAs = '';

  /** @param title of the open document; empty where it has none */
  constructor(editor: OpenText, title: () => string) {
    this.#editor = editor;
    this.#title = title;
  }

  async *all(): AsyncIterable<LibraryDocument> {
    await Promise.resolve();
    yield this.#open();
    yield* this.#others;
  }

  count(): Promise<number> {
    return Promise.resolve(this.#others.length + 1);
  }

  add({ title, text, updatedAt = new Date(), createdAt = updatedAt }: NewDocument): Promise<void> {
    this.#others.push({ title, text, createdAt, updatedAt });
    return Promise.resolve();
  }

  openNew({ title, text, createdAt }: NewDocument): Promise<void> {
    if (this.#editor.value !== '') {
      this.#others.push(this.#open());
    }
    this.#editor.open(text);
    this.#openedAs = title;
    this.#createdAt = createdAt ?? new Date();
    return Promise.resolve();
  }

  #open(): LibraryDocument {
    return {
      title: this.#title() || this.#openedAs,
      text: this.#editor.value,
      createdAt: this.#createdAt,
      updatedAt: new Date(),
    };
  }
}
