import { message } from '../../language/catalogue.js';
import type { RenderedText } from '../files/files-context.js';
import { FileError } from '../files/text-file.js';

/**
 * Waits until the preview shows the whole current document.
 *
 * @throws FileError when rendering failed; the signal's reason once that is aborted
 */
export async function awaitRendered(editor: RenderedText, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const rendered = await new Promise<boolean>((resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
    void editor.rendered().then(resolve);
  });
  if (!rendered) {
    throw new FileError(message('export.notRendered'));
  }
}
