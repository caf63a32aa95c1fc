import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { countedMessage, message } from '../../language/catalogue.js';
import { whenIdle } from '../idle.js';

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu;

/** Shows how long the text is and where the caret is. */
export function showStatus(
  editor: TwinmarkEditorElement,
  counts: HTMLElement,
  caretPosition: HTMLElement,
): void {
  const count = whenIdle(() => {
    const { value } = editor;
    let words = 0;
    for (WORD.lastIndex = 0; WORD.test(value);) {
      words++;
    }
    counts.textContent = `${countedMessage('status.words', words)} · ${countedMessage('status.characters', value.length)}`;
  });
  let scheduled = false;
  const showCaret = (): void => {
    scheduled = false;
    const { line, column } = editor.caret;
    caretPosition.textContent = message('status.caret', { line: line + 1, column: column + 1 });
  };
  editor.addEventListener('twinmark-render', count);
  editor.addEventListener('twinmark-caret', () => {
    if (!scheduled) {
      scheduled = true;
      // After the frame of the key press, which has better things to show.
      requestAnimationFrame(() => setTimeout(showCaret));
    }
  });
  void editor.ready.then(() => {
    count();
    showCaret();
  });
}
