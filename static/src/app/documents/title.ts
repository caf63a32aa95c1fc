import { message } from '../../language/catalogue.js';

const MAX_TITLE_UNITS = 80;

/** The texts of rendered blocks, in their order. */
export interface RenderedTexts {
  readonly headings: readonly string[];
  readonly text: string;
}

/** Renders a document as far as its first heading: callers stop iterating there. */
export type RenderTexts = (markdown: string) => Iterable<RenderedTexts>;

let renderTexts: RenderTexts = sourceTexts;

/** Takes titles from rendered documents from now on: the engine, not a pattern, knows what a heading is. */
export function renderTitlesBy(render: RenderTexts): void {
  renderTexts = render;
}

/** Returns whether a text has a heading or words to use as its title. */
export function hasTitle(text: string): boolean {
  return findTitle(text) !== '';
}

/**
 * Returns the title of a document: its first heading, or else its first words.
 *
 * @param untitled returned if it has neither
 */
export function titleOf(text: string, untitled = message('documents.untitled')): string {
  const title = findTitle(text);
  return title === ''
    ? untitled
    : title.length > MAX_TITLE_UNITS
      ? `${title.slice(0, MAX_TITLE_UNITS).trimEnd()}…`.replace(/\p{Surrogate}(?=…$)/u, '')
      : title;
}

function findTitle(text: string): string {
  const { title, body } = splitFrontMatter(text.replace(/\r\n?/g, '\n'));
  let words = title;
  for (const { headings, text: rendered } of renderTexts(body)) {
    const heading = headings.map(oneLine).find((each) => each !== '');
    if (heading !== undefined) {
      return heading;
    }
    if (words === '') {
      words =
        rendered
          .split('\n')
          .map(oneLine)
          .find((line) => line !== '') ?? '';
    }
  }
  return words;
}

/**
 * Matches YAML front matter as Jekyll defines it (https://jekyllrb.com/docs/front-matter/), if its first line
 * contains a key: two thematic breaks at the beginning must not hide the text between them.
 */
const FRONT_MATTER =
  /^---[ \t]*\n(?=[ \t]*(?:#.*\n[ \t]*)*["']?[\w-]+["']?[ \t]*:)((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)/;

function splitFrontMatter(text: string): { readonly title: string; readonly body: string } {
  const [all = '', fields = ''] = FRONT_MATTER.exec(text) ?? [];
  const [, title = ''] = /^title[ \t]*:[ \t]*(.*)$/m.exec(fields) ?? [];
  return {
    title: oneLine(title.replace(/^(["'])(.*)\1[ \t]*$/, '$2')),
    body: text.slice(all.length),
  };
}

/** Collapses white space as HTML does. */
function oneLine(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, ' ').trim();
}

/** Yields the source without the marks at the beginning of its lines, until the engine is loaded. */
export function* sourceTexts(markdown: string): Iterable<RenderedTexts> {
  const marks = /^(?: {0,3}(?:#{1,6}|>|[-+*]|\d+[.)])(?=[ \t]))+[ \t]+(?:\[[ xX]\][ \t]+)?/;
  for (const line of markdown.split('\n', MAX_SOURCE_LINES)) {
    const text = line.replace(marks, '').replace(/[ \t]+#+[ \t]*$/, '');
    if (/[\p{L}\p{N}]/u.test(text)) {
      yield { headings: [], text };
    }
  }
}

/** Enough to come past blank lines and rules. */
const MAX_SOURCE_LINES = 100;
