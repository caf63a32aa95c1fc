import type { Root } from 'hast';
import { alertQuotes } from './alerts.js';
import { plainCode } from './code.js';
import type { Dialect } from './dialect.js';
import { boldHeadings, formatByElements, plainHeadings, tidyMarks } from './emphasis.js';
import { footnotes } from './footnotes.js';
import { formulas } from './formulas.js';
import { frontMatter } from './front-matter.js';
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
export function normalize(root: Root, dialect: Dialect): void {
  formulas(root, dialect.extensions.has('formulas'));
  footnotes(root, dialect);
  frontMatter(root);
  plainCode(root);
  alertQuotes(root);
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
