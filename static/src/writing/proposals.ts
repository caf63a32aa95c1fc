import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { languageNames } from '../codemirror/code-languages.js';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import { leafOf, linePlace } from '../formatting/containers.js';

/** A text that the caret can go on with. */
interface Proposal {
  readonly label: string;
  /** Shown beside it. */
  readonly detail?: string;
}

/** Proposals that can replace the text typed before the caret. */
export interface Proposals {
  /** The start of the text that a proposal replaces. */
  readonly from: number;
  /** At least one, the best first. A proposal that is typed already is not among them if it is the only one. */
  readonly options: readonly Proposal[];
  /** The character that ends the construct. */
  readonly closing: '' | ')' | ']';
}

/** A heading of the rendered document. */
export interface Heading {
  /** The fragment of links to it, without the `#`; empty if it has none. */
  readonly name: string;
  readonly text: string;
}

/** The text before the caret that is read at a key press: labels are shorter, and a line may have megabytes. */
const MAX_READ_UNITS = 1024;

const HEADING_TARGET = /(?<!\\)(?:\]\(|\]:[ \t]*)#([^\s()<>#]*)$/;
const LABEL = /(?<!\\)\[([^[\]]*)$/;
const LANGUAGE = /(?:`{3}|~{3})[ \t]*([^\s`~]+)$/;

/**
 * Returns the headings that a link may lead to, the labels of link definitions, or the languages of code, for a
 * caret where one of these is being written.
 *
 * @param headings all of the document, in its order
 */
export function proposalsAt(
  state: EditorState,
  position: number,
  headings: () => Iterable<Heading>,
): Proposals | undefined {
  const line = state.doc.lineAt(position);
  const before = state.sliceDoc(Math.max(line.from, position - MAX_READ_UNITS), position);
  const language = LANGUAGE.exec(before)?.[1];
  const target = HEADING_TARGET.exec(before)?.[1];
  const label = LABEL.exec(before)?.[1];
  // The tree is asked last: most key presses are none of these.
  if (language !== undefined && isAtFence(state, position - language.length)) {
    return proposals(
      position,
      language,
      languageNames().map((label) => ({ label })),
      '',
    );
  }
  if ((target ?? label) === undefined || isInCode(state, position)) {
    return undefined;
  }
  if (target !== undefined) {
    return proposals(position, target, targets([...headings()]), ')');
  }
  const isSecond = /\]\[[^[\]]*$/.test(before);
  return label === undefined ||
    (label === '' && !isSecond) ||
    isInBox(state, position - label.length - 1, label)
    ? undefined
    : proposals(position, label, labels(state), ']');
}

function proposals(
  position: number,
  typed: string,
  all: readonly Proposal[],
  closing: Proposals['closing'],
): Proposals | undefined {
  const wanted = typed.toLowerCase();
  const places = new Map<Proposal, number>();
  for (const proposal of all) {
    const place = proposal.label.toLowerCase().indexOf(wanted);
    // Names of languages are short: what they have in their middle is chance.
    if (place === 0 || (place > 0 && closing !== '')) {
      places.set(proposal, place);
    }
  }
  const options = [...places.keys()].sort(
    (one, other) => Math.sign(places.get(one) ?? 0) - Math.sign(places.get(other) ?? 0),
  );
  const isTyped = options.length === 1 && options[0]?.label === typed;
  return options.length === 0 || isTyped
    ? undefined
    : { from: position - typed.length, options, closing };
}

function targets(headings: readonly Heading[]): Proposal[] {
  return headings.flatMap(({ name, text }) => (name === '' ? [] : [{ label: name, detail: text }]));
}

/** The labels of link definitions, as the first one of each writes it: labels match in any case (spec, 4.7). */
function labels(state: EditorState): Proposal[] {
  const found = new Map<string, Proposal>();
  syntaxTree(state).iterate({
    enter: ({ name, node }) => {
      const label = name === 'LinkReference' ? node.getChild('LinkLabel') : null;
      const address = node.getChild('URL');
      if (label !== null) {
        const text = state.sliceDoc(label.from + 1, label.to - 1);
        const key = text.toLowerCase();
        if (!found.has(key)) {
          const detail = address === null ? '' : state.sliceDoc(address.from, address.to);
          found.set(key, { label: text, detail });
        }
      }
      return /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|FootnoteDefinition)$/.test(
        name,
      );
    },
  });
  return [...found.values()];
}

/** A box of a task is a bracket in which an item's content begins. */
function isInBox(state: EditorState, bracket: number, label: string): boolean {
  const { containers, parts } = linePlace(state, state.doc.lineAt(bracket));
  return (
    /^[ xX]?$/.test(label) &&
    containers.at(-1)?.kind === 'item' &&
    parts.length === containers.length &&
    parts.at(-1)?.to === bracket
  );
}

/** Returns whether a line begins a fence, and only marks and white space are between its beginning and a place. */
function isAtFence(state: EditorState, position: number): boolean {
  const line = state.doc.lineAt(position);
  const place = linePlace(state, line);
  const leaf = leafOf(state, place);
  return (
    leaf?.name === 'FencedCode' &&
    leaf.from >= line.from &&
    /^[`~]+[ \t]*$/.test(state.sliceDoc(place.contentFrom, position))
  );
}

function isInCode(state: EditorState, position: number): boolean {
  for (
    let node: SyntaxNode | null = syntaxTreeTo(state, position).resolveInner(position, -1);
    node !== null;
    node = node.parent
  ) {
    const { name, from, to } = node;
    const isBlock = /^(?:FencedCode|CodeBlock|FrontMatter|\w+Block)$/.test(name);
    const isInline =
      /^(?:InlineCode|HTMLTag|Comment|ProcessingInstruction|Autolink|BareAddress|Formula)$/.test(
        name,
      );
    if (isBlock || (isInline && from < position && position < to)) {
      return true;
    }
  }
  return false;
}
