/**
 * The most passes that clean a tree. Nearly every document is stable after one pass: only raw HTML that no
 * parser would make of its own serialization (a link in a link, say) takes a second or third.
 */
export const MAX_PASSES = 4;

/**
 * Replaces lone surrogates. The engine writes them for references such as `&#xD800;`; UTF-8 cannot hold
 * them, so the server's sanitizer replaces them as well. No regular expression does: WebKit 2.50's
 * `/\p{Surrogate}/u` misses one before U+FEFF and U+FFFD.
 */
export function wellFormed(html: string): string {
  return html.toWellFormed();
}

/**
 * Returns HTML as the text of a `pre`, without the parts that a parser would not give back: it makes line
 * feeds of all line ends, drops NUL, and the line feed that follows `<pre>`.
 */
export function asTextOfPre(html: string): string {
  return withoutLeadingLineFeeds(html.replace(/\r\n?/g, '\n').replaceAll('\0', ''));
}

/** A parser drops the line feed that follows `<pre>`: a text that begins with some would lose one each time. */
export function withoutLeadingLineFeeds(text: string): string {
  return text.replace(/^\n+/, '');
}
