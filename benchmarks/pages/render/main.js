import { featuresOf } from './features.js';
import { libraries } from './libraries.js';
import { timeEdits } from './live.js';

/** A sample lasts at least this long, so that the clock's steps and a single interruption weigh little. */
const MIN_SAMPLE_MILLISECONDS = 4;

/** Nothing is measured before the compilers of JavaScript and Wasm have had this much of each library's code to see. */
const WARM_UP_MILLISECONDS = 600;

/** @type {Map<string, import('./libraries.js').Render>} */
const loaded = new Map();

/** The last result: as long as it is reachable, no compiler may optimize the work away. */
let last = '';

/**
 * @typedef {{ name: string, features?: string[], error?: string }} Loaded
 */
const bench = {
  timeEdits,

  /**
   * @param {string[]} [names] without: all
   * @returns {Promise<Loaded[]>}
   */
  async load(names = Object.keys(libraries)) {
    const all = [];
    for (const name of names) {
      try {
        const render = await libraries[name]();
        loaded.set(name, render);
        all.push({ name, features: featuresOf(render) });
      } catch (error) {
        all.push({ name, error: String(error) });
      }
    }
    return all;
  },

  /**
   * Renders one document with every library, taking turns.
   *
   * @param {string} source
   * @param {{ rounds: number, minRounds: number, budget: number }} limits `budget` is how many milliseconds one
   *     library may take altogether; a slow one gets fewer rounds, but not fewer than `minRounds`
   * @returns {Promise<Record<string, { samples?: number[], length?: number, error?: string }>>} milliseconds for one
   *     rendering
   */
  async run(source, { rounds, minRounds, budget }) {
    /** @type {Record<string, { samples?: number[], length?: number, error?: string }>} */
    const results = {};
    const contestants = [];
    for (const [name, render] of loaded) {
      try {
        const repeat = warmUp(render, source);
        contestants.push({ name, render, repeat, spent: 0, samples: /** @type {number[]} */ ([]) });
      } catch (error) {
        results[name] = { error: String(error) };
      }
      await nextTask();
    }
    for (let round = 0; round < rounds; round++) {
      // Rotates the order, so that no contestant always runs after the same one and collects its garbage.
      const turn = round % contestants.length;
      for (const contestant of [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
        if (contestant.spent > budget && contestant.samples.length >= minRounds) {
          continue;
        }
        const milliseconds = time(contestant.render, source, contestant.repeat);
        contestant.spent += milliseconds * contestant.repeat;
        contestant.samples.push(milliseconds);
        await nextTask();
      }
    }
    for (const { name, samples, render } of contestants) {
      results[name] = { samples, length: render(source).length };
    }
    return results;
  },
};

/**
 * @param {import('./libraries.js').Render} render
 * @param {string} source
 * @returns {number} how many renderings make one sample
 */
function warmUp(render, source) {
  const end = performance.now() + WARM_UP_MILLISECONDS;
  let fastest = Infinity;
  let runs = 0;
  do {
    fastest = Math.min(fastest, time(render, source, 1));
    runs++;
  } while (performance.now() < end || runs < 2);
  return Math.max(1, Math.ceil(MIN_SAMPLE_MILLISECONDS / Math.max(fastest, 0.01)));
}

/**
 * @param {import('./libraries.js').Render} render
 * @param {string} source
 * @param {number} repeat
 * @returns {number} milliseconds for one rendering
 */
function time(render, source, repeat) {
  const start = performance.now();
  for (let i = 0; i < repeat; i++) {
    last = render(source);
  }
  return (performance.now() - start) / repeat;
}

/** Lets the browser do what it puts off while a task runs. */
function nextTask() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

Object.assign(globalThis, { bench, lastRendered: () => last });
