/** The latest that the work begins, in milliseconds, however busy the page is. */
const IDLE_TIMEOUT_MS = 1000;

/** The time without a further call before the work begins, in milliseconds. */
const QUIET_MS = 200;

/** The time that a piece may block the page, in milliseconds: half a frame, together with what follows. */
const PIECE_MS = 6;

/** Makes a function that does some work once the page has nothing better to do, and once for many calls. */
export function whenIdle(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      soon(work);
    }, QUIET_MS);
  };
}

/**
 * Makes a function that does some long work piece by piece, each once the page has nothing better to do.
 * A further call gives up what is under way, and begins again.
 *
 * @param begin the work, which yields where it may be interrupted
 * @param done gets what it returns
 */
export function inIdlePieces<Result>(
  begin: () => Iterator<unknown, Result>,
  done: (result: Result) => void,
): () => void {
  let current: Iterator<unknown, Result> | undefined;
  return whenIdle(() => {
    const work = (current = begin());
    const goOn = (): void => {
      if (work !== current) {
        return;
      }
      for (const end = performance.now() + PIECE_MS; performance.now() < end;) {
        const next = work.next();
        if (next.done === true) {
          done(next.value);
          return;
        }
      }
      soon(goOn);
    };
    goOn();
  });
}

/** Does some work once the page has nothing better to do. */
export function soon(work: () => void): void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(work, { timeout: IDLE_TIMEOUT_MS });
  } else {
    setTimeout(work);
  }
}
