import type { Tree } from '@lezer/common';
import { type InlineContext, parser, Table, TaskList } from '@lezer/markdown';
import { strikethrough } from '../codemirror/strikethrough.js';
import { isPunctuation } from './marks.js';

const BACKTICK = 0x60;

/** The dialect that the engine renders. */
const grammar = parser.configure([
  Table,
  TaskList,
  strikethrough,
  { parseInline: [{ name: 'InlineCode', parse: inlineCode }] },
]);

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
      seen.places.set(end - at, at);
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

/**
 * Parses what the engine would. The grammar takes some things for other than the engine does, which are
 * replaced by as many characters: characters beyond the BMP, which it reads by halves; references to
 * characters that are too long; and brackets of reference links, which are text without a definition.
 */
export function parse(source: string): Tree {
  let text = source
    .replace(/[\u{10000}-\u{10ffff}]/gu, (character) =>
      (isPunctuation(character) ? NEUTRAL : 'x').repeat(2),
    )
    .replace(/&(?=#(?:\d{8}|x[\da-f]{7}))/gi, NEUTRAL);
  for (;;) {
    const brackets: (readonly [number, number])[] = [];
    const tree = grammar.parse(text);
    tree.iterate({
      enter: ({ name, node }) => {
        if (name !== 'Link' && name !== 'Image') {
          return;
        }
        const marks = node.getChildren('LinkMark');
        if (!marks.some(({ from }) => text.charAt(from) === '(')) {
          // The brackets of a label may be those of a link.
          brackets.push(...marks.map(({ from, to }) => [from, to] as const));
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
