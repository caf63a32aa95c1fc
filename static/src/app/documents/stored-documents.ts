import type { DocumentAccess, ExportedDocument, NewDocument } from '../files/document-access.js';
import type { Session } from './session.js';
import { hasTitle, titleOf } from './title.js';

/** The documents in this browser, for export to files and import from files. */
export class StoredDocuments implements DocumentAccess {
  readonly #session: Session;
  readonly #text: () => string;
  readonly #titlesReady: Promise<void>;

  /**
   * @param text returns the text of the open document, used if nothing can be stored
   * @param titlesReady resolves when `titleOf` knows rendered headings, or never will
   */
  constructor(session: Session, text: () => string, titlesReady: Promise<void>) {
    this.#session = session;
    this.#text = text;
    this.#titlesReady = titlesReady;
  }

  async *all(): AsyncIterable<ExportedDocument> {
    await this.#session.flush();
    const { store } = this.#session;
    if (store === undefined || this.#session.entry === undefined) {
      const text = this.#text();
      yield { title: titleOf(text), text, createdAt: new Date(), updatedAt: new Date() };
    }
    for (const { id } of (await store?.list()) ?? []) {
      const stored = await store?.read(id);
      if (stored !== undefined) {
        const { title, createdAt, updatedAt, tags } = stored.entry;
        yield {
          title,
          text: stored.text,
          tags,
          createdAt: new Date(createdAt),
          updatedAt: new Date(updatedAt),
        };
      }
    }
  }

  async count(): Promise<number> {
    const stored = (await this.#session.store?.list())?.length ?? 0;
    return this.#session.entry === undefined ? stored + 1 : stored;
  }

  async add({ title, text, createdAt, updatedAt, origin, tags }: NewDocument): Promise<void> {
    await this.#titlesReady;
    const { store } = this.#session;
    if (store === undefined) {
      throw new DOMException('Nothing can be stored here.', 'InvalidStateError');
    }
    const entry = await store.create(text, hasTitle(text) ? undefined : title, {
      createdAt: createdAt?.getTime(),
      updatedAt: updatedAt?.getTime(),
      tags,
    });
    if (origin !== undefined) {
      await store.keepFile(entry.id, origin);
    }
    await this.#session.touched(entry.id);
  }

  async openAgain({ text, origin }: NewDocument): Promise<'same' | 'updated' | 'kept' | undefined> {
    const { store } = this.#session;
    if (store === undefined || origin === undefined || !(await this.#session.flush())) {
      return undefined;
    }
    for (const [id, known] of await store.files()) {
      const isSame =
        known.handle !== undefined && origin.handle !== undefined
          ? await known.handle.isSameEntry(origin.handle)
          : known.name === origin.name;
      const stored = isSame ? await store.read(id) : undefined;
      // Different files may share a name; only handles tell them apart.
      if (
        stored !== undefined &&
        ((known.handle && origin.handle) !== undefined || stored.text === text)
      ) {
        if (!(await this.#session.open(id))) {
          throw new DOMException('The document that was open stays open.', 'AbortError');
        }
        if (stored.text === text) {
          return 'same';
        }
        if (known.lastModified === origin.lastModified) {
          return 'kept';
        }
        this.#session.restore(text);
        return 'updated';
      }
    }
    return undefined;
  }

  async openNew({ title, text }: NewDocument): Promise<void> {
    await this.#titlesReady;
    if (!(await this.#session.openNew(text, hasTitle(text) ? undefined : title))) {
      // The user chose this, so there is nothing to report, but nothing to continue with either.
      throw new DOMException('The document that was open stays open.', 'AbortError');
    }
  }
}
