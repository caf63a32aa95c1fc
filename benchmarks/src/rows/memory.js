import { backspace, character } from '../browser/keyboard.js';
import { TimeoutError } from '../browser/tab.js';
import { specVariations } from '../documents/spec-variations.js';
import { bytesOf, MB, sizeName } from '../documents/text.js';
import { LAST_WORDS, TYPING_PLACE, withTypingPlace } from '../documents/typing-place.js';
import { EDITORS, EditorTab, isFloor, isTwinmark, PATIENCE_MILLISECONDS } from '../editors.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot } from '../table.js';

export const name = 'memory';
export const title = 'Memory with 1 MB open, after a collection of garbage';

/** The number of letters typed before as many are deleted, so that the document does not grow. */
const STROKE = 25;

/** An editor that has not finished by then has failed. */
const EDITING_MILLISECONDS = 15 * 60_000;

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const edits = bench.quick ? 500 : 10_000;
  const document = withTypingPlace(specVariations(bench.spec, MB));
  const measurements = [];
  for (const editor of EDITORS) {
    const what = { row: name, subject: editor.subject, bytes: bytesOf(document) };
    bench.log(`memory: ${editor.subject}`);
    let step = `${sizeName(MB)} opened`;
    const tab = await EditorTab.open(bench, editor);
    try {
      await tab.openDocument(document, LAST_WORDS);
      measurements.push(...(await memoryOf(tab, { ...what, case: step })));
      // A peer that needs a second for each key would type for hours.
      if (isFloor(editor) || isTwinmark(editor)) {
        step = `${edits} edits later`;
        const end = Date.now() + EDITING_MILLISECONDS;
        await tab.placeCursor(document.indexOf(TYPING_PLACE) + TYPING_PLACE.length);
        for (let typed = 0; typed < edits; typed += 2 * STROKE) {
          for (let i = 0; i < 2 * STROKE; i++) {
            await tab.press(i < STROKE ? character('e') : backspace);
          }
          if (Date.now() > end) {
            throw new Error(`only ${typed} edits in ${EDITING_MILLISECONDS / 60_000} minutes`);
          }
          if (typed % 1000 === 0) {
            bench.log(`memory: ${editor.subject}, ${typed} of ${edits} edits`);
          }
        }
        await tab.settled();
        measurements.push(...(await memoryOf(tab, { ...what, case: step })));
      }
    } catch (error) {
      const reason = error instanceof TimeoutError ? `> ${PATIENCE_MILLISECONDS / 1000} s` : error;
      measurements.push(failed({ ...what, case: `${step}: page`, unit: 'MB' }, reason));
    } finally {
      await tab.close();
    }
  }
  return measurements;
}

/**
 * @param {EditorTab} tab
 * @param {{ row: string, subject: string, bytes: number, case: string }} what
 */
async function memoryOf(tab, what) {
  const { session } = tab.tab;
  // Twice, as finalizers of the first may let go of more.
  for (let i = 0; i < 2; i++) {
    await tab.tab.inTime(session.send('HeapProfiler.collectGarbage'), PATIENCE_MILLISECONDS);
  }
  // Besides the heap of JavaScript and Wasm GC: the DOM's objects, and buffers with Wasm's linear memory.
  const { usedSize, embedderHeapUsedSize, backingStorageSize } =
    await session.send('Runtime.getHeapUsage');
  const counters = await session.send('Memory.getDOMCounters');
  return [
    measured({ ...what, case: `${what.case}: page`, unit: 'MB' }, [
      (usedSize + embedderHeapUsedSize + backingStorageSize) / MB,
    ]),
    measured({ ...what, case: `${what.case}: of it JS and Wasm heap`, unit: 'MB' }, [
      usedSize / MB,
    ]),
    measured({ ...what, case: `${what.case}: DOM nodes`, unit: 'nodes' }, [counters.nodes]),
  ];
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return pivot('', measurements, ({ unit, median }) => `${digits(median)} ${unit}`);
}
