import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { expandExtensions, parseExtensions } from '../../engine/extensions.js';
import { countedMessage, message } from '../../language/catalogue.js';
import { inIdlePieces, soon } from '../../schedule/idle.js';
import { countText, readingTime, type TextCounts } from './text-counts.js';

/** A selection of fewer words is read at a glance. */
const FEWEST_SELECTED_WORDS = 100;

/** Shows the length of the text or of the selection, and the position of the caret. */
export function showStatus(
  editor: TwinmarkEditorElement,
  counts: HTMLElement,
  caretPosition: HTMLElement,
): void {
  let isSelection = false;
  const known = new Map<string, number>();
  const count = inIdlePieces(
    () => {
      const { selectedText } = editor;
      isSelection = selectedText !== '';
      const extensions = parseExtensions(editor.getAttribute('extensions'));
      return countText(
        isSelection ? selectedText : editor.value,
        known,
        expandExtensions(extensions),
      );
    },
    (counted) => {
      const said = inWords(counted, isSelection ? FEWEST_SELECTED_WORDS : 1);
      counts.textContent = isSelection ? message('status.selection', { counts: said }) : said;
    },
  );
  let scheduled = false;
  const showCaret = (): void => {
    scheduled = false;
    const { line, column } = editor.caret;
    caretPosition.textContent = message('status.caret', { line: line + 1, column: column + 1 });
    // Count only if text is or was selected: merely moving the caret does not change the length.
    if (isSelection || editor.selectedText !== '') {
      count();
    }
  };
  editor.addEventListener('twinmark-render', count);
  editor.addEventListener('twinmark-caret', () => {
    if (!scheduled) {
      scheduled = true;
      // Run after the frame of the key press, in which the text has priority.
      soon(showCaret);
    }
  });
  void editor.ready.then(() => {
    count();
    showCaret();
  });
}

function inWords({ words, characters }: TextCounts, fewestTimed: number): string {
  return [
    countedMessage('status.words', words),
    countedMessage('status.characters', characters),
    ...(words < fewestTimed
      ? []
      : [message('status.readingTime', { minutes: readingTime(words) })]),
  ].join(' · ');
}
