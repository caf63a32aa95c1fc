import type { Action } from '../action.js';
import type { FilesContext } from './files-context.js';

/** What can be done with files, in the groups of a menu. */
export function fileActions(context: FilesContext): readonly (readonly Action[])[] {
  return [
    [
      {
        id: 'files.open',
        label: 'files.open',
        shortcut: 'Mod-o',
        async run(signal) {
          const { pickFiles } = await import('./pick-files.js');
          const { openFiles } = await import('./open.js');
          await openFiles(context, await pickFiles(), signal);
        },
      },
      {
        id: 'files.save',
        label: 'files.save',
        shortcut: 'Mod-s',
        run: async (signal) => (await import('./save.js')).save(context, signal),
      },
      {
        id: 'files.saveAs',
        label: 'files.saveAs',
        shortcut: 'Mod-Shift-s',
        run: async (signal) => (await import('./save.js')).saveAs(context, signal),
      },
    ],
    [
      {
        id: 'export.markdown',
        label: 'export.markdown',
        run: async () => (await import('./save.js')).downloadMarkdown(context),
      },
      {
        id: 'export.html',
        label: 'export.html',
        run: async (signal) =>
          (await import('../export/export-html.js')).exportHTML(context, signal),
      },
      {
        id: 'export.print',
        label: 'export.print',
        shortcut: 'Mod-p',
        run: async (signal) => (await import('../export/print.js')).printDocument(context, signal),
      },
      {
        id: 'export.copyHTML',
        label: 'export.copyHTML',
        run: async (signal) => (await import('../export/copy.js')).copyHTML(context, signal),
      },
      {
        id: 'export.copyRichText',
        label: 'export.copyRichText',
        run: async (signal) => (await import('../export/copy.js')).copyRichText(context, signal),
      },
    ],
    [
      {
        id: 'library.exportZip',
        label: 'library.exportZip',
        run: async (signal) =>
          (await import('../export/library-zip.js')).exportLibrary(context, signal),
      },
      {
        id: 'library.importZip',
        label: 'library.importZip',
        run: async (signal) =>
          (await import('../export/library-zip.js')).importLibrary(context, signal),
      },
    ],
  ];
}
