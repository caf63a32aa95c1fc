import { syntaxTree } from '@codemirror/language';
import {
  type EditorState,
  type Range,
  RangeSet,
  RangeValue,
  StateField,
  type Text,
  type Transaction,
} from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';
import { labelKey } from '../util/label-key.js';
import { parsedTo } from './syntax-nodes.js';
import { matchLength } from '../util/match-length.js';

/** The marks of quotes, items and meanings, in which a definition may be. */
const MARKS = /[ \t>*+:\d.)-]*/y;

/** The beginning of what may be a definition of a link or a footnote. */
const DEFINITION = /\[((?:\\[^]|[^[\]\\]){1,999})\]:/y;

/** The beginning of a footnote, which may contain definitions, too. */
const FOOTNOTE = /\[\^[^\] \t\n]+\]:/y;

/** The time that the grammar may take to reach a definition, in milliseconds. */
const PARSE_WAIT_MS = 500;

/** The normalized label of a definition. Its place is that of the bracket before it. */
class Label extends RangeValue {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: RangeValue): boolean {
    return other instanceof Label && other.text === this.text;
  }
}

/**
 * The labels of what may be definitions, of a text of 1 MB too: its syntax tree may end with what is in view.
 * Only lines that have changed are read again.
 */
export const definitions = StateField.define<RangeSet<Label>>({
  create: ({ doc }) => RangeSet.of(labelsIn(doc, 0, doc.length)),
  update: (labels, transaction) => (transaction.docChanged ? updated(labels, transaction) : labels),
});

function updated(labels: RangeSet<Label>, { changes, newDoc }: Transaction): RangeSet<Label> {
  let first = newDoc.length;
  let last = 0;
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    first = Math.min(first, fromB);
    last = Math.max(last, toB);
  });
  const { from } = newDoc.lineAt(first);
  const { to } = newDoc.lineAt(last);
  return labels.map(changes).update({
    filterFrom: from,
    filterTo: to,
    filter: (at) => at < from || at > to,
    add: labelsIn(newDoc, from, to),
  });
}

function labelsIn(doc: Text, from: number, to: number): Range<Label>[] {
  const text = doc.sliceString(from, to);
  const labels: Range<Label>[] = [];
  for (let lineStart = 0, lineEnd = 0; lineEnd >= 0; lineStart = lineEnd + 1) {
    lineEnd = text.indexOf('\n', lineStart);
    // From the start of the line on: an expression that looks back to it takes quadratic time in its length.
    let isIn = true;
    for (let at = lineStart; isIn;) {
      at += matchLength(MARKS, text, at);
      DEFINITION.lastIndex = at;
      const label = DEFINITION.exec(text)?.[1];
      if (label !== undefined) {
        labels.push(new Label(normalized(label)).range(from + at));
      }
      const footnote = matchLength(FOOTNOTE, text, at);
      isIn = footnote > 0;
      at += footnote;
    }
  }
  return labels;
}

/** The places of definitions, by their normalized labels. */
const placesOf = new WeakMap<RangeSet<Label>, ReadonlyMap<string, readonly number[]>>();

/**
 * Returns whether a text has a definition of a label. Of one beyond the syntax tree, its beginning is enough.
 *
 * @param label as it is written, without its brackets; a footnote's begins with `^`
 */
export function isDefined(
  state: EditorState,
  label: string,
  kind: 'LinkReference' | 'FootnoteDefinition',
): boolean {
  const tree = syntaxTree(state);
  return placesOfLabel(state, label).some(
    (at) => at >= tree.length || definitionAt(tree, at, kind) !== undefined,
  );
}

/**
 * Returns the first definition of a link's label, which counts (spec, 4.7). Of a long text, it is parsed as far as
 * there.
 *
 * @param label as it is written, without its brackets
 */
export function linkDefinition(state: EditorState, label: string): SyntaxNode | undefined {
  for (const at of placesOfLabel(state, label)) {
    const tree = parsedTo(state, state.doc.lineAt(at).to, PARSE_WAIT_MS);
    const definition = definitionAt(tree ?? syntaxTree(state), at, 'LinkReference');
    if (definition !== undefined) {
      return definition;
    }
  }
  return undefined;
}

function placesOfLabel(state: EditorState, label: string): readonly number[] {
  const labels = state.field(definitions);
  const places = placesOf.get(labels) ?? byLabel(labels);
  placesOf.set(labels, places);
  return places.get(normalized(label)) ?? [];
}

/** Returns the normalized labels of the footnotes that a text has. */
export function definedFootnotes(state: EditorState): string[] {
  return [...byLabel(state.field(definitions)).keys()]
    .filter((label) => label.startsWith('^') && isDefined(state, label, 'FootnoteDefinition'))
    .map((label) => label.slice(1));
}

function byLabel(labels: RangeSet<Label>): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const cursor = labels.iter();
  while (cursor.value !== null) {
    const label = cursor.value.text;
    const known = places.get(label);
    if (known === undefined) {
      places.set(label, [cursor.from]);
    } else {
      known.push(cursor.from);
    }
    cursor.next();
  }
  return places;
}

function definitionAt(tree: Tree, at: number, kind: string): SyntaxNode | undefined {
  let definition: SyntaxNode | undefined;
  let isNested = false;
  for (let node: SyntaxNode | null = tree.resolveInner(at, 1); node !== null; node = node.parent) {
    if (definition === undefined) {
      definition = node.name === kind ? node : undefined;
    } else {
      isNested ||= node.name === kind;
    }
  }
  // A footnote within another is not shown.
  return definition?.from === at && !isNested ? definition : undefined;
}

/** A footnote's circumflex is no part of its label. */
function normalized(label: string): string {
  return label.startsWith('^') ? `^${labelKey(label.slice(1))}` : labelKey(label);
}
