import type { Root } from 'hast';
import { plainCode } from './code.js';
import { boldHeadings, formatByElements, plainHeadings, tidyMarks } from './emphasis.js';
import { paragraphsOfLines } from './lines.js';
import { markedParagraphs } from './marked-paragraphs.js';
import { tidyLists } from './lists.js';
import { removeNoise } from './noise.js';
import { spaces } from './spaces.js';
import { tidyTables } from './tables.js';
import { wordLists, wordWebLists } from './word-lists.js';

/**
 * Makes plain, semantic HTML of what programs put on the clipboard, in place. Each step reads styles and
 * classes that the next ones no longer need.
 */
export function normalize(root: Root): void {
  plainCode(root);
  wordLists(root);
  wordWebLists(root);
  markedParagraphs(root);
  tidyLists(root);
  removeNoise(root);
  const bold = boldHeadings(root);
  formatByElements(root);
  spaces(root);
  tidyMarks(root);
  paragraphsOfLines(root);
  plainHeadings(root, bold);
  tidyTables(root);
}
