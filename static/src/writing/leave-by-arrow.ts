import type { EditorView, KeyBinding } from '@codemirror/view';
import { leaveLastBlock } from '../formatting/leave-block.js';

/**
 * Arrow Down on the last line of the text leaves the code, table or quote that it is in. Held down, it goes to the
 * end of the text and changes nothing: only a binding for any key gets the event that tells so. An open list of
 * proposals takes the key first.
 */
export const leaveByArrow: KeyBinding = {
  any: (view, event) => {
    const isModified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
    return (
      event.key === 'ArrowDown' &&
      !isModified &&
      !event.repeat &&
      !view.composing &&
      isOnLastRow(view) &&
      leaveLastBlock(view)
    );
  },
};

/** A line that is wrapped has more than one row. */
function isOnLastRow(view: EditorView): boolean {
  const caret = view.coordsAtPos(view.state.selection.main.head);
  const end = view.coordsAtPos(view.state.doc.length);
  return caret !== null && end !== null && caret.bottom > end.top;
}
