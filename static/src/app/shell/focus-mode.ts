import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import { message } from '../../language/catalogue.js';
import { button } from '../ui/elements.js';
import type { Notices } from '../ui/notices.js';

/**
 * Nothing but the text, and of that nothing bright but the paragraph that is written. The style sheet hides
 * what is around it.
 */
export class FocusMode {
  readonly #editor: TwinmarkEditorElement;
  readonly #notices: Notices;
  readonly #leave: HTMLButtonElement;
  #isOn = false;

  /** @param leave is called when the writer wants to leave */
  constructor(editor: TwinmarkEditorElement, notices: Notices, leave: () => void) {
    this.#editor = editor;
    this.#notices = notices;
    this.#leave = button('×', leave, 'icon-button leave-focus');
    this.#leave.setAttribute('aria-label', message('focus.leave'));
    this.#leave.title = `${message('focus.leave')} (Esc)`;
    window.addEventListener('keydown', (event) => {
      // What Esc has ended already, such as a search, was meant.
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
   * Enters or leaves it.
   *
   * @param mode what the editor shows otherwise
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
