import { afterPaint } from './paint.js';

/**
 * The outcome of one action; all in milliseconds. `first` is when the preview first changed and was painted,
 * `last` when it did so for the last time so far, both counted from the action's event or beginning.
 *
 * @typedef {{ first: number, last: number, longestTask: number }} Outcome
 */

/** @type {Element | undefined} */
let preview;

/** When the action began, by the time stamp of its event where it has one; NaN before. */
let start = NaN;

/** Times of performance.now(); NaN before the preview changed. */
let firstPaint = NaN;
let lastPaint = NaN;
let lastMutation = -Infinity;
let longestTask = 0;

/** True while the next key begins the action. */
let armed = false;

/** @type {(() => void) | undefined} */
let painted;

const observer = new MutationObserver(() => {
  lastMutation = performance.now();
  if (Number.isNaN(start)) {
    return;
  }
  const isFirst = Number.isNaN(firstPaint);
  if (isFirst) {
    firstPaint = Infinity;
  }
  afterPaint(() => {
    lastPaint = performance.now();
    if (isFirst) {
      firstPaint = lastPaint;
      painted?.();
    }
  });
});

// At the window and capturing: before anything of the page's.
globalThis.addEventListener(
  'keydown',
  (event) => {
    if (armed) {
      armed = false;
      start = event.timeStamp;
    }
  },
  true,
);

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.startTime + entry.duration > start) {
      longestTask = Math.max(longestTask, entry.duration);
    }
  }
}).observe({ type: 'longtask' });

const probe = {
  /**
   * @param {Element} element whose content is the preview
   */
  watch(element) {
    preview = element;
    observer.disconnect();
    // Attributes count as well: a changed definition changes nothing but the links' addresses.
    observer.observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['href'],
    });
  },

  /**
   * Waits for the next key; what happens from then on is its outcome.
   */
  arm() {
    start = firstPaint = lastPaint = NaN;
    longestTask = 0;
    armed = true;
  },

  /**
   * Begins the outcome of something that no key does.
   *
   * @param {() => void} action
   */
  begin(action) {
    start = performance.now();
    firstPaint = lastPaint = NaN;
    longestTask = 0;
    armed = false;
    action();
  },

  /** @returns {Promise<number>} milliseconds from the event to the first painted change of the preview */
  async first() {
    if (!(firstPaint < Infinity)) {
      await new Promise((resolve) => {
        painted = () => resolve(undefined);
      });
    }
    painted = undefined;
    return firstPaint - start;
  },

  /**
   * @param {number} quiet how many milliseconds nothing is to happen
   * @returns {Promise<Outcome>} when the preview has not changed for so long
   */
  async settled(quiet) {
    do {
      await new Promise((resolve) => setTimeout(resolve, quiet / 4));
    } while (performance.now() - lastMutation < quiet);
    return { first: firstPaint - start, last: lastPaint - start, longestTask };
  },

  /** @param {string} text */
  shows(text) {
    return preview?.textContent?.includes(text) ?? false;
  },
};

Object.assign(globalThis, { probe, afterPaint });
