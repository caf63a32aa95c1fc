/** The delay after an edit before it is shown, in milliseconds; `auto`: none while updates are short. */
export type Debounce = number | 'auto';

/**
 * Reads the attribute `debounce`.
 *
 * @param attribute a number of milliseconds that is not negative; all else, and its absence, means `auto`
 */
export function parseDebounce(attribute: string | null): Debounce {
  return attribute !== null && /^\s*\d+(\.\d+)?\s*$/.test(attribute) ? Number(attribute) : 'auto';
}

/**
 * The amount of text that is parsed and shown without a pause. An edit nearly always needs less, and is shown
 * in its own frame; what needs more is shown slice by slice, of a size that takes about the time below: a
 * thousand short blocks are more work than one long one.
 */
export const FIRST_SLICE_UNITS = 8 * 1024;
export const SMALLEST_SLICE_UNITS = 1024;
export const LARGEST_SLICE_UNITS = 32 * 1024;

/**
 * The time that a slice may take without layout, in milliseconds. Layout takes as long again in a document of some
 * megabytes, whatever the slice: shorter slices take longer in all.
 */
export const SLICE_TIME_MS = 24;

/** Chooses the size of the next slice by the time that one has taken. */
export class SliceSize {
  #units = FIRST_SLICE_UNITS;

  /** In UTF-16 code units. */
  get units(): number {
    return this.#units;
  }

  /**
   * A slice was shown.
   *
   * @param isComplete whether nothing is left to show
   */
  adapt(isComplete: boolean, durationMs: number): void {
    if (durationMs > SLICE_TIME_MS) {
      this.#units = Math.max(this.#units / 2, SMALLEST_SLICE_UNITS);
    } else if (isComplete) {
      this.#units = Math.max(this.#units, FIRST_SLICE_UNITS);
    } else if (durationMs < SLICE_TIME_MS / 2) {
      this.#units = Math.min(this.#units * 2, LARGEST_SLICE_UNITS);
    }
  }
}
