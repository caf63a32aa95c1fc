import { message } from '../../language/catalogue.js';
import { COPY_KEY, shortcutLabel } from '../../keys/shortcut.js';
import { showTextToCopy } from '../ui/text-to-copy.js';
import type { FilesContext } from '../files/files-context.js';
import { renderedHTML } from './export-html.js';

/** Copies the rendered document's HTML, as text. */
export async function copyHTML(context: FilesContext, signal: AbortSignal): Promise<void> {
  const html = renderedHTML(context, signal);
  if (await isCopied({ 'text/plain': html })) {
    context.notices.say(message('export.copiedHTML'));
  } else {
    showTextToCopy(await html);
  }
}

/** Copies the rendered document as formatted text, with its Markdown as the plain-text alternative. */
export async function copyRichText(context: FilesContext, signal: AbortSignal): Promise<void> {
  const { editor, notices } = context;
  const html = renderedHTML(context, signal);
  const markdown = Promise.resolve(editor.value);
  if (await isCopied({ 'text/html': html, 'text/plain': markdown })) {
    notices.say(message('export.copiedRichText'));
  } else {
    await html;
    editor.preview.focus();
    getSelection()?.selectAllChildren(editor.preview);
    notices.warn(message('export.copySelected', { keys: shortcutLabel(COPY_KEY) }));
  }
}

/**
 * Writes texts to the clipboard. The browser gets promises: Safari requires the call in the task of the
 * click, before the texts are ready.
 *
 * @returns false when there is no clipboard, or the browser or the user denies access
 * @throws what the texts reject with
 */
async function isCopied(texts: Readonly<Record<string, Promise<string>>>): Promise<boolean> {
  const blobs = Object.entries(texts).map(([type, text]): [string, Promise<Blob>] => [
    type,
    text.then((content) => new Blob([content], { type })),
  ]);
  let refused = typeof ClipboardItem === 'undefined';
  if (!refused) {
    try {
      // eslint-disable-next-line no-restricted-syntax -- This `write` is not a document's.
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch (error) {
      // Rejections of the texts themselves are handled below.
      refused = error instanceof Error;
    }
  }
  await Promise.all(Object.values(texts));
  return !refused;
}
