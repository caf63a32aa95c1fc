import { message, type MessageKey } from '../language/catalogue.js';
import type { Action } from './ui/actions.js';
import type { Notices } from './ui/notices.js';
import { takeDrops } from './files/file-drop.js';
import type { FilesContext, RenderedText } from './files/files-context.js';
import type { DocumentAccess } from './files/document-access.js';
import { OpenFile } from './files/open-file.js';

/** The work of an action. It throws an error with a message for the user, or the reason of its signal. */
type Work = (signal: AbortSignal) => Promise<void>;

/** The actions on files and exports, and the handling of files that are dropped on the page. */
export class FileActions {
  /** The actions by menu group. */
  readonly groups: readonly (readonly Action[])[];
  readonly #context: FilesContext;
  #running = false;

  constructor(
    editor: RenderedText,
    documents: (openFile: OpenFile) => DocumentAccess,
    notices: Notices,
  ) {
    const openFile = new OpenFile();
    this.#context = { editor, documents: documents(openFile), openFile, notices };
    this.groups = fileActions(this.#context, (work) => {
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

  /** Runs one action at a time, and notifies the user if it fails. */
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

/**
 * Returns the actions on files by menu group.
 *
 * @param run runs the work of the chosen action
 */
function fileActions(
  context: FilesContext,
  run: (work: Work) => void,
): readonly (readonly Action[])[] {
  const action = (id: MessageKey, work: Work, shortcut?: string): Action => ({
    id,
    label: () => message(id),
    group: 'document',
    ...(shortcut === undefined ? {} : { shortcut, listens: true }),
    run: () => {
      run(work);
    },
  });
  return [
    [
      action(
        'files.open',
        async (signal) => {
          const { pickFiles } = await import('./files/pick-files.js');
          const { openFiles } = await import('./files/open.js');
          await openFiles(context, await pickFiles(), signal);
        },
        'Mod-o',
      ),
      action(
        'files.save',
        async (signal) => (await import('./files/save.js')).save(context, signal),
        'Mod-s',
      ),
      action(
        'files.saveAs',
        async (signal) => (await import('./files/save.js')).saveAs(context, signal),
        'Mod-Shift-s',
      ),
    ],
    [
      action('export.markdown', async (signal) =>
        (await import('./files/save.js')).downloadMarkdown(context, signal),
      ),
      action('export.html', async (signal) =>
        (await import('./export/export-html.js')).exportHTML(context, signal),
      ),
      action(
        'export.print',
        async (signal) => (await import('./export/print.js')).printDocument(context, signal),
        'Mod-p',
      ),
      action('export.copyHTML', async (signal) =>
        (await import('./export/copy.js')).copyHTML(context, signal),
      ),
      action('export.copyRichText', async (signal) =>
        (await import('./export/copy.js')).copyRichText(context, signal),
      ),
    ],
    [
      action('documents.exportZip', async (signal) =>
        (await import('./files/documents-zip.js')).exportDocuments(context, signal),
      ),
      action('documents.importZip', async (signal) =>
        (await import('./files/documents-zip.js')).importDocuments(context, signal),
      ),
    ],
  ];
}
