/** Matches what would end the text of an image, or become code, HTML, emphasis, a formula, or an extension. */
const MARKUP =
  /[\\[\]`<>&$*|~^]|(?<![^\W_])_|_(?![^\W_])|=(?==)|(?<==)=|\+(?=\+)|(?<=\+)\+|:(?=[\w+-]+:)/g;

/** Returns the Markdown of a plain text between the brackets of an image. */
export function alternativeOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(MARKUP, '\\$&');
}
