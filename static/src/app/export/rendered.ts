import { message } from '../../language/catalogue.js';
import type { RenderedText } from '../files/files-context.js';
import { FileError } from '../files/text-file.js';
import { untilAborted } from '../../util/until-aborted.js';

/**
 * Waits until the preview shows the whole current document.
 *
 * @throws FileError when rendering failed; the signal's reason once that is aborted
 */
export async function awaitRendered(editor: RenderedText, signal: AbortSignal): Promise<void> {
  if (!(await untilAborted(editor.rendered(), signal))) {
    throw new FileError(message('export.notRendered'));
  }
}
