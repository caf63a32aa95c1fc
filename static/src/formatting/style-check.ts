import type { EditorState } from '@codemirror/state';
import { IterMode } from '@lezer/common';
import type { Stretch } from './containers.js';
import { treeTo } from './inline-content.js';
import { CODE } from './styles.js';

/** The part of the text that the grammar sees, character by character, apart from one style's marks. */
export interface StyledText {
  /** Offsets of the characters that are no mark of the style. */
  readonly offsets: readonly number[];
  readonly text: string;
  /** The names of the nodes around each of these characters, except the style's own. */
  readonly nodes: readonly string[];
  readonly isStyled: readonly boolean[];
}

/** Reads a part of the text as the grammar sees it. */
export function styledText(
  state: EditorState,
  { from, to }: Stretch,
  { node: own, markNode }: { readonly node: string; readonly markNode: string },
): StyledText {
  const length = to - from;
  const names = Array.from({ length }, () => '');
  const styled = Array.from({ length }, () => false);
  const isMark = Array.from({ length }, () => false);
  const paint = (start: number, end: number, put: (at: number) => void) => {
    for (let at = Math.max(start - from, 0); at < Math.min(end - from, length); at++) {
      put(at);
    }
  };
  treeTo(state, to).iterate({
    from,
    to,
    mode: IterMode.IgnoreMounts,
    enter: (node) => {
      if (node.name === own) {
        paint(node.from, node.to, (at) => {
          styled[at] = true;
        });
      } else if (node.name === markNode && node.node.parent?.name === own) {
        paint(node.from, node.to, (at) => (isMark[at] = true));
      } else if (node.name !== 'BareAddress' || own !== CODE.node) {
        // In code, an address is text.
        paint(node.from, node.to, (at) => (names[at] = `${names[at] ?? ''}/${node.name}`));
      }
    },
  });
  const source = state.sliceDoc(from, to);
  const kept = isMark.flatMap((mark, at) => (mark ? [] : [at]));
  return {
    offsets: kept.map((at) => from + at),
    text: kept.map((at) => source.charAt(at)).join(''),
    nodes: kept.map((at) => names[at] ?? ''),
    isStyled: kept.map((at) => styled[at] === true),
  };
}

/**
 * Returns whether nothing but the style has changed, and that where it should. White space shows no
 * style, so that it may have any.
 *
 * @param wanted returns whether the character at an offset of the text before is to have the style
 */
export function isOnlyStyled(
  before: StyledText,
  after: StyledText,
  wanted: (offset: number, had: boolean) => boolean,
): boolean {
  return (
    before.text === after.text &&
    before.offsets.every(
      (offset, i) =>
        /\s/.test(before.text.charAt(i)) ||
        (before.nodes[i] === after.nodes[i] &&
          (before.nodes[i]?.includes('Mark') === true ||
            after.isStyled[i] === wanted(offset, before.isStyled[i] === true))),
    )
  );
}

/** The nodes of which a reader sees nothing. */
const UNSEEN =
  /Mark(?:er)?$|\/(?:HTMLTag|Comment|ProcessingInstruction|TableDelimiter|HardBreak|LinkTitle|LinkLabel)$|\/(?:Link|Image)\/URL$/;

/** Returns whether all that a reader sees has the style, or nothing of it. */
export function isShown({ text, nodes, isStyled }: StyledText, wanted: boolean): boolean {
  return isStyled.every(
    (is, i) => is === wanted || /\s/.test(text.charAt(i)) || UNSEEN.test(nodes[i] ?? ''),
  );
}
