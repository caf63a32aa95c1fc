import { isolateHistory } from '@codemirror/commands';
import {
  EditorSelection,
  type EditorState,
  type Extension,
  type TransactionSpec,
} from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isClosingMark } from '../formatting/closing-marks.js';
import { isVerbatim } from '../formatting/inline-content.js';

/**
 * The marks that are put around a selection, with what closes each. An apostrophe or a hyphen typed over a
 * selection replaces it: these are letters of a text more often than they are marks.
 */
const PAIRS: Readonly<Record<string, string>> = {
  '*': '*',
  _: '_',
  '`': '`',
  '~': '~',
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
};

/** Marks that are none in code. */
const INLINE_MARKS = /^[*_~]$/;

/**
 * Moves the caret over marks that a command has put behind it, if they are typed. Replaces a selection by
 * what is typed over it, before the browser does: Chromium would put the style of what was selected into a
 * style attribute, which our Content Security Policy blocks and reports. An input method's own changes are
 * left to it; they come as `insertCompositionText`.
 * https://w3c.github.io/input-events/#interface-InputEvent-Attributes
 */
export const typingOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data } = event;
    if (inputType !== 'insertText' || data === null || view.state.readOnly) {
      return false;
    }
    if (view.state.selection.ranges.some((range) => !range.empty)) {
      view.dispatch(typedOver(view.state, data));
    } else if (isClosingMark(view.state, data)) {
      view.dispatch({
        selection: { anchor: view.state.selection.main.head + data.length },
        scrollIntoView: true,
        userEvent: 'select',
      });
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  },
});

/** Returns the change that typing over a selection makes: marks go around it, all else replaces it. */
export function typedOver(state: EditorState, text: string): TransactionSpec {
  const closing = Object.hasOwn(PAIRS, text) ? PAIRS[text] : undefined;
  const isCode = state.selection.ranges.some(({ from }) => isVerbatim(state, from));
  if (closing === undefined || (isCode && INLINE_MARKS.test(text))) {
    return {
      ...state.replaceSelection(text),
      scrollIntoView: true,
      userEvent: 'input.type',
    };
  }
  const { changes, selection } = state.changeByRange((range) => {
    const { from, to, anchor, head, empty } = range;
    return {
      changes: [
        { from, insert: text },
        { from: to, insert: empty ? '' : closing },
      ],
      range: EditorSelection.range(anchor + text.length, head + text.length),
    };
  });
  return {
    changes,
    selection,
    scrollIntoView: true,
    // Marks are a command: limited, they come as a pair or not at all.
    userEvent: 'input.format',
    annotations: isolateHistory.of('full'),
  };
}
