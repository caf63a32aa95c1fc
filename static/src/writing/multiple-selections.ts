import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection } from '@codemirror/view';

const NATIVE: Extension = [];
const DRAWN: Extension = drawSelection();

/**
 * Allows several cursors and selections. The browser shows only one of them, so CodeMirror draws them
 * while there are more: a single one stays the browser's own, with the system's colours and handles, and
 * costs nothing at a key press.
 */
export function severalSelections(): Extension {
  const display = new Compartment();
  return [
    EditorState.allowMultipleSelections.of(true),
    display.of(NATIVE),
    EditorState.transactionExtender.of(({ startState, newSelection }) => {
      const wanted = newSelection.ranges.length > 1 ? DRAWN : NATIVE;
      return display.get(startState) === wanted ? null : { effects: display.reconfigure(wanted) };
    }),
  ];
}
