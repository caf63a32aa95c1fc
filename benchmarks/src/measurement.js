import { median, p95 } from './statistics.js';

/**
 * One figure of one contestant.
 *
 * @typedef {object} Measurement
 * @property {string} row which of the tables it belongs to
 * @property {string} case what was done, the table's column, such as "205 KB"
 * @property {string} subject who did it, the table's line
 * @property {string} unit
 * @property {number} [median]
 * @property {number} [p95]
 * @property {number} [runs] how many samples there were
 * @property {number} [bytes] what a run worked on
 * @property {string} [failure] why there is no figure, such as "crashed"
 * @property {string} [note]
 */

/**
 * @param {Pick<Measurement, 'row' | 'case' | 'subject' | 'unit'> & Partial<Measurement>} what
 * @param {number[]} samples
 * @returns {Measurement}
 */
export function measured(what, samples) {
  return {
    ...what,
    median: round(median(samples)),
    p95: round(p95(samples)),
    runs: samples.length,
  };
}

/**
 * @param {Pick<Measurement, 'row' | 'case' | 'subject' | 'unit'> & Partial<Measurement>} what
 * @param {unknown} error
 * @returns {Measurement}
 */
export function failed(what, error) {
  // A page's error brings its stack along.
  const [failure] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { ...what, failure };
}

/** Four digits: what is beyond them is noise. @param {number} value */
function round(value) {
  return Number(value.toPrecision(4));
}
