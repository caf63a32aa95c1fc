import { message } from '../../language/catalogue.js';
import type { FileOrigin } from './document-access.js';

/** The members of the editor that files use. */
export interface EditorText {
  readonly value: string;
  readonly preview: HTMLElement;
}

/** The file that the open document belongs to. */
export class OpenFile {
  readonly #editor: EditorText;
  /** Called when the open document has been read from a file or saved to one. */
  onChange: (origin: FileOrigin) => void = () => undefined;
  #origin: FileOrigin | undefined;

  constructor(editor: EditorText) {
    this.#editor = editor;
  }

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

  /** The title of the document: its first heading. */
  get title(): string {
    const heading = this.#editor.preview.querySelector('h1, h2, h3, h4, h5, h6');
    return heading?.textContent.trim() ?? '';
  }

  /** Returns the name, without extension, of the document's file, or of one that it could be saved to. */
  async nameWithoutExtension(): Promise<string> {
    const { fileNameOf, titleOfPath } = await import('./file-name.js');
    return fileNameOf(
      this.#origin === undefined ? this.title : titleOfPath(this.#origin.name),
      message('files.untitled'),
    );
  }
}
