import type { SyntaxNode } from '@lezer/common';
import { alertMarkerOf } from '../codemirror/alerts.js';
import type { WrittenDialect } from './normalize/dialect.js';
import { areCostlyInlines } from '../codemirror/syntax-limits.js';
import { parse } from './escape-grammar.js';

const ESCAPE = /\\[!-/:-@[-`{-~]/g;

/** Matches text that would be a character reference; the grammar has no nodes for those in addresses. */
const REFERENCE = /^&(?:#|([a-z][a-z\d]*);)/i;

/** The limit on the text that is parsed to judge the escapes of a paste, in UTF-16 code units: half a second or so. */
const JUDGED_UNITS = 1_000_000;

/** The parses of each block that do not count against the limit: most blocks need fewer. */
const USUAL_PARSES = 10;

/** The units left for a paste, by its dialect: each paste has its own. */
const unitsLeft = new WeakMap<WrittenDialect, number>();

/** An escape, or a reference to a character that would else be markup, and the character itself. */
interface Escape {
  readonly from: number;
  readonly to: number;
  readonly character: string;
  /** The start of the address that it is in. */
  readonly address?: number;
}

/** The place of a block. */
export interface BlockPlace {
  /**
   * The text before it, such as the marker of an item, behind which can be a task's box, or a paragraph, which can be
   * the term of a meaning.
   */
  readonly opening: string;
  /** The characters that each further line begins with. */
  readonly indent: string;
  /** The text behind it, such as that of an alert. */
  readonly closing: string;
  /** True for a table's cell: pipes end it. */
  readonly isCell: boolean;
}

/**
 * Removes the escapes without which a block's source means the same, so that none is left that changes
 * nothing. Past a limit on the work, escapes stay, which does not change the meaning.
 *
 * @param source one block, with all that could be markup escaped
 */
export function withoutIdleEscapes(
  source: string,
  { opening, indent, closing, isCell }: BlockPlace,
  dialect: WrittenDialect,
): string {
  if (!/\\|&#/.test(source)) {
    return source;
  }
  const lineEnd = `\n${indent}`;
  const text = opening + source.replaceAll('\n', lineEnd) + closing;
  if (areCostlyInlines(text)) {
    return source;
  }
  const { escapes, shape } = shapeOf(text, dialect);
  let left = (unitsLeft.get(dialect) ?? JUDGED_UNITS) + USUAL_PARSES * text.length;
  const idle = new Set<Escape>();
  // Last ones first: a backslash before the first of two marks is the usual form.
  const judge = (some: readonly Escape[][]): void => {
    const more = some.flat();
    if (left < text.length) {
      return;
    }
    left -= text.length;
    if (shapeOf(unescaped(text, [...idle, ...more]), dialect).shape === shape) {
      for (const escape of more) {
        idle.add(escape);
      }
    } else if (some.length > 1) {
      // Most escapes are idle or none is, so halves take fewer parses than one after the other.
      const middle = some.length >> 1;
      judge(some.slice(middle));
      judge(some.slice(0, middle));
    }
  };
  const candidates = escapes.filter(
    ({ from, character }) => !isCell || !isBeforePipe(text, from, character),
  );
  if (candidates.length > 0) {
    const groups = grouped(candidates);
    judge(groups);
    // An escape can become idle by others that are left out, such as one within a run of tildes.
    for (let count = -1; count !== idle.size;) {
      count = idle.size;
      for (const group of groups.filter(([first]) => first !== undefined && !idle.has(first))) {
        judge([group]);
      }
    }
  }
  unitsLeft.set(dialect, left);
  const result = unescaped(text, [...idle]);
  return result.slice(opening.length, result.length - closing.length).replaceAll(lineEnd, '\n');
}

/** GFM: a backslash before a pipe keeps it in its cell, in code as well. */
function isBeforePipe(text: string, from: number, character: string): boolean {
  return character === '|' || (character === '\\' && text.startsWith('\\|', from + 2));
}

/** Parentheses of an address are in pairs, or have backslashes. */
function grouped(escapes: readonly Escape[]): Escape[][] {
  const groups: Escape[][] = [];
  let address: number | undefined;
  for (const escape of escapes) {
    if (escape.address !== undefined && escape.address === address) {
      groups.at(-1)?.push(escape);
    } else {
      groups.push([escape]);
    }
    address = escape.address;
  }
  return groups;
}

function unescaped(text: string, escapes: readonly Escape[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, character } of [...escapes].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + character;
    at = to;
  }
  return result + text.slice(at);
}

/** The escapes of a text, and its syntax tree without them, in places as if each were one character. */
function shapeOf(
  source: string,
  dialect: WrittenDialect,
): { readonly escapes: readonly Escape[]; readonly shape: string } {
  const tree = parse(source, dialect);
  const escapes: Escape[] = [];
  const nodes: { readonly name: string; readonly from: number; readonly to: number }[] = [];
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      const part = source.slice(from, to);
      const reference = name === 'Entity' ? characterOf(part) : undefined;
      if (name === 'Escape') {
        escapes.push({ from, to, character: part.slice(1) });
      } else if (reference !== undefined) {
        escapes.push({ from, to, character: reference });
      } else if (name !== 'AlertMarker' || isAlerts(node)) {
        nodes.push({ name, from, to });
      }
      // The grammar has no nodes for escapes in these.
      if (name === 'LinkTitle' || (name === 'URL' && hasPairs(part))) {
        for (const { 0: escape, index } of part.matchAll(ESCAPE)) {
          const start = from + index;
          const [reference, name] = REFERENCE.exec(part.slice(index + 1)) ?? [];
          if (reference !== undefined && (name === undefined || dialect.isEntity(name))) {
            continue;
          }
          escapes.push({
            from: start,
            to: start + escape.length,
            character: escape.slice(1),
            ...(name === 'URL' ? { address: from } : {}),
          });
        }
      }
    },
  });
  escapes.sort((a, b) => a.from - b.from);
  const places = placesWithout(source.length, escapes);
  const shape = nodes
    .map(({ name, from, to }) => `${name} ${String(places[from])} ${String(places[to])}`)
    .join('\n');
  return { escapes, shape };
}

/** Returns whether a marker makes an alert of the quote that it is in. */
function isAlerts(marker: SyntaxNode): boolean {
  const quote = marker.parent?.parent;
  return quote !== null && quote !== undefined && alertMarkerOf(quote) !== undefined;
}

/** spec, 6.3: parentheses of a destination. Parsers differ in taking one alone. */
function hasPairs(destination: string): boolean {
  let depth = 0;
  for (const [parenthesis] of destination.matchAll(/[()]/g)) {
    depth += parenthesis === '(' ? 1 : -1;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

/** For each place of a text, the place that it has when all escapes are their characters. */
function placesWithout(length: number, escapes: readonly Escape[]): Int32Array {
  const places = new Int32Array(length + 1);
  let next = 0;
  let shift = 0;
  for (let at = 0; at <= length; at++) {
    const escape = escapes[next];
    if (escape !== undefined && at >= escape.to) {
      shift += escape.to - escape.from - escape.character.length;
      next++;
    }
    places[at] = at - shift;
  }
  return places;
}

/** The character of a reference that stands for a letter or sign; white space would be lost. */
function characterOf(reference: string): string | undefined {
  const code = /^&#x([\da-f]{1,6});$/i.exec(reference)?.[1];
  const character = code === undefined ? ' ' : String.fromCodePoint(Number.parseInt(code, 16));
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? character : undefined;
}
