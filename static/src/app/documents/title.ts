import { message } from '../../language/catalogue.js';

/** The length of the beginning of a text that is searched for a title, in UTF-16 code units. */
const BEGINNING = 4096;

const LONGEST_TITLE = 80;

/** Returns whether a text has a heading or words to use as its title. */
export function hasTitle(text: string): boolean {
  return findTitle(text) !== '';
}

/** Returns the title of a document: its first heading, or else its first words. */
export function titleOf(text: string): string {
  const title = findTitle(text);
  return title === ''
    ? message('documents.untitled')
    : title.length > LONGEST_TITLE
      ? `${title.slice(0, LONGEST_TITLE).trimEnd()}…`
      : title;
}

function findTitle(text: string): string {
  const lines = text.slice(0, BEGINNING).split(/\r\n?|\n/);
  const heading = lines.findIndex(
    (line, i) =>
      ATX_HEADING.test(line) || (isText(line) && SETEXT_UNDERLINE.test(lines[i + 1] ?? '')),
  );
  const first = lines[heading] ?? lines.find((line) => plain(line) !== '') ?? '';
  return plain(first);
}

// spec, 4.2: one to six # characters, followed by a space, a tab or the end of the line
const ATX_HEADING = /^ {0,3}#{1,6}[ \t]+\S/;

// spec, 4.3
const SETEXT_UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;

function isText(line: string): boolean {
  return /\w/u.test(line) && !/^ {0,3}(?:[>#|]|[-+*] |\d+[.)] )/.test(line);
}

/** Returns a line without most of its markup. */
function plain(line: string): string {
  return line
    .replace(/^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d+[.)][ \t]+)/, '')
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_~`]+/g, '')
    .trim();
}
