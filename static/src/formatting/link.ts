import { isolateHistory } from '@codemirror/commands';
import {
  ChangeSet,
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { enclosing, nodesNamed } from '../codemirror/syntax-nodes.js';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { contentOf, isVerbatim, textBlocks } from './inline-content.js';

/** A text that is an address and nothing else. */
export const URL_TEXT = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i;

/** The address of a new link, which the user has to replace. */
const ADDRESS_TO_TYPE = 'url';

interface Edit {
  readonly changes: ChangeSpec;
  readonly range: SelectionRange;
}

/** Makes each selection a link, or an image; one at the caret becomes its text again. */
export function toggleLink(kind: 'Link' | 'Image'): StateCommand {
  return (target) => {
    const { state, dispatch } = target;
    if (state.readOnly) {
      return false;
    }
    if (state.selection.ranges.every((range) => toggleRange(state, range, kind) === undefined)) {
      tell(target, message('format.impossible'));
      return true;
    }
    const update = state.changeByRange(
      (range): Edit | Pick<Edit, 'range'> => toggleRange(state, range, kind) ?? { range },
    );
    dispatch(
      state.update({
        ...update,
        userEvent: 'input.format',
        annotations: isolateHistory.of('full'),
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

/**
 * Returns the changes that make a selection a link.
 *
 * @returns undefined where a link is not possible: in code, raw HTML, an address or another link, and
 *   over more than a paragraph or cell
 */
export function linkTo(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
  url: string,
): readonly { readonly from: number; readonly to: number; readonly insert: string }[] | undefined {
  return canLink(state, from, to, 'Link')
    ? [
        { from, to: from, insert: '[' },
        ...escapedBrackets(state, from, to),
        { from: to, to, insert: `](${destinationOf(url)})` },
      ]
    : undefined;
}

/** Returns an address as Markdown writes it (spec, 6.3): parentheses may have to be balanced. */
function destinationOf(url: string): string {
  return /[()]/.test(url) ? `<${url}>` : url;
}

function toggleRange(
  state: EditorState,
  range: SelectionRange,
  kind: 'Link' | 'Image',
): Edit | undefined {
  const node =
    enclosing(state, range, kind) ??
    (kind === 'Link' ? enclosing(state, range, 'Autolink') : undefined);
  if (node !== undefined) {
    return withoutLink(node);
  }
  const { from, to } = range;
  if (!canLink(state, from, to, kind)) {
    return undefined;
  }
  const opening = kind === 'Link' ? '[' : '![';
  const selected = state.sliceDoc(from, to);
  if (URL_TEXT.test(selected)) {
    return {
      changes: { from, to, insert: `${opening}](${destinationOf(selected)})` },
      range: EditorSelection.cursor(from + opening.length),
    };
  }
  const changes = ChangeSet.of(
    [
      { from, insert: opening },
      ...escapedBrackets(state, from, to),
      { from: to, insert: `](${ADDRESS_TO_TYPE})` },
    ],
    state.doc.length,
  );
  const end = changes.mapPos(to, 1);
  return {
    changes,
    // Selects the part that the user has to type next.
    range: range.empty
      ? EditorSelection.cursor(from + opening.length)
      : EditorSelection.range(end - 1 - ADDRESS_TO_TYPE.length, end - 1),
  };
}

function withoutLink(node: SyntaxNode): Edit {
  const content = contentOf(node);
  const { from, to } =
    content.from === node.to ? { from: node.from + 1, to: node.to - 1 } : content;
  return {
    changes: [
      { from: node.from, to: from },
      { from: to, to: node.to },
    ],
    range: EditorSelection.range(node.from, node.from + to - from),
  };
}

function canLink(state: EditorState, from: number, to: number, kind: 'Link' | 'Image'): boolean {
  const nodesIn = (name: string) =>
    nodesNamed(state, name, from, to).filter((node) => node.from < to && node.to > from);
  if (isVerbatim(state, from) || isVerbatim(state, to) || textBlocks(state, from, to).length > 1) {
    return false;
  }
  // A link in a link leaves only the inner one (spec, 6.3).
  if (
    kind === 'Link' &&
    (enclosing(state, { from, to }, 'Link') !== undefined ||
      ['Link', 'Autolink'].some((name) => nodesIn(name).some(hasAddress)))
  ) {
    return false;
  }
  const divided = [
    'Emphasis',
    'StrongEmphasis',
    'Strikethrough',
    'InlineCode',
    'Link',
    'Image',
    'Escape',
    'Entity',
    'TableDelimiter',
  ];
  return divided.every((name) =>
    nodesIn(name).every(
      (node) =>
        (node.from >= from && node.to <= to) ||
        (contentOf(node).from <= from && contentOf(node).to >= to),
    ),
  );
}

function hasAddress(node: SyntaxNode): boolean {
  return node.getChild('URL') !== null || node.getChild('LinkLabel') !== null;
}

/** Brackets that have no partner, outside of what the grammar knows, would end the text of a link. */
function escapedBrackets(
  state: EditorState,
  from: number,
  to: number,
): { from: number; to: number; insert: string }[] {
  const covered = ['Escape', 'InlineCode', 'Link', 'Image', 'Autolink', 'HTMLTag'].flatMap((name) =>
    nodesNamed(state, name, from, to),
  );
  const open: number[] = [];
  const alone: number[] = [];
  for (const { 0: bracket, index } of state.sliceDoc(from, to).matchAll(/[[\]]/g)) {
    const at = from + index;
    if (covered.some((node) => node.from <= at && at < node.to)) {
      continue;
    }
    if (bracket === '[') {
      open.push(at);
    } else if (open.pop() === undefined) {
      alone.push(at);
    }
  }
  return [...alone, ...open]
    .sort((a, b) => a - b)
    .map((at) => ({ from: at, to: at, insert: '\\' }));
}
