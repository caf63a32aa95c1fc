/** How long to wait after an edit before it is shown, in milliseconds; or as long as seems best. */
export type Debounce = number | 'auto';

/**
 * Reads the attribute `debounce`.
 *
 * @param attribute a number of milliseconds that is not negative; all else, and its absence, means `auto`
 */
export function parseDebounce(attribute: string | null): Debounce {
  return attribute !== null && /^\s*\d+(\.\d+)?\s*$/.test(attribute) ? Number(attribute) : 'auto';
}
