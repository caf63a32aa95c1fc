/** Both panes are as wide, in percent. */
export const HALF_PERCENT = 50;

/**
 * Reads the attribute `split`.
 *
 * @param attribute how much of the width the text has, in percent; all that is no such number, and its
 *   absence, means half
 */
export function parseSplit(attribute: string | null): number {
  const percent = attribute === null || attribute.trim() === '' ? NaN : Number(attribute);
  return percent >= 0 && percent <= 100 ? percent : HALF_PERCENT;
}
