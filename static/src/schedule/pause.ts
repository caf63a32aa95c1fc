/** The time that work may take before the page has its turn, in milliseconds: half of a frame. */
const PIECE_MS = 8;

/** Lets long work in the page's own thread make room for input and frames. */
export class Pause {
  #begin = performance.now();

  /**
   * Gives way if it is time to.
   *
   * @param signal stops the work
   * @throws the signal's reason once it is aborted
   */
  async ifDue(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (performance.now() - this.#begin >= PIECE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#begin = performance.now();
      signal?.throwIfAborted();
    }
  }
}
