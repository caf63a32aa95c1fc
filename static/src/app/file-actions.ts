import { message } from '../language/catalogue.js';
import type { Action } from './ui/actions.js';
import type { Notices } from './ui/notices.js';
import { fileActions, type Work } from './files/actions.js';
import { takeDrops } from './files/file-drop.js';
import type { FilesContext, RenderedText } from './files/files-context.js';
import type { LibraryAccess } from './files/library-access.js';
import { OpenFile } from './files/open-file.js';

/** Files and exports: their actions, and files that are dropped on the page. */
export class Files {
  /** In the groups of a menu. */
  readonly actions: readonly (readonly Action[])[];
  readonly #context: FilesContext;
  #running = false;

  constructor(
    editor: RenderedText,
    library: (openFile: OpenFile) => LibraryAccess,
    notices: Notices,
  ) {
    const openFile = new OpenFile(editor);
    this.#context = { editor, library: library(openFile), openFile, notices };
    this.actions = fileActions(this.#context, (work) => {
      this.#run(work);
    });
  }

  /** Listens for drops. */
  start(): void {
    takeDrops((files) => {
      this.#run(async (signal) => {
        const { openFiles } = await import('./files/open.js');
        await openFiles(this.#context, await files, signal);
      });
    });
  }

  /** Does one thing at a time, and tells of its failure. */
  #run(work: Work): void {
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
