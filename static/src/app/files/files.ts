import { message } from '../../language/catalogue.js';
import { type Action, isShortcut } from '../action.js';
import { Notices } from '../dialog/notice.js';
import { menuButton } from '../menu/menu-button.js';
import { fileActions } from './actions.js';
import { takeDrops } from './file-drop.js';
import type { FilesContext, RenderedText } from './files-context.js';
import type { LibraryAccess } from './library-access.js';
import { OpenFile } from './open-file.js';

/** Files and exports: their actions, with a menu, shortcuts, and files that are dropped on the page. */
export class Files {
  readonly actions: readonly Action[];
  readonly openFile: OpenFile;
  readonly #context: FilesContext;
  readonly #groups: readonly (readonly Action[])[];
  #running = false;

  constructor(editor: RenderedText, library: (openFile: OpenFile) => LibraryAccess) {
    this.openFile = new OpenFile(editor);
    this.#context = {
      editor,
      library: library(this.openFile),
      openFile: this.openFile,
      notices: new Notices(),
    };
    this.#groups = fileActions(this.#context);
    this.actions = this.#groups.flat();
  }

  /**
   * Listens for shortcuts and drops.
   *
   * @param place gives way to the menu
   */
  start(place: Element): void {
    place.replaceWith(
      menuButton(message('files.menu'), this.#groups, (action) => {
        this.run(action);
      }),
    );
    addEventListener('keydown', (event) => {
      const action = this.actions.find(
        ({ shortcut }) => shortcut !== undefined && isShortcut(shortcut, event),
      );
      if (action !== undefined && !event.isComposing) {
        event.preventDefault();
        this.run(action);
      }
    });
    takeDrops((files) => {
      this.#run(async (signal) => {
        const { openFiles } = await import('./open.js');
        await openFiles(this.#context, await files, signal);
      });
    });
  }

  /** Does what an action is for, unless another one is under way. */
  run(action: Action): void {
    this.#run((signal) => action.run(signal));
  }

  /** Does one thing at a time, and tells of its failure. */
  #run(work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#running) {
      return;
    }
    this.#running = true;
    work(new AbortController().signal)
      .catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) {
          this.#context.notices.warn(sentenceOf(error));
        }
      })
      .finally(() => {
        this.#running = false;
      });
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'FileError') {
    return error.message;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return message('files.failed', { reason });
}
