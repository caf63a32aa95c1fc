import { message } from '../../language/catalogue.js';
import { randomName } from '../../util/random-name.js';
import { showProgress } from '../ui/progress.js';
import { download } from '../files/download.js';
import type { FilesContext } from '../files/files-context.js';
import { codeColoring } from './code-coloring.js';
import { drawnContent } from './drawn-content.js';
import { embeddedPictures } from './embedded-pictures.js';
import styles from './exported-page.css';
import { htmlPage } from './html-page.js';
import { awaitRendered } from './rendered.js';
import { serializeContent } from './serialize.js';

/** Lets the user save the rendered document as a page of its own. */
export async function exportHTML(context: FilesContext, signal: AbortSignal): Promise<void> {
  const { editor, openFile, notices } = context;
  const drawn = await drawnContent(editor.preview, signal);
  const content = await renderedHTML(context, signal, async (preview) => {
    const colorCode = await codeColoring(preview);
    return (copy) => {
      drawn?.draw(copy);
      colorCode(copy);
    };
  });
  const name = await openFile.nameWithoutExtension();
  const page = htmlPage({
    title: openFile.title() || name,
    language: editor.preview.lang || document.documentElement.lang,
    direction: editor.preview.dir || 'auto',
    styles: `${styles}\n${drawn?.styles() ?? ''}`,
    content,
    nonce: randomName(),
  });
  download(`${name}.html`, new Blob([page], { type: 'text/html' }));
  notices.say(message('files.downloaded', { name: `${name}.html` }));
}

/**
 * Returns the rendered document as HTML, with the pictures that this browser keeps, once it is complete.
 *
 * @param revising returns, for the complete preview, a function that changes copies of its children in order
 */
export async function renderedHTML(
  { editor }: FilesContext,
  signal: AbortSignal,
  revising?: (preview: Element) => Promise<(copy: Element) => void>,
): Promise<string> {
  return showProgress(message('export.preparing'), signal, async (report, cancelled) => {
    await awaitRendered(editor, cancelled);
    const revise = await revising?.(editor.preview);
    const embed = await embeddedPictures(editor.preview);
    return serializeContent(editor.preview, report, cancelled, (copy) => {
      revise?.(copy);
      embed(copy);
    });
  });
}
