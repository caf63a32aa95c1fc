import { message } from '../../language/catalogue.js';
import type { FileOrigin } from './file-origin.js';

/** What of the editor files need. */
export interface Text {
  readonly value: string;
  readonly preview: HTMLElement;
}

/** The file that the open document belongs to. */
export class OpenFile {
  readonly #editor: Text;
  #origin: FileOrigin | undefined;
  /** The text that the file has. */
  #saved: string | undefined;

  constructor(editor: Text) {
    this.#editor = editor;
  }

  get origin(): FileOrigin | undefined {
    return this.#origin;
  }

  /**
   * Says what file the document belongs to that has just been opened in the editor.
   *
   * @param saved what the file has; undefined where nobody knows
   */
  belongsTo(origin: FileOrigin | undefined, saved: string | undefined): void {
    this.#origin = origin;
    this.#saved = saved;
  }

  /** Whether the text as it is now is in a file. Takes time in proportion to the text, so not for each key. */
  get isSavedToFile(): boolean {
    return this.#saved === this.#editor.value;
  }

  /** What to call the document: its first heading. */
  get title(): string {
    const heading = this.#editor.preview.querySelector('h1, h2, h3, h4, h5, h6');
    return heading?.textContent.trim() ?? '';
  }

  /** The name of the document's file, without the extension, where there is one or might be one. */
  async nameWithoutExtension(): Promise<string> {
    const { fileNameOf, titleOfPath } = await import('./file-name.js');
    return fileNameOf(
      this.#origin === undefined ? this.title : titleOfPath(this.#origin.name),
      message('files.untitled'),
    );
  }
}
