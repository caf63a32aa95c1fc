import { readFile } from 'node:fs/promises';
import { Tab, TimeoutError } from './browser/tab.js';

/** A peer that takes longer than this, for whatever, is out. */
export const PATIENCE_MILLISECONDS = 30_000;

/** The preview is finished when it has shown the document's last words and not changed for this long. */
const QUIET_MILLISECONDS = 500;

const injected = new URL('../target/pages/injected/', import.meta.url);

/**
 * An editor that is compared. The floor is CodeMirror alone: what no editor that is built on it can go below.
 *
 * @typedef {object} Editor
 * @property {string} subject
 * @property {string} [page] missing where the page is Twinmark's own
 * @property {string} [extensions] those that Twinmark has on, instead of GitHub's
 */

/** @type {Editor[]} */
export const EDITORS = [
  { subject: 'floor (CodeMirror alone)', page: 'floor' },
  { subject: 'Twinmark' },
  { subject: 'textarea, marked, DOMPurify', page: 'marked-textarea' },
  { subject: 'EasyMDE', page: 'easymde' },
  { subject: 'Toast UI Editor', page: 'toast-ui' },
  { subject: 'Vditor', page: 'vditor' },
];

/** @type {Editor} */
export const ALL_EXTENSIONS = {
  subject: 'Twinmark, all extensions',
  extensions:
    'github definition-lists inline-footnotes inserts marks subscript superscript table-of-contents',
};

/** @param {Editor} editor */
export const isFloor = (editor) => editor.page === 'floor';

/** @param {Editor} editor */
export const isTwinmark = (editor) => editor.page === undefined;

/** An editor's page, opened. */
export class EditorTab {
  /**
   * @param {import('./bench.js').Bench} bench
   * @param {Editor} editor
   * @returns {Promise<EditorTab>}
   */
  static async open({ browser, server, twinmark }, editor) {
    const probe = await readFile(new URL('probe.js', injected), 'utf8');
    const tab = await Tab.open(browser, { scripts: [probe] });
    try {
      if (editor.page === undefined) {
        await tab.goto(twinmark.url);
        if (editor.extensions !== undefined) {
          await tab.call(
            (names) => document.querySelector('twinmark-editor')?.setAttribute('extensions', names),
            [editor.extensions],
          );
        }
        await tab.script(await readFile(new URL('twinmark.js', injected), 'utf8'));
      } else {
        await tab.goto(`${server.url}editors/${editor.page}.html`);
      }
      await tab.call(async () => {
        const page = /** @type {any} */ (globalThis);
        page.theEditor = await page.editor;
        await page.firstRender;
        page.probe.watch(page.theEditor.preview);
      }, []);
    } catch (error) {
      await tab.close();
      throw new Error(`${editor.subject} did not start: ${tab.errors.join('; ')} ${error}`, {
        cause: error,
      });
    }
    return new EditorTab(tab, editor);
  }

  /**
   * @param {Tab} tab
   * @param {Editor} editor
   * @private
   */
  constructor(tab, editor) {
    this.tab = tab;
    this.editor = editor;
  }

  /**
   * Opens a document and waits until the preview shows its end.
   *
   * @param {string} text
   * @param {string} lastWords
   */
  async openDocument(text, lastWords) {
    await this.tab.call(
      (source) => /** @type {any} */ (globalThis).theEditor.open(source),
      [text],
      PATIENCE_MILLISECONDS,
    );
    await this.settled();
    if (!isFloor(this.editor)) {
      await this.waitUntil(
        (words) => /** @type {any} */ (globalThis).probe.shows(words),
        [lastWords],
      );
      await this.settled();
    }
  }

  /**
   * @param {number} [quiet] for how many milliseconds nothing is to happen
   * @returns {Promise<import('../pages/probe/main.js').Outcome>} when the preview has been still for so long
   */
  settled(quiet = QUIET_MILLISECONDS) {
    return this.tab.call(
      (milliseconds) => /** @type {any} */ (globalThis).probe.settled(milliseconds),
      [quiet],
      PATIENCE_MILLISECONDS + quiet,
    );
  }

  /**
   * @template {unknown[]} A
   * @param {(...args: A) => boolean} condition evaluated in the page
   * @param {A} args
   */
  async waitUntil(condition, args) {
    const end = Date.now() + PATIENCE_MILLISECONDS;
    while (!(await this.tab.call(condition, args, Math.max(1, end - Date.now())))) {
      if (Date.now() > end) {
        throw new TimeoutError(`${condition} was not met within ${PATIENCE_MILLISECONDS} ms.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** @param {number} offset in UTF-16 code units */
  async placeCursor(offset) {
    await this.tab.page.bringToFront();
    await this.tab.call(
      (at) => /** @type {any} */ (globalThis).theEditor.placeCursor(at),
      [offset],
      PATIENCE_MILLISECONDS,
    );
  }

  /**
   * @param {string} words
   * @returns {Promise<boolean>}
   */
  shows(words) {
    return this.tab.call(
      (text) => /** @type {any} */ (globalThis).probe.shows(text),
      [words],
      PATIENCE_MILLISECONDS,
    );
  }

  /**
   * Presses a key and measures.
   *
   * @param {import('./browser/keyboard.js').Key} key
   * @returns {Promise<number>} milliseconds from the key's event to the first painted change of the preview
   */
  async pressAndMeasure(key) {
    await this.arm();
    await this.press(key);
    return this.tab.call(
      () => /** @type {any} */ (globalThis).probe.first(),
      [],
      PATIENCE_MILLISECONDS,
    );
  }

  /** Arms the probe: it measures the outcome of the next key. */
  arm() {
    return this.tab.call(
      () => /** @type {any} */ (globalThis).probe.arm(),
      [],
      PATIENCE_MILLISECONDS,
    );
  }

  /** @param {import('./browser/keyboard.js').Key} key */
  async press(key) {
    await this.tab.inTime(key(this.tab.session), PATIENCE_MILLISECONDS);
  }

  close() {
    return this.tab.close();
  }
}
