import { RepeatedFormatting } from './repeated-formatting.js';

/** The HTML that the sanitizer parses instead of the blocks of a document. */
export interface BoundedBlocks {
  readonly html: readonly string[];
  /** The number of blocks that each part stands for. */
  readonly counts: readonly number[];
}

/**
 * Replaces blocks by their source as text where a parser would reopen their unclosed formatting too often.
 *
 * @param asText returns HTML that shows the source of the HTML given
 * @param lengthOf returns the length of HTML in UTF-16 code units, with long URLs in place of their stand-ins
 */
export function boundFormatting(
  blocks: readonly string[],
  asText: (html: string) => string,
  lengthOf?: (html: string) => number,
): BoundedBlocks {
  let formatting = new RepeatedFormatting(lengthOf);
  const html: string[] = [];
  const counts: number[] = [];
  let formattedFrom = 0;
  for (const block of blocks) {
    formatting.read(block);
    html.push(block);
    counts.push(1);
    if (formatting.isExcessive) {
      counts.splice(formattedFrom, html.length, html.length - formattedFrom);
      html.push(asText(html.splice(formattedFrom).join('')));
    }
    if (formatting.isExcessive || formatting.isNone) {
      formatting = new RepeatedFormatting(lengthOf);
      formattedFrom = html.length;
    }
  }
  return { html, counts };
}
