import { message, type MessageKey } from '../../language/catalogue.js';
import type { Action } from '../ui/actions.js';
import type { FilesContext } from './files-context.js';

/** What an action does. It throws an error with a sentence for the writer, or the reason of its signal. */
export type Work = (signal: AbortSignal) => Promise<void>;

/**
 * What can be done with files, in the groups of a menu.
 *
 * @param run does the work of an action that was chosen
 */
export function fileActions(
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
          const { pickFiles } = await import('./pick-files.js');
          const { openFiles } = await import('./open.js');
          await openFiles(context, await pickFiles(), signal);
        },
        'Mod-o',
      ),
      action(
        'files.save',
        async (signal) => (await import('./save.js')).save(context, signal),
        'Mod-s',
      ),
      action(
        'files.saveAs',
        async (signal) => (await import('./save.js')).saveAs(context, signal),
        'Mod-Shift-s',
      ),
    ],
    [
      action('export.markdown', async () => (await import('./save.js')).downloadMarkdown(context)),
      action('export.html', async (signal) =>
        (await import('../export/export-html.js')).exportHTML(context, signal),
      ),
      action(
        'export.print',
        async (signal) => (await import('../export/print.js')).printDocument(context, signal),
        'Mod-p',
      ),
      action('export.copyHTML', async (signal) =>
        (await import('../export/copy.js')).copyHTML(context, signal),
      ),
      action('export.copyRichText', async (signal) =>
        (await import('../export/copy.js')).copyRichText(context, signal),
      ),
    ],
    [
      action('library.exportZip', async (signal) =>
        (await import('./library-zip.js')).exportLibrary(context, signal),
      ),
      action('library.importZip', async (signal) =>
        (await import('./library-zip.js')).importLibrary(context, signal),
      ),
    ],
  ];
}
