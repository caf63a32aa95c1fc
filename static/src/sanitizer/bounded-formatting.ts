import { RepeatedFormatting } from './repeated-formatting.js';

/** What is parsed in place of the blocks of a document. */
export interface BoundedBlocks {
  readonly html: readonly string[];
  /** The number of blocks that each part stands for. */
  readonly counts: readonly number[];
}

/**
 * Makes one part, which is text, of blocks that leave formatting open that would be opened again too often.
 *
 * @param asText returns the HTML of HTML's source, to be read
 * @param lengthOf returns the code units of HTML, where it stands for longer HTML
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
