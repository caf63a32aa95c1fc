import { prepareDrawings } from '../../drawings/prepare.js';
import { message } from '../../language/catalogue.js';
import { showProgress } from '../ui/progress.js';
import type { FilesContext } from '../files/files-context.js';
import { awaitRendered } from './rendered.js';

/** Makes the browser print the document, or create a PDF of it, under its own name. */
export async function printDocument(
  { editor, openFile }: FilesContext,
  signal: AbortSignal,
): Promise<void> {
  await showProgress(message('export.preparing'), signal, async (_report, cancelled) => {
    await awaitRendered(editor, cancelled);
    await prepareDrawings(editor.preview, cancelled);
  });
  const { title } = document;
  // Browsers use it as the PDF's title and file name.
  document.title = openFile.title() || (await openFile.nameWithoutExtension());
  try {
    window.print();
  } finally {
    document.title = title;
  }
}
