import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Replaces a selection by what is typed over it, before the browser does: Chromium would put the style of
 * what was selected into a style attribute, which our Content Security Policy blocks and reports. An
 * input method's own changes are left to it; they come as `insertCompositionText`.
 * https://w3c.github.io/input-events/#interface-InputEvent-Attributes
 */
export const typingOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data } = event;
    const isSelected = view.state.selection.ranges.some((range) => !range.empty);
    if (inputType !== 'insertText' || data === null || !isSelected || view.state.readOnly) {
      return false;
    }
    view.dispatch(view.state.replaceSelection(data), {
      scrollIntoView: true,
      userEvent: 'input.type',
    });
    event.preventDefault();
    return true;
  },
});
