import * as keyboard from '../browser/keyboard.js';
import { TimeoutError } from '../browser/tab.js';
import { chunksOf } from '../documents/chunks.js';
import { specVariations } from '../documents/spec-variations.js';
import { bytesOf, KB, MB } from '../documents/text.js';
import { LAST_WORDS, withTypingPlace } from '../documents/typing-place.js';
import { EDITORS, EditorTab, isFloor, isTwinmark, PATIENCE_MILLISECONDS } from '../editors.js';
import { failed } from '../measurement.js';
import { formatOutcomes, measuredOutcomes } from '../outcomes.js';
import { copy } from '../browser/clipboard.js';

export const name = 'worst';
export const title =
  'Worst edits: until the preview first changed, until all of it was painted, and the longest task, ms';

const REFERENCES = 1000;
const PARAGRAPH_WORDS = 'every word of one very long paragraph ';

/** The words that the preview shows once the pasted text has arrived, and once the replaced one has. */
const PASTED_WORDS = 'Here the pasted text ends';
const REPLACED_WORDS = 'Here the replaced text ends';

/**
 * An edit that a clever engine fears.
 *
 * @typedef {object} WorstEdit
 * @property {string} name
 * @property {string} document what is opened before
 * @property {number} cursor where the cursor is put, in UTF-16 code units
 * @property {import('../browser/keyboard.js').Key[]} before keys that are not measured
 * @property {import('../browser/keyboard.js').Key} key
 * @property {string} [clipboard]
 * @property {(words: string) => boolean} shown whether the preview shows the edit, all of it; evaluated in the page
 * @property {string} words
 */

/**
 * @param {string} spec
 * @returns {WorstEdit[]}
 */
function worstEdits(spec) {
  const long = withTypingPlace(specVariations(spec, MB));
  // All of the document becomes code if nothing closes the fence.
  const prose = chunksOf(spec).filter((chunk) => !/^\s*(```|~~~)/m.test(chunk));
  const unfenced = withTypingPlace(specVariations(prose.join('\n\n'), MB));
  const definition = '[target]: /before';
  const references = Array.from(
    { length: REFERENCES },
    (_, i) => `Paragraph ${i} asks for [its target][target].`,
  );
  const paragraph = PARAGRAPH_WORDS.repeat((100 * KB) / PARAGRAPH_WORDS.length);
  return [
    {
      name: 'a fence opened at the top of 1 MB',
      document: `Above\n\n\n\n${unfenced}`,
      cursor: 'Above\n\n'.length,
      before: [keyboard.character('`'), keyboard.character('`')],
      key: keyboard.character('`'),
      shown: (words) =>
        /** @type {any} */ (globalThis).theEditor.preview
          .querySelector('pre')
          ?.textContent.includes(words),
      words: LAST_WORDS,
    },
    {
      name: `the definition that ${REFERENCES} blocks use`,
      document: `${definition}\n\n${references.join('\n\n')}\n\n${LAST_WORDS}\n`,
      cursor: definition.length,
      before: [],
      key: keyboard.character('s'),
      shown: (count) =>
        /** @type {any} */ (globalThis).theEditor.preview.querySelectorAll('a[href$="/befores"]')
          .length === Number(count),
      words: String(REFERENCES),
    },
    {
      name: 'everything replaced, 1 MB by 1 MB',
      document: long,
      cursor: 0,
      before: [keyboard.selectAll],
      key: keyboard.paste,
      clipboard: long.replaceAll(/\b(of|and)\b/g, '$1$1').replace(LAST_WORDS, REPLACED_WORDS),
      shown: isInPreview,
      words: REPLACED_WORDS,
    },
    {
      name: '1 MB pasted into 1 MB',
      document: long,
      cursor: long.indexOf('\n\n', long.length / 2) + 2,
      before: [],
      key: keyboard.paste,
      clipboard: `${specVariations(spec, MB).replaceAll('spec', 'text')}\n\n${PASTED_WORDS}\n\n`,
      shown: isInPreview,
      words: PASTED_WORDS,
    },
    {
      name: 'a key in a paragraph of 100 KB',
      document: `${paragraph}\n\n${LAST_WORDS}\n`,
      cursor: paragraph.length >> 1,
      before: [],
      key: keyboard.character('q'),
      shown: isInPreview,
      words: 'q',
    },
  ];
}

/**
 * Evaluated in the page.
 *
 * @param {string} words
 * @returns {boolean}
 */
function isInPreview(words) {
  return /** @type {any} */ (globalThis).probe.shows(words);
}

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const runs = bench.quick ? 1 : 5;
  // The peers take many seconds for most of these; one that is known to be fast stands for all.
  const editors = EDITORS.filter(
    (editor) => isFloor(editor) || isTwinmark(editor) || editor.page === 'marked-textarea',
  );
  const measurements = [];
  for (const edit of worstEdits(bench.spec)) {
    /** @type {Map<string, import('../../pages/probe/main.js').Outcome[]>} */
    const outcomes = new Map(editors.map(({ subject }) => [subject, []]));
    /** @type {Map<string, unknown>} */
    const errors = new Map();
    for (let i = 0; i < runs; i++) {
      for (const editor of editors) {
        if (errors.has(editor.subject)) {
          continue;
        }
        bench.log(`${edit.name}, run ${i + 1} of ${runs}: ${editor.subject}`);
        try {
          outcomes.get(editor.subject)?.push(await perform(bench, editor, edit));
        } catch (error) {
          errors.set(
            editor.subject,
            error instanceof TimeoutError ? `> ${PATIENCE_MILLISECONDS / 1000} s` : error,
          );
        }
      }
    }
    for (const { subject } of editors) {
      const all = outcomes.get(subject) ?? [];
      const what = { row: name, subject, unit: 'ms', bytes: bytesOf(edit.document) };
      if (errors.has(subject)) {
        measurements.push(failed({ ...what, case: edit.name }, errors.get(subject)));
        continue;
      }
      measurements.push(...measuredOutcomes({ ...what, case: edit.name }, all));
    }
  }
  return measurements;
}

/**
 * @param {import('../bench.js').Bench} bench
 * @param {import('../editors.js').EditorTab['editor']} editor
 * @param {WorstEdit} edit
 * @returns {Promise<import('../../pages/probe/main.js').Outcome>}
 */
async function perform(bench, editor, edit) {
  if (edit.clipboard !== undefined) {
    await copy(bench.browser, bench.server.url, edit.clipboard);
  }
  const tab = await EditorTab.open(bench, editor);
  try {
    await tab.openDocument(edit.document, LAST_WORDS);
    await tab.placeCursor(edit.cursor);
    for (const key of edit.before) {
      await tab.press(key);
    }
    await tab.settled();
    await tab.arm();
    await tab.press(edit.key);
    return await finished(tab, edit);
  } finally {
    await tab.close();
  }
}

/**
 * Looks only when the preview is still, as looking takes time of the page's.
 *
 * @param {EditorTab} tab
 * @param {WorstEdit} edit
 */
async function finished(tab, edit) {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const outcome = await tab.settled();
    if (
      outcome.first > 0 &&
      (isFloor(tab.editor) || (await tab.tab.call(edit.shown, [edit.words], PATIENCE_MILLISECONDS)))
    ) {
      return outcome;
    }
  }
  throw new TimeoutError(`The preview did not show the edit within ${PATIENCE_MILLISECONDS} ms.`);
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return formatOutcomes('edit', measurements);
}
