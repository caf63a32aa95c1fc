/**
 * The members of an editor that the benchmarks use. Each page publishes a promise of one as
 * `globalThis.editor`.
 *
 * @typedef {object} Editor
 * @property {Element} preview its content shows what was typed
 * @property {(text: string) => void} open replaces the whole text
 * @property {() => string} text
 * @property {(offset: number) => void} placeCursor focuses the writing surface and puts the cursor before this UTF-16
 *     code unit
 */

/** The text that each of our pages shows once it has started. */
const FIRST_DOCUMENT = '# Start\n\nThe *first* text.\n';

/**
 * Publishes the editor, and when its first rendering was painted as `globalThis.firstRender`, a promise of
 * milliseconds since the navigation began.
 *
 * @param {Editor | Promise<Editor>} editor
 * @param {{ hasRendered?: boolean }} [options] whether the editor has rendered a document when the promise resolves
 */
export function publish(editor, { hasRendered = false } = {}) {
  const published = Promise.resolve(editor);
  const firstRender = published.then(async ({ preview, open }) => {
    if (!hasRendered) {
      const changed = new Promise((resolve) => {
        new MutationObserver(resolve).observe(preview, { childList: true, subtree: true });
      });
      open(FIRST_DOCUMENT);
      await changed;
    }
    await new Promise((resolve) => /** @type {any} */ (globalThis).afterPaint(resolve));
    return performance.now();
  });
  Object.assign(globalThis, { editor: published, firstRender });
}

/**
 * Two panes that fill the window side by side and scroll for themselves, as in every other of the editors.
 *
 * @param {string} kind the element to write in
 * @returns {{ source: HTMLElement, preview: HTMLElement }}
 */
export function panes(kind) {
  const root = /** @type {HTMLElement} */ (document.getElementById('editor'));
  document.body.style.margin = '0';
  root.style.cssText = 'display: grid; grid-template-columns: 1fr 1fr; height: 100vh';
  const source = document.createElement(kind);
  const preview = document.createElement('section');
  for (const pane of [source, preview]) {
    pane.style.cssText = 'overflow: auto; min-width: 0; height: 100vh; box-sizing: border-box';
  }
  root.append(source, preview);
  return { source, preview };
}
