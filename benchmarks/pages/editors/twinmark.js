import { publish } from './editor.js';

/**
 * The part of the element's contract that is used here.
 *
 * @typedef {HTMLElement & {
 *   value: string,
 *   preview: HTMLElement,
 *   ready: Promise<void>,
 *   setSelectionRange(start: number, end: number): void
 * }} TwinmarkEditor
 */

// Put into Twinmark's own page, which is served by its own server.
publish(
  customElements.whenDefined('twinmark-editor').then(async () => {
    const element = /** @type {TwinmarkEditor} */ (document.querySelector('twinmark-editor'));
    await element.ready;
    return {
      preview: element.preview,
      open: (text) => {
        element.value = text;
      },
      text: () => element.value,
      placeCursor: (offset) => {
        element.focus();
        element.setSelectionRange(offset, offset);
      },
    };
  }),
  { hasRendered: true },
);
