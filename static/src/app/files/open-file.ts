import { message } from '../../language/catalogue.js';
import type { FileOrigin } from './document-access.js';

/** The file that the open document belongs to. */
export class OpenFile {
  /** Called when the open document has been read from a file or saved to one. */
  onChange: (origin: FileOrigin) => void = () => undefined;
  /** Returns the title of the open document; empty if it has none. */
  title: () => string = () => '';
  #origin: FileOrigin | undefined;

  get origin(): FileOrigin | undefined {
    return this.#origin;
  }

  /** Sets the file of the document that has just been opened in the editor. */
  setOrigin(origin: FileOrigin | undefined): void {
    this.#origin = origin;
  }

  /** Records the file that the open document has been read from or saved to. */
  notifySaved(origin: FileOrigin): void {
    this.#origin = origin;
    this.onChange(origin);
  }

  /** Returns the name, without extension, of the document's file, or of one that it could be saved to. */
  async nameWithoutExtension(): Promise<string> {
    const { fileNameOf, titleOfPath } = await import('./file-name.js');
    return fileNameOf(
      this.#origin === undefined ? this.title() : titleOfPath(this.#origin.name),
      message('files.untitled'),
    );
  }
}
