/** At the latest after this many milliseconds, however busy the page is. */
const PATIENCE = 1000;

/** How long there must have been no further call, in milliseconds. */
const PAUSE = 200;

/** Makes a function that does some work once the page has nothing better to do, and once for many calls. */
export function whenIdle(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Safari has no requestIdleCallback.
  const soon: (callback: () => void) => void =
    typeof requestIdleCallback === 'function'
      ? (callback) => requestIdleCallback(callback, { timeout: PATIENCE })
      : (callback) => setTimeout(callback);
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      soon(work);
    }, PAUSE);
  };
}
