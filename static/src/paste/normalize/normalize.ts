import type { Root } from 'hast';
import { alertQuotes } from './alerts.js';
import { stylesOfClasses } from './class-styles.js';
import { codeInTables } from './code-lines.js';
import { plainCode } from './code.js';
import type { Dialect } from './dialect.js';
import { boldHeadings, formatByElements, plainHeadings, tidyMarks } from './emphasis.js';
import { footnotes } from './footnotes.js';
import { formulas } from './formulas.js';
import { frontMatter } from './front-matter.js';
import { paragraphsOfLines } from './lines.js';
import { indentedLists } from './indented-lists.js';
import { markedParagraphs } from './marked-paragraphs.js';
import { tidyLists } from './lists.js';
import { removeNoise } from './noise.js';
import { boundNesting } from './nesting.js';
import { officeNotes } from './office-notes.js';
import { lineEnds, spaces } from './spaces.js';
import { tidyTables } from './tables.js';
import { wordParagraphs } from './word-paragraphs.js';
import { wordLists, wordWebLists } from './word-lists.js';

/**
 * Makes plain, semantic HTML of what programs put on the clipboard, in place. Each step reads styles and
 * classes that the next ones no longer need.
 */
export function normalize(root: Root, dialect: Dialect): void {
  boundNesting(root);
  stylesOfClasses(root);
  officeNotes(root, dialect);
  formulas(root, dialect.extensions.has('formulas'));
  footnotes(root, dialect);
  frontMatter(root);
  codeInTables(root);
  plainCode(root);
  alertQuotes(root);
  wordParagraphs(root);
  wordLists(root);
  indentedLists(root);
  wordWebLists(root);
  markedParagraphs(root);
  tidyLists(root);
  removeNoise(root);
  lineEnds(root);
  const bold = boldHeadings(root);
  formatByElements(root);
  spaces(root);
  tidyMarks(root);
  paragraphsOfLines(root);
  plainHeadings(root, bold);
  tidyTables(root);
}
