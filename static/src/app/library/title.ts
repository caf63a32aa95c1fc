import { message } from '../../language/catalogue.js';

/** Where a title is looked for, in UTF-16 code units from the beginning of a text. */
const BEGINNING = 4096;

const LONGEST_TITLE = 80;

/** Whether there is anything in a text to call it by. */
export function hasTitle(text: string): boolean {
  return findTitle(text) !== '';
}

/** What a document is called: its first heading, or else its first words. */
export function titleOf(text: string): string {
  const title = findTitle(text);
  return title === ''
    ? message('library.untitled')
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

/** A line without most of its markup. */
function plain(line: string): string {
  return line
    .replace(/^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d+[.)][ \t]+)/, '')
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_~`]+/g, '')
    .trim();
}
