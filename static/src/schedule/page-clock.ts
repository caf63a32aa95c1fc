import type { Clock } from './render-schedule.js';

/**
 * A tab in the background has no frames, and may still be edited (by a script, or in a split view of
 * a browser that counts it as hidden): how long to wait for one, in milliseconds.
 */
const FRAME_TIMEOUT_MS = 100;

/** The time of the page. */
export const pageClock: Clock = {
  now: () => performance.now(),
  nextFrame(callback) {
    const cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const call = () => {
      cancel();
      callback();
    };
    const frame = requestAnimationFrame(call);
    const timer = setTimeout(call, FRAME_TIMEOUT_MS);
    return cancel;
  },
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => {
      clearTimeout(timer);
    };
  },
};
