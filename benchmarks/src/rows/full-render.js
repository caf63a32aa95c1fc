import { specVariations } from '../documents/spec-variations.js';
import { mixedDocument } from '../documents/mixed-document.js';
import { bytesOf, KB, MB, sizeName } from '../documents/text.js';
import { Tab } from '../browser/tab.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot, ratio } from '../table.js';

export const name = 'render';
export const title = 'Full render of a document, Markdown to a string of HTML';

const TWINMARK = 'Twinmark';

/** The page warms every library up before it answers. */
const ANSWER_MILLISECONDS = 900_000;

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run({ browser, server, spec, quick, log }) {
  const documents = [mixedDocument(10 * KB), spec, specVariations(spec, MB)];
  const limits = quick
    ? { rounds: 15, minRounds: 3, budget: 1500 }
    : { rounds: 100, minRounds: 11, budget: 10_000 };
  const tab = await Tab.open(browser);
  try {
    await tab.goto(`${server.url}render/index.html`);
    const loaded = await tab.call(() => /** @type {any} */ (globalThis).bench.load(), []);
    const measurements = [];
    for (const source of documents) {
      const bytes = bytesOf(source);
      log(`full render of ${sizeName(bytes)}`);
      const results = await tab.call(
        (text, options) => /** @type {any} */ (globalThis).bench.run(text, options),
        [source, limits],
        ANSWER_MILLISECONDS,
      );
      for (const { name: subject, features, error } of loaded) {
        const what = {
          row: name,
          case: sizeName(bytes),
          subject,
          unit: 'ms',
          bytes,
          note: features?.join(', '),
        };
        const result = results[subject];
        if (error !== undefined || result?.samples === undefined) {
          measurements.push(failed(what, error ?? result?.error ?? 'not measured'));
        } else {
          measurements.push(measured(what, result.samples));
        }
      }
    }
    return measurements;
  } finally {
    await tab.close();
  }
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  const notes = new Map(measurements.map(({ subject, note }) => [subject, note || 'none of them']));
  const figures = pivot(
    'MB/s (ms; time in Twinmarks)',
    measurements,
    ({ bytes = NaN, median = NaN }, of) => {
      const speed = bytes / KB / median;
      return `${digits(speed)} (${digits(median)}; ${ratio(median, of(TWINMARK)?.median)})`;
    },
  );
  const features = [...notes].map(([subject, note]) => `${subject}: ${note}`).join(' · ');
  return `${figures}\n\nExtensions in use: ${features}.`;
}
