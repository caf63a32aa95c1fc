import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type StateCommand,
} from '@codemirror/state';
import { linePlace, type LinePlace } from './containers.js';
import { isText, renumbered, unlisted } from './list-edits.js';
import { outdentItems } from './list-indent.js';

/**
 * Takes away the marker that the caret stands behind: a task's box, then an item's level, then its marker;
 * the mark of a quote. Elsewhere at the start of a line's content it joins the line with the one before.
 */
export const deleteMarkup: StateCommand = (target) => {
  const { state, dispatch } = target;
  const { main, ranges } = state.selection;
  if (state.readOnly || !main.empty || ranges.length > 1) {
    return false;
  }
  const place = linePlace(state, state.doc.lineAt(main.head));
  const { containers, contentFrom, line, parts } = place;
  const inner = containers.at(-1);
  const isLabelled = inner?.kind === 'footnote' && inner.markerFrom >= line.from;
  if (
    inner === undefined ||
    isLabelled ||
    main.head !== contentFrom ||
    parts.length < containers.length
  ) {
    return false;
  }
  const changes =
    inner.kind === 'item' && inner.markerFrom >= line.from
      ? inner.box !== undefined
        ? [{ from: inner.contentFrom - inner.box.length - 1, to: inner.contentFrom }]
        : containers.at(-2)?.kind === 'item'
          ? undefined
          : unlisted(state, inner)
      : joined(state, place);
  if (changes === undefined) {
    return outdentItems(target);
  }
  const set = state.changes(changes);
  dispatch(
    state.update(
      renumbered(state, {
        changes: set,
        selection: EditorSelection.cursor(set.mapPos(main.head, 1)),
      }),
      { userEvent: 'delete.backward', scrollIntoView: true },
    ),
  );
  return true;
};

/** A line within a paragraph is joined with the line before; one that begins a block leaves its container. */
function joined(state: EditorState, { line, parts, contentFrom }: LinePlace): ChangeSpec[] {
  if (isText(state, line.number - 1)) {
    return [{ from: line.from - 1, to: contentFrom }];
  }
  return [{ from: parts.at(-1)?.from ?? line.from, to: contentFrom }];
}
