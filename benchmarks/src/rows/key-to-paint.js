import { character } from '../browser/keyboard.js';
import { Tab, TimeoutError } from '../browser/tab.js';
import { mixedDocument } from '../documents/mixed-document.js';
import { specVariations } from '../documents/spec-variations.js';
import { bytesOf, KB, MB, sizeName } from '../documents/text.js';
import { LAST_WORDS, TYPING_PLACE, withTypingPlace } from '../documents/typing-place.js';
import {
  ALL_EXTENSIONS,
  EDITORS,
  EditorTab,
  isFloor,
  isTwinmark,
  PATIENCE_MILLISECONDS,
} from '../editors.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot, ratio } from '../table.js';

export const name = 'key';
export const title = 'Key press to painted preview, typing in the middle of a document, ms';

/**
 * The pauses between two keys: short enough to count as typing, long enough that no late change is
 * attributed to the next key, and of different lengths, so that all phases of the frame clock are met.
 */
const PAUSES_MILLISECONDS = [83, 97, 109, 127, 139, 151];

/** The first keys after another tab was in front are not counted. */
const WARM_UP_KEYS = 2;

/** Edits of the engine alone that are not counted, until its code is compiled. */
const WARM_UP_EDITS = 100;

/** The time for which one editor is typed in before it is another's turn. */
const TURN_MILLISECONDS = 15_000;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const { spec, quick } = bench;
  const sizes = quick ? [10 * KB, 100 * KB, MB] : [10 * KB, 100 * KB, MB, 5 * MB];
  const limits = quick
    ? { rounds: 2, keys: 8, minSamples: 3 }
    : { rounds: 5, keys: 12, minSamples: 5 };
  const measurements = [];
  for (const size of sizes) {
    const markdown = size === 10 * KB ? mixedDocument(size) : specVariations(spec, size);
    const document = withTypingPlace(markdown);
    measurements.push(...(await typeInto(bench, document, sizeName(size), limits)));
    measurements.push(...(await editAlone(bench, document, sizeName(size))));
  }
  return measurements;
}

/**
 * The part of the engine: the same keys into a live document, without an editor and a preview.
 *
 * @param {import('../bench.js').Bench} bench
 * @param {string} document
 * @param {string} size
 */
async function editAlone({ browser, server, quick }, document, size) {
  const tab = await Tab.open(browser);
  try {
    await tab.goto(`${server.url}render/index.html`);
    const samples = await tab.call(
      (source, offset, edits) =>
        /** @type {any} */ (globalThis).bench.timeEdits(source, offset, edits),
      [
        document,
        document.indexOf(TYPING_PLACE) + TYPING_PLACE.length,
        WARM_UP_EDITS + (quick ? 100 : 1000),
      ],
    );
    const what = {
      row: name,
      case: size,
      subject: 'of it Twinmark’s engine',
      unit: 'ms',
      bytes: bytesOf(document),
    };
    return samples === null ? [] : [measured(what, samples.slice(WARM_UP_EDITS))];
  } finally {
    await tab.close();
  }
}

/**
 * Every editor opens the document in a tab of its own; then they take turns.
 *
 * @param {import('../bench.js').Bench} bench
 * @param {string} document
 * @param {string} size
 * @param {{ rounds: number, keys: number, minSamples: number }} limits
 */
async function typeInto(bench, document, size, { rounds, keys, minSamples }) {
  /** @type {import('../measurement.js').Measurement[]} */
  const failures = [];
  /** @type {{ tab: EditorTab, subject: string, samples: number[], typed: string }[]} */
  let typists = [];
  const what = (/** @type {string} */ subject) => ({
    row: name,
    case: size,
    subject,
    unit: 'ms',
    bytes: bytesOf(document),
  });

  for (const editor of [...EDITORS, ALL_EXTENSIONS]) {
    bench.log(`opening ${size} in ${editor.subject}`);
    const tab = await EditorTab.open(bench, editor);
    try {
      await tab.openDocument(document, LAST_WORDS);
      typists.push({ tab, subject: editor.subject, samples: [], typed: '' });
    } catch (error) {
      failures.push(failed(what(editor.subject), explain(error, 'opening')));
      await tab.close();
    }
  }

  for (let round = 0; round < rounds; round++) {
    /** @type {typeof typists} */
    const remaining = [];
    const turn = round % Math.max(1, typists.length);
    for (const typist of [...typists.slice(turn), ...typists.slice(0, turn)]) {
      bench.log(`typing in ${size}, round ${round + 1} of ${rounds}: ${typist.subject}`);
      try {
        await type(typist, document, keys);
        remaining.push(typist);
      } catch (error) {
        failures.push(failed(what(typist.subject), explain(error, 'a key')));
        await typist.tab.close();
      }
    }
    // Restores the order in which they are listed, whichever one began.
    typists = typists.filter((typist) => remaining.includes(typist));
  }

  const measurements = [];
  for (const { tab, subject, samples } of typists) {
    if (samples.length < minSamples) {
      measurements.push(failed(what(subject), `only ${samples.length} samples`));
    } else {
      measurements.push(measured(what(subject), samples));
    }
    await tab.close();
  }
  return [...measurements, ...failures];
}

/**
 * @param {{ tab: EditorTab, samples: number[], typed: string }} typist
 * @param {string} document
 * @param {number} keys
 */
async function type(typist, document, keys) {
  const { tab, samples } = typist;
  await tab.placeCursor(document.indexOf(TYPING_PLACE) + TYPING_PLACE.length + typist.typed.length);
  await tab.settled();
  const end = Date.now() + TURN_MILLISECONDS;
  for (let i = 0; i < WARM_UP_KEYS + keys; i++) {
    const letter = LETTERS[typist.typed.length % LETTERS.length];
    const milliseconds = await tab.pressAndMeasure(character(letter));
    typist.typed += letter;
    if (i >= WARM_UP_KEYS) {
      samples.push(milliseconds);
    }
    if (Date.now() > end && i > WARM_UP_KEYS) {
      break;
    }
    await tab.settled(PAUSES_MILLISECONDS[i % PAUSES_MILLISECONDS.length]);
  }
  await tab.settled();
  if (!isFloor(tab.editor) && !(await tab.shows(TYPING_PLACE + typist.typed))) {
    throw new Error('The preview does not show what was typed.');
  }
}

/**
 * @param {unknown} error
 * @param {string} action
 */
function explain(error, action) {
  return error instanceof TimeoutError ? `> ${PATIENCE_MILLISECONDS / 1000} s (${action})` : error;
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  const floor = EDITORS.find(isFloor)?.subject ?? '';
  const twinmark = EDITORS.find(isTwinmark)?.subject ?? '';
  return pivot('median / p95 (in floors; in Twinmarks)', measurements, ({ median, p95 }, of) => {
    const floors = `${ratio(median, of(floor)?.median)} / ${ratio(p95, of(floor)?.p95)}`;
    return `${digits(median)} / ${digits(p95)} (${floors}; ${ratio(median, of(twinmark)?.median)})`;
  });
}
