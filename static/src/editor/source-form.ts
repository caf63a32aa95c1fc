import type { WritingSurface } from '../writing/writing-surface.js';

/**
 * Keeps a text area part of its form, and of the state that the browser restores with the page, while its
 * text is edited elsewhere. Used where a server has rendered the editor: without scripts, the text area
 * itself is submitted.
 */
export class SourceForm {
  readonly #listening = new AbortController();

  constructor(source: HTMLTextAreaElement, surface: WritingSurface) {
    const { signal } = this.#listening;
    // Writing 1 MB back at every key press would cost more than the key press. `formdata` fires before
    // each submission, however it is triggered, but after the text area has been read.
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
    // On history navigation, the browser restores the text area. It may do so only after this script
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
