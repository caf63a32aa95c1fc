import { measured } from './measurement.js';
import { digits, table } from './table.js';

/**
 * @typedef {import('./measurement.js').Measurement} Measurement
 * @typedef {import('../pages/probe/main.js').Outcome} Outcome
 */

/** The figures of each outcome. */
const FIGURES = /** @type {const} */ (['first', 'all', 'longest task']);

/**
 * @param {Parameters<typeof measured>[0]} what
 * @param {Outcome[]} outcomes one for each run
 * @returns {Measurement[]} one for each figure, which its case names after a colon
 */
export function measuredOutcomes(what, outcomes) {
  const samples = {
    first: outcomes.map(({ first }) => first),
    all: outcomes.map(({ last }) => last),
    'longest task': outcomes.map(({ longestTask }) => longestTask),
  };
  return FIGURES.map((figure) =>
    measured({ ...what, case: `${what.case}: ${figure}` }, samples[figure]),
  );
}

/**
 * @param {string} corner the first column's header
 * @param {Measurement[]} measurements
 * @returns {string} a Markdown table with a line for each action and editor: three figures in each cell would make
 *     columns too wide to read
 */
export function formatOutcomes(corner, measurements) {
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const measurement of measurements) {
    const [action, figure] = measurement.case.split(': ');
    const key = `${action}: ${measurement.subject}`;
    const line = lines.get(key) ?? [action, measurement.subject, '', '', ''];
    line[
      2 +
        Math.max(
          0,
          FIGURES.findIndex((name) => name === figure),
        )
    ] = measurement.failure ?? digits(measurement.median);
    lines.set(key, line);
  }
  return table([corner, 'editor', ...FIGURES], [...lines.values()]);
}
