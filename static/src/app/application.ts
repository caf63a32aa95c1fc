import type { TwinmarkEditorElement } from '../editor/twinmark-editor.js';
import { chooseLanguage } from '../language/catalogue.js';
import { Files } from './files/files.js';
import { SessionLibrary } from './files/session-library.js';

/** The application around an editor, which it knows by its public surface alone. */
export class Application {
  readonly editor: TwinmarkEditorElement;

  constructor(editor: TwinmarkEditorElement) {
    this.editor = editor;
  }

  /** Takes over the page that the server has rendered, in that page's language. */
  start(): void {
    chooseLanguage([document.documentElement.lang]);
    const header = document.querySelector('.page-header');
    if (header !== null) {
      const files = new Files(
        this.editor,
        (openFile) => new SessionLibrary(this.editor, () => openFile.title),
      );
      files.start(header);
    }
  }
}
