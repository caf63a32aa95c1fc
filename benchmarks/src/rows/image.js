import { Tab } from '../browser/tab.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot, ratio } from '../table.js';

export const name = 'image';
export const title = 'Pictures in a worker, from getImageData to putImageData';

/** The way that the ratios refer to. */
const LOOP = 'a JavaScript loop';

const LONGEST_TASK = 'longest task of the page';

/** Width and height of a web camera, full HD, 4K and a photo, in pixels. */
const SIZES = [
  [640, 480],
  [1920, 1080],
  [3840, 2160],
  [6000, 4000],
];

/** The slowest way takes seconds for a photo. */
const ANSWER_MILLISECONDS = 900_000;

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run({ browser, server, quick, log }) {
  const measurements = [];
  for (const [width, height] of SIZES) {
    const pixels = width * height;
    const size = `${digits(pixels / 1e6)} MP`;
    log(`pictures of ${size}`);
    const rounds = Math.max(quick ? 3 : 9, Math.min(quick ? 15 : 45, Math.round(60e6 / pixels)));
    const what = { row: name, case: size, unit: 'ms', bytes: 4 * pixels };
    const tab = await Tab.open(browser);
    try {
      await tab.goto(`${server.url}image/index.html`);
      const { results, longestTask } = await tab.call(
        (task) => /** @type {any} */ (globalThis).bench.run(task),
        [{ width, height, rounds }],
        ANSWER_MILLISECONDS,
      );
      for (const [subject, samples] of Object.entries(results)) {
        measurements.push(measured({ ...what, subject }, samples));
      }
      measurements.push(measured({ ...what, subject: LONGEST_TASK }, [longestTask]));
    } catch (error) {
      measurements.push(failed({ ...what, subject: 'all' }, error));
    } finally {
      await tab.close();
    }
  }
  return measurements;
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return pivot('ms (time in JavaScript loops)', measurements, ({ subject, median }, of) => {
    if (subject === LONGEST_TASK) {
      return digits(median);
    }
    const [operation] = subject.split(',');
    return `${digits(median)} (${ratio(median, of(`${operation}, ${LOOP}`)?.median)})`;
  });
}
