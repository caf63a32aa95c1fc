import { message } from '../../language/catalogue.js';
import { withoutDataAddresses } from '../../util/data-addresses.js';

const MAX_TITLE_UNITS = 80;

/** Enough for two lines of the list of documents. */
const MAX_EXCERPT_UNITS = 140;

/** The beginning of a document, by which the user knows it. */
export interface DocumentHeading {
  /** The first heading, or else the first words. */
  readonly title: string;
  /** The first words after it; may be empty. */
  readonly excerpt: string;
  /** The tags of the front matter; undefined until the engine is loaded. */
  readonly textTags?: readonly string[];
}

/** The texts of the front matter's title or of rendered blocks, in their order. */
export interface RenderedTexts {
  readonly headings: readonly string[];
  readonly text: string;
  /** Those of the front matter, with the first texts of a document. */
  readonly tags?: readonly string[];
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
  return findHeading(text).title !== '';
}

/**
 * Returns the title of a document: that of its front matter, its first heading, or else its first words.
 *
 * @param untitled returned if it has neither
 */
export function titleOf(text: string, untitled?: string): string {
  return headingOf(text, untitled).title;
}

/**
 * Returns the title of a document and the words after it.
 *
 * @param untitled its title if it has neither a heading nor words
 */
export function headingOf(text: string, untitled = message('documents.untitled')): DocumentHeading {
  const { title, excerpt, ...others } = findHeading(text);
  return {
    ...others,
    title: title === '' ? untitled : shortened(title, MAX_TITLE_UNITS),
    excerpt: shortened(excerpt, MAX_EXCERPT_UNITS),
  };
}

function findHeading(text: string): DocumentHeading {
  let heading: string | undefined;
  let lines: string[] = [];
  let textTags: readonly string[] | undefined;
  // A picture of some megabytes would take long to render, at each save.
  const source = withoutDataAddresses(text).replace(/\r\n?/g, '\n');
  for (const { headings, text: rendered, tags } of renderTexts(source)) {
    textTags ??= tags;
    const [first] = nonEmpty(headings);
    if (first !== undefined) {
      if (heading === undefined) {
        heading = first;
        lines = [];
      }
    } else if (lines.length < 2) {
      lines.push(...nonEmpty(rendered.split('\n')));
    }
    if (heading !== undefined && lines.length > 0) {
      break;
    }
  }
  const [words = '', ...others] = lines;
  return {
    ...(heading === undefined
      ? { title: words, excerpt: others.join(' ') }
      : { title: heading, excerpt: lines.join(' ') }),
    ...(textTags && { textTags }),
  };
}

function shortened(text: string, maxUnits: number): string {
  return text.length > maxUnits
    ? `${text.slice(0, maxUnits).trimEnd()}…`.replace(/\p{Surrogate}(?=…$)/u, '')
    : text;
}

function nonEmpty(texts: readonly string[]): string[] {
  return texts.map(oneLine).filter((text) => text !== '');
}

/** Collapses white space as HTML does. */
function oneLine(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, ' ').trim();
}

/** Yields the source without the marks at the beginning of its lines, until the engine is loaded. */
export function* sourceTexts(markdown: string): Iterable<RenderedTexts> {
  const marks = /^(?: {0,3}(?:#{1,6}|>|[-+*]|\d+[.)])(?=[ \t]))+[ \t]+(?:\[[ xX]\][ \t]+)?/;
  for (const line of markdown.split('\n', MAX_SOURCE_LINES)) {
    const text = line
      .slice(0, MAX_SOURCE_LINE_UNITS)
      .replace(marks, '')
      .replace(/(?<![ \t])[ \t]+#+[ \t]*$/, '');
    if (/[\p{L}\p{N}]/u.test(text)) {
      yield { headings: [], text };
    }
  }
}

/** More of a line is in no title or excerpt. */
const MAX_SOURCE_LINE_UNITS = 1024;

/** Enough to come past blank lines and rules. */
const MAX_SOURCE_LINES = 100;
