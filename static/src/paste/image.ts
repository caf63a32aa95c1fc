import { message } from '../language/catalogue.js';

/**
 * The largest image that is written into the text, in bytes. As base64 it takes a third more, and every
 * character of the text is parsed and stored with it: a few of these are as much as a long book.
 */
const MAX_IMAGE_BYTES = 256 * 1024;

/** The image types that all browsers support. */
const TYPES: ReadonlySet<string> = new Set([
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
]);

/**
 * An image with its data in the text.
 *
 * @throws Error that says why it cannot be written into the text, and what to do
 */
export async function imageMarkdown(file: File): Promise<string> {
  const { name, type, size } = file;
  if (!TYPES.has(type)) {
    throw new Error(message('paste.imageUnknown', { name }));
  }
  if (size > MAX_IMAGE_BYTES) {
    const limit = MAX_IMAGE_BYTES / 1024;
    throw new Error(message('paste.imageTooLarge', { name, size: Math.ceil(size / 1024), limit }));
  }
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error(message('paste.imageUnreadable', { name })));
    };
    reader.readAsDataURL(file);
  });
  const alternative = name.replace(/\.\w+$/, '').replace(/[\\[\]]/g, '\\$&');
  return `![${alternative}](${url})`;
}
