import { type MarkdownParser, parser, Strikethrough, Table, TaskList } from '@lezer/markdown';
import type { Extension } from '../engine/api.js';
import { constructsOf } from './constructs.js';
import { syntaxLimits } from './syntax-limits.js';

const markdown = parser.configure([Table, Strikethrough, TaskList, syntaxLimits]);

/** By names of extensions. */
const grammars = new Map<string, MarkdownParser>();

function grammarOf(extensions: ReadonlySet<Extension>): MarkdownParser {
  const key = [...extensions].sort().join(' ');
  const grammar = grammars.get(key) ?? markdown.configure(constructsOf(extensions));
  grammars.set(key, grammar);
  return grammar;
}

/** Nodes that the rendered document does not show as text. */
const HIDDEN: ReadonlySet<string> = new Set([
  'AlertMarker',
  'CodeInfo',
  'Comment',
  'CommentBlock',
  'FootnoteReference',
  'Formula',
  'FormulaBlock',
  'FrontMatter',
  'HorizontalRule',
  'HTMLTag',
  'Image',
  'LinkLabel',
  'LinkReference',
  'LinkTitle',
  'ProcessingInstruction',
  'ProcessingInstructionBlock',
  'TableOfContents',
  'TaskMarker',
  'URL',
]);

/** A tag within a block of HTML, which is one node. */
const TAG = /<[^<>]*>/g;

/** A URL, written out or as an autolink, reads as one word. */
const BARE_URL = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>]+/gi;

/** The nodes between two pauses: well below a millisecond. */
const STEP_NODES = 200;

/**
 * Returns the text that a document shows, without marks, addresses and tags. Works block by block, and
 * yields in between, because a text of 1 MB takes a second.
 *
 * @param extensions of the document: formulas, references to footnotes and properties are no words either
 */
export function* proseOf(
  text: string,
  extensions: ReadonlySet<Extension>,
): Generator<undefined, string> {
  const parse = grammarOf(extensions).startParse(text);
  let tree = parse.advance();
  while (tree === null) {
    yield;
    tree = parse.advance();
  }
  const shown: string[] = [];
  let from = 0;
  let nodes = 0;
  const cursor = tree.cursor();
  for (let enters = true; enters;) {
    const { name } = cursor;
    const isAutolink = name === 'Autolink';
    const isHidden = HIDDEN.has(name) || name.endsWith('Mark') || name === 'TableDelimiter';
    if (isAutolink || isHidden || name === 'HTMLBlock') {
      shown.push(text.slice(from, cursor.from));
      const here = text.slice(cursor.from, cursor.to);
      if (isAutolink) {
        shown.push(here);
      } else if (name === 'HTMLBlock') {
        shown.push(here.replace(TAG, ' '));
      } else if (name === 'TableDelimiter') {
        shown.push(' ');
      }
      from = cursor.to;
      enters = cursor.next(false);
    } else {
      enters = cursor.next();
    }
    if (++nodes % STEP_NODES === 0) {
      yield;
    }
  }
  shown.push(text.slice(from));
  yield;
  const prose = shown.join('');
  yield;
  return prose.replace(BARE_URL, 'URL');
}
