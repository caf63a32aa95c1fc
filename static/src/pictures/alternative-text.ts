/** Matches what would end the text of an image, or become code, HTML or a formula. */
const MARKUP = /[\\[\]`<>&$*]/g;

/** Returns the Markdown of a plain text between the brackets of an image. */
export function alternativeOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(MARKUP, '\\$&');
}
