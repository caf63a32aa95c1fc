/**
 * @param {number[]} values at least one
 * @param {number} p between 0 and 1
 * @returns {number} the smallest value that at least this share of the values does not exceed (nearest rank)
 */
function percentile(values, p) {
  if (values.length === 0) {
    throw new RangeError('No values: nothing was measured.');
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

/**
 * @param {number[]} values at least one
 * @returns {number} the middle value, or the mean of the two in the middle
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (percentile(sorted, 0.5) + sorted[half]) / 2;
}

/** @param {number[]} values */
export const p95 = (values) => percentile(values, 0.95);
