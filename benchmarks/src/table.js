/** @typedef {import('./measurement.js').Measurement} Measurement */

/**
 * @param {string[]} header
 * @param {string[][]} lines
 * @returns {string} a Markdown table; the first column to the left, the others to the right
 */
export function table(header, lines) {
  const cells = (/** @type {string[]} */ line) =>
    `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(header), `|---|${'---:|'.repeat(header.length - 1)}`, ...lines.map(cells)].join(
    '\n',
  );
}

/**
 * A table with a line for each subject and a column for each case, in the order of their first measurement.
 *
 * @param {string} corner the first column's header
 * @param {Measurement[]} measurements
 * @param {(measurement: Measurement, of: (subject: string) => Measurement | undefined) => string} cell `of` gives
 *     another subject's measurement of the same case
 * @returns {string}
 */
export function pivot(corner, measurements, cell) {
  const subjects = [...new Set(measurements.map(({ subject }) => subject))];
  const cases = [...new Set(measurements.map((measurement) => measurement.case))];
  const find = (/** @type {string} */ subject, /** @type {string} */ column) =>
    measurements.find(
      (measurement) => measurement.subject === subject && measurement.case === column,
    );
  return table(
    [corner, ...cases],
    subjects.map((subject) => [
      subject,
      ...cases.map((column) => {
        const measurement = find(subject, column);
        if (measurement === undefined) {
          return '';
        }
        return measurement.failure ?? cell(measurement, (other) => find(other, column));
      }),
    ]),
  );
}

/**
 * @param {number | undefined} value
 * @returns {string} with three digits, as more would be noise
 */
export function digits(value) {
  if (value === undefined) {
    return '–';
  }
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/**
 * @param {number | undefined} value
 * @param {number | undefined} base
 * @returns {string} such as "1.25×"
 */
export function ratio(value, base) {
  return value === undefined || base === undefined || base === 0 ? '–' : `${digits(value / base)}×`;
}
