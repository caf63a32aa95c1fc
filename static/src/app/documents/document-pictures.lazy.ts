import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { loadPictureMessages, pictureMessage } from '../../language/picture-messages.js';
import { loadSharingMessages } from '../../language/sharing-messages.js';
import { TEXT_TARGET } from '../../pictures/limits.js';
import { dataURLOf } from '../../util/data-url.js';
import { onPicturesServed } from '../offline/picture-serving.js';
import { newPicture, openPictures } from '../pictures/open-pictures.js';
import { holdPictures, whileUnheld } from '../pictures/picture-lock.js';
import { PICTURE_FOLDER, picturesIn } from '../pictures/picture-name.js';
import { ReservedSpace } from '../pictures/reserved-space.js';
import { isUnreachable, ServerDocuments } from '../sharing/server-documents.js';
import type { Session } from './session.js';
import { storageProblem } from './storage-problem.js';

/** The pictures of the application's documents: where they are kept, and for how long. */
export class DocumentPictures {
  readonly #session: Session;
  readonly #editor: TwinmarkEditorElement;
  readonly #swept: Promise<void>;
  readonly #sweeping = new AbortController();
  readonly #space = new ReservedSpace();
  readonly #reloaded = new WeakMap<Element, string>();
  #isServed = false;

  constructor(session: Session, editor: TwinmarkEditorElement) {
    this.#session = session;
    this.#editor = editor;
    this.#swept = this.#removeUnused().catch((error: unknown) => {
      // The next visit tries again; until then they take room.
      if (!this.#sweeping.signal.aborted) {
        console.warn('Unused images could not be removed.', error);
      }
    });
    onPicturesServed(() => {
      this.#isServed = true;
      this.follow();
      for (const image of editor.preview.querySelectorAll('img')) {
        if (image.complete && image.naturalWidth === 0) {
          this.#reload(image);
        }
      }
    });
    // The request of an image may have been under way when the service worker took control.
    const follow = ({ target }: Event): void => {
      if (target instanceof HTMLImageElement) {
        this.#reload(target);
      }
    };
    editor.preview.addEventListener('error', follow, { capture: true });
  }

  /** To be called when another document is open, or the open one is kept elsewhere. */
  follow(): void {
    this.#editor.uploadImage =
      this.#isServed || this.#serverId !== undefined
        ? (file, { signal }) => this.#place(file, signal)
        : null;
    // A text of another computer may have addresses of pictures where the browser has no locks.
    if (this.#isServed && picturesIn(this.#editor.value).size > 0) {
      this.#hold().catch((error: unknown) => {
        console.warn('Images may be removed while undo steps have them.', error);
      });
    }
  }

  /** Loads a stored picture once more that was asked for before the service worker showed it. */
  #reload(image: Element): void {
    const source = image.getAttribute('src') ?? '';
    if (this.#isServed && this.#reloaded.get(image) !== source && picturesIn(source).size > 0) {
      this.#reloaded.set(image, source);
      image.setAttribute('src', source);
    }
  }

  /** The id of the open document on the server; undefined if it is in this browser only. */
  get #serverId(): string | undefined {
    return this.#session.entry?.serverId;
  }

  /**
   * Stores a picture where the open document is kept, and returns its address. The picture is on disk before any text
   * refers to it: after a crash there may be a picture without a text, which is removed later, and never the reverse.
   */
  async #place(file: File, signal: AbortSignal): Promise<string> {
    const serverId = this.#serverId;
    if (serverId !== undefined) {
      return this.#placeOnServer(serverId, file, signal);
    }
    if (!this.#isServed) {
      // The document has been taken from the server meanwhile.
      return dataURLOf(file);
    }
    const picture = await newPicture(new Uint8Array(await file.arrayBuffer()));
    // The user does not wait until all texts are read.
    this.#sweeping.abort();
    await this.#hold();
    try {
      await (await openPictures()).add(picture);
    } catch (error) {
      await loadPictureMessages();
      const isFull = storageProblem(error) === 'full';
      throw new Error(pictureMessage(isFull ? 'storeFull' : 'storeClosed'), { cause: error });
    }
    this.#space.add(picture);
    return PICTURE_FOLDER + picture.name;
  }

  async #placeOnServer(id: string, file: File, signal: AbortSignal): Promise<string> {
    await loadSharingMessages();
    try {
      return await new ServerDocuments().addImage(id, file, signal);
    } catch (error) {
      if (isUnreachable(error) && file.size <= TEXT_TARGET.maxBytes) {
        // Written offline, as the text around it.
        return dataURLOf(file);
      }
      throw error;
    }
  }

  async #hold(): Promise<void> {
    // Holding the lock would keep this page from removing anything.
    await this.#swept;
    await holdPictures();
  }

  async #removeUnused(): Promise<void> {
    const pictures = await openPictures();
    const entries = await pictures.list();
    for (const entry of entries) {
      this.#space.add(entry);
    }
    if (entries.length === 0) {
      return;
    }
    await whileUnheld(async (isUnheld) => {
      const used = picturesIn(this.#editor.value);
      await (
        await this.#session.connect()
      ).eachText((text) => {
        this.#sweeping.signal.throwIfAborted();
        for (const name of picturesIn(text)) {
          used.add(name);
        }
      });
      this.#sweeping.signal.throwIfAborted();
      await pictures.age(used, Date.now(), isUnheld);
    });
  }
}
