import { message } from '../language/catalogue.js';

/**
 * The largest image that is written into the text, in bytes. As base64 it takes a third more, and every
 * character of the text is parsed and stored with it: a few of these are as much as a long book.
 */
export const MAX_IMAGE_BYTES = 256 * 1024;

/** What all browsers show. */
const TYPES: ReadonlySet<string> = new Set([
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
]);

/** Why an image cannot be written into the text, and what to do; undefined where it can. */
export function imageProblem({ name, type, size }: File): string | undefined {
  if (!TYPES.has(type)) {
    return message('paste.imageUnknown', { name });
  }
  return size > MAX_IMAGE_BYTES
    ? message('paste.imageTooLarge', {
        name,
        size: Math.ceil(size / 1024),
        limit: MAX_IMAGE_BYTES / 1024,
      })
    : undefined;
}

/** An image with its data in the text. */
export async function imageMarkdown(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error(message('paste.imageUnreadable', { name: file.name })));
    };
    reader.readAsDataURL(file);
  });
  const alternative = file.name.replace(/\.\w+$/, '').replace(/[\\[\]]/g, '\\$&');
  return `![${alternative}](${url})`;
}
