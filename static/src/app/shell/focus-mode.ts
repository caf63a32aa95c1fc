import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import { button } from '../../dom/elements.js';
import type { Notices } from '../ui/notices.js';

/**
 * Shows only the text, dimmed except for the paragraph with the caret. The style sheet hides everything
 * around it.
 */
export class FocusMode {
  readonly #editor: TwinmarkEditorElement;
  readonly #notices: Notices;
  readonly #leave: HTMLButtonElement;
  #isOn = false;

  /** @param leave called when the user wants to leave focus mode */
  constructor(editor: TwinmarkEditorElement, notices: Notices, leave: () => void) {
    this.#editor = editor;
    this.#notices = notices;
    this.#leave = button('×', leave, 'icon-button leave-focus');
    this.#leave.setAttribute('aria-label', message('focus.leave'));
    this.#leave.title = `${message('focus.leave')} (Esc)`;
    window.addEventListener('keydown', (event) => {
      // Ignore an Esc that has already closed something else, such as the search.
      if (
        this.#isOn &&
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !event.isComposing &&
        document.querySelector('dialog:modal') === null
      ) {
        leave();
      }
    });
  }

  /**
   * Enters or leaves focus mode.
   *
   * @param mode the editor's `mode` outside of focus mode
   */
  show(isOn: boolean, mode: string): void {
    if (isOn === this.#isOn) {
      return;
    }
    this.#isOn = isOn;
    this.#editor.setAttribute('mode', isOn ? 'write' : mode);
    this.#editor.toggleAttribute('spotlight', isOn);
    if (isOn) {
      this.#editor.after(this.#leave);
    } else {
      this.#leave.remove();
    }
    this.#editor.focus();
    this.#notices.say(message(isOn ? 'focus.on' : 'focus.off'));
  }
}
