import type { Tree } from '@lezer/common';
import { type InlineContext, type MarkdownParser, parser, Table, TaskList } from '@lezer/markdown';
import { constructsOf } from '../codemirror/constructs.js';
import { shortcodes } from '../codemirror/emoji.js';
import { strikethrough } from '../codemirror/strikethrough.js';
import type { WrittenDialect } from './normalize/dialect.js';
import { labelKey } from '../util/label-key.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { isPunctuation } from './marks.js';

const BACKTICK = 0x60;

const isEmoji = (name: string): boolean => EMOJI_NAMES.includes(`\n${name}\n`);

/** By names of extensions. */
const grammars = new Map<string, MarkdownParser>();

/** Returns the grammar of what the engine renders. */
function grammarOf({ extensions }: WrittenDialect): MarkdownParser {
  const key = [...extensions].sort().join(' ');
  const constructs = new Set(extensions);
  // Blocks are judged one by one; no list of names is in the editor's grammar.
  constructs.delete('front-matter');
  constructs.delete('emoji');
  const grammar =
    grammars.get(key) ??
    parser.configure([
      Table,
      TaskList,
      strikethrough,
      { parseInline: [{ name: 'InlineCode', parse: inlineCode }] },
      ...constructsOf(constructs),
      ...(extensions.has('emoji') ? [shortcodes(isEmoji)] : []),
    ]);
  grammars.set(key, grammar);
  return grammar;
}

/** The runs of backticks that the engine has seen in a block. */
interface Backticks {
  /** The place of one of that length. */
  readonly places: Map<number, number>;
  areAllSeen: boolean;
}

const backticksOf = new WeakMap<InlineContext, Backticks>();

/**
 * The grammar's own parser takes a backtick behind one with a backslash for a part of the same run. The
 * engine forgets runs that it has seen, as commonmark-java does.
 */
function inlineCode(context: InlineContext, next: number, from: number): number {
  if (next !== BACKTICK) {
    return -1;
  }
  const seen = backticksOf.get(context) ?? { places: new Map<number, number>(), areAllSeen: false };
  backticksOf.set(context, seen);
  const to = runTo(context, from);
  if (seen.areAllSeen && (seen.places.get(to - from) ?? -1) <= from) {
    return to;
  }
  for (let at = to; at < context.end; at++) {
    if (context.char(at) === BACKTICK) {
      const end = runTo(context, at);
      if (!seen.areAllSeen) {
        seen.places.set(end - at, at);
      }
      if (end - at === to - from) {
        return context.addElement(context.elt('InlineCode', from, end));
      }
      at = end - 1;
    }
  }
  seen.areAllSeen = true;
  return to;
}

/** Returns the end of a run of the same character. */
function runTo(context: InlineContext, from: number): number {
  let to = from + 1;
  while (context.char(to) === context.char(from)) {
    to++;
  }
  return to;
}

/** A punctuation character that is no markup, and that a backslash does not escape. */
const NEUTRAL = '¡';

/** Matches an escape, or the sign before what may be no reference to a character: numbers that are too long are none. */
const NO_REFERENCE = /\\[^]|&(?=#(?:\d{8}|x[\da-f]{7})|([a-z][a-z\d]*);)/gi;

/**
 * Parses what the engine would. The grammar takes some things for other than the engine does, which are
 * replaced by as many characters: characters beyond the BMP, which it reads by halves; references to
 * characters that are too long or have no such name; and brackets of references, to links or footnotes,
 * which are text without a definition.
 */
export function parse(source: string, dialect: WrittenDialect): Tree {
  const grammar = grammarOf(dialect);
  let text = source
    .replace(/[\u{10000}-\u{10ffff}]/gu, (character) =>
      (isPunctuation(character) ? NEUTRAL : 'x').repeat(2),
    )
    .replace(NO_REFERENCE, (sign, name: string | undefined) =>
      sign.startsWith('\\') || (name !== undefined && dialect.isEntity(name)) ? sign : NEUTRAL,
    );
  for (;;) {
    const brackets: (readonly [number, number])[] = [];
    const tree = grammar.parse(text);
    tree.iterate({
      enter: ({ name, node, from, to }) => {
        if (
          name === 'FootnoteReference' &&
          !dialect.labels.has(labelKey(text.slice(from + 2, to - 1)))
        ) {
          // Its circumflex begins no superscript.
          brackets.push([from, from + '[^'.length], [to - 1, to]);
        }
        if (name !== 'Link' && name !== 'Image') {
          return;
        }
        const marks = node.getChildren('LinkMark');
        if (!marks.some((mark) => text.charAt(mark.from) === '(')) {
          // The brackets of a label may be those of a link.
          brackets.push(...marks.map((mark) => [mark.from, mark.to] as const));
        }
      },
    });
    if (brackets.length === 0) {
      return tree;
    }
    const characters = text.split('');
    for (const [from, to] of brackets) {
      characters.fill(NEUTRAL, from, to);
    }
    text = characters.join('');
  }
}
