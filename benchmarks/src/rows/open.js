import { TimeoutError } from '../browser/tab.js';
import { specVariations } from '../documents/spec-variations.js';
import { bytesOf, KB, MB, sizeName } from '../documents/text.js';
import { LAST_WORDS, withTypingPlace } from '../documents/typing-place.js';
import { EDITORS, EditorTab, isFloor, PATIENCE_MILLISECONDS } from '../editors.js';
import { failed } from '../measurement.js';
import { formatOutcomes, measuredOutcomes } from '../outcomes.js';

export const name = 'open';
export const title =
  'Opening a document: until the preview first changed, until all of it was painted, and the longest task, ms';

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const sizes = bench.quick ? [100 * KB, MB] : [100 * KB, MB, 5 * MB];
  const runs = bench.quick ? 1 : 5;
  const measurements = [];
  for (const size of sizes) {
    const document = withTypingPlace(specVariations(bench.spec, size));
    /** @type {Map<EditorTab['editor'], import('../outcomes.js').Outcome[]>} */
    const outcomes = new Map(EDITORS.map((editor) => [editor, []]));
    for (let i = 0; i < runs; i++) {
      for (const [editor, all] of outcomes) {
        const what = { row: name, subject: editor.subject, case: sizeName(size), unit: 'ms' };
        bench.log(`opening ${sizeName(size)}, run ${i + 1} of ${runs}: ${editor.subject}`);
        try {
          all.push(await open(bench, editor, document));
        } catch (error) {
          outcomes.delete(editor);
          const failure =
            error instanceof TimeoutError ? `> ${PATIENCE_MILLISECONDS / 1000} s` : error;
          measurements.push(failed({ ...what, bytes: bytesOf(document) }, failure));
        }
      }
    }
    for (const [{ subject }, all] of outcomes) {
      const what = { row: name, subject, case: sizeName(size), unit: 'ms' };
      measurements.push(...measuredOutcomes({ ...what, bytes: bytesOf(document) }, all));
    }
  }
  return measurements;
}

/**
 * @param {import('../bench.js').Bench} bench
 * @param {EditorTab['editor']} editor
 * @param {string} document
 */
async function open(bench, editor, document) {
  const tab = await EditorTab.open(bench, editor);
  try {
    await tab.settled();
    // The action is a task of its own, so that the transfer of the text is not part of it.
    await tab.tab.call(
      (text) =>
        new Promise((resolve) => {
          setTimeout(() => {
            const { probe, theEditor } = /** @type {any} */ (globalThis);
            probe.begin(() => theEditor.open(text));
            resolve(undefined);
          });
        }),
      [document],
      PATIENCE_MILLISECONDS,
    );
    let outcome = await tab.settled();
    if (!isFloor(editor)) {
      await tab.waitUntil(
        (words) => /** @type {any} */ (globalThis).probe.shows(words),
        [LAST_WORDS],
      );
      outcome = await tab.settled();
    }
    return outcome;
  } finally {
    await tab.close();
  }
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return formatOutcomes('document', measurements);
}
