import type { WritingSurface } from '../writing/writing-surface.js';

/**
 * Keeps a text area a part of its form, and of what the browser remembers of the page, while its text is
 * written elsewhere: where a server has rendered the editor, and without scripts the text area is sent.
 */
export class SourceForm {
  readonly #listening = new AbortController();

  constructor(source: HTMLTextAreaElement, surface: WritingSurface) {
    const { signal } = this.#listening;
    // To write 1 MB back at every key press would cost more than the key press. `formdata` comes before
    // each submission, by whatever way, but after the text area has been read.
    source.form?.addEventListener(
      'formdata',
      ({ formData }) => {
        surface.writeBack();
        if (formData.has(source.name)) {
          formData.set(source.name, source.value);
        }
      },
      { signal },
    );
    // What a browser restores on the way back is the text area. It may do so only after this script
    // has run (Chromium does, just before `pageshow`), and fires no other event.
    const initially = source.value;
    window.addEventListener(
      'pageshow',
      () => {
        if (source.value !== initially) {
          surface.value = source.value;
        }
      },
      { signal, once: true },
    );
    window.addEventListener(
      'pagehide',
      () => {
        surface.writeBack();
      },
      { signal },
    );
  }

  close(): void {
    this.#listening.abort();
  }
}
