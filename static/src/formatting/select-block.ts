import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { syntaxTreeTo } from '../codemirror/syntax-nodes.js';
import { stretchOf } from './block-outline.js';
import { firstBlock, leafOf, linePlace, nextBlock, type Stretch } from './containers.js';

/**
 * Selects the block with the selection; then, each time, what is around it: items with what is in them, their
 * list, quotes, sections from a heading to the next one of its level or a higher one, the whole text.
 */
export const selectBlock: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const wider = stretchesAround(state, main).find(
    ({ from, to }) => from <= main.from && to >= main.to && (from < main.from || to > main.to),
  );
  if (wider !== undefined) {
    dispatch(
      state.update({
        selection: EditorSelection.single(wider.from, wider.to),
        userEvent: 'select',
      }),
    );
  }
  return true;
};

/** The stretches that may be selected around a place, each within the next. */
function stretchesAround(state: EditorState, { from }: Stretch): Stretch[] {
  const all = { from: 0, to: state.doc.length };
  const line = state.doc.lineAt(from);
  const place = linePlace(state, line);
  const nodes: SyntaxNode[] = [];
  for (
    let node: SyntaxNode | null =
      leafOf(state, place) ?? syntaxTreeTo(state, line.to).resolveInner(line.to, -1);
    node !== null && node.name !== 'Document';
    node = node.parent
  ) {
    nodes.push(node);
  }
  const blocks = nodes.filter((each) => !isFirstOfItem(each) && !each.name.endsWith('Mark'));
  return [...blocks.map((block) => stretchOf(state, block)), ...sectionsAround(state, from), all];
}

/** An item begins with the block that its marker is before: one selection is enough for both. */
function isFirstOfItem(block: SyntaxNode): boolean {
  return block.parent?.name === 'ListItem' && firstBlock(block.parent)?.from === block.from;
}

/** The sections of the document with a place, the innermost first. A section ends before blank lines behind it. */
function sectionsAround(state: EditorState, place: number): Stretch[] {
  const { doc } = state;
  const headings: { readonly level: number; readonly line: number }[] = [];
  const document = syntaxTreeTo(state, doc.length).topNode;
  for (let block = firstBlock(document); block !== undefined; block = nextBlock(block)) {
    const level = Number(/^(?:ATX|Setext)Heading(\d)$/.exec(block.name)?.[1] ?? 0);
    if (level > 0) {
      headings.push({ level, line: doc.lineAt(block.from).number });
    }
  }
  return headings
    .map(({ level, line }, i) => {
      const next = headings.slice(i + 1).find((other) => other.level <= level);
      let last = (next?.line ?? doc.lines + 1) - 1;
      const caret = doc.lineAt(place).number;
      const isIn = line <= caret && caret <= last;
      while (last > Math.max(line, caret) && doc.line(last).text.trim() === '') {
        last--;
      }
      return isIn ? { from: doc.line(line).from, to: doc.line(last).to } : undefined;
    })
    .filter((section) => section !== undefined)
    .reverse();
}
