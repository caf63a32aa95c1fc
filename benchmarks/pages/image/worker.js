import { loadWays } from './ways.js';

/** @typedef {import('./ways.js').Operation} Operation */

/** @type {Operation[]} */
const OPERATIONS = ['grayscale', 'invert', 'brightness'];

/** Rounds before the measured ones: the compilers of JavaScript and Wasm need to see the loops. */
const WARM_UP_ROUNDS = 2;

addEventListener('message', ({ data }) => {
  run(data).then(
    (results) => postMessage({ results }),
    (error) => postMessage({ error: String(error) }),
  );
});

/**
 * Changes a picture in all ways, taking turns.
 *
 * @param {{ width: number, height: number, rounds: number }} task
 * @returns {Promise<Record<string, number[]>>} milliseconds by "operation, way"
 */
async function run({ width, height, rounds }) {
  const ways = Object.entries(await loadWays());
  const context = photo(width, height);
  /** @type {Record<string, number[]>} */
  const samples = {};
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const operation of OPERATIONS) {
      const turn = (round + WARM_UP_ROUNDS) % ways.length;
      for (const [name, way] of [...ways.slice(turn), ...ways.slice(0, turn)]) {
        const start = performance.now();
        way(operation, context);
        const milliseconds = performance.now() - start;
        if (round >= 0) {
          (samples[`${operation}, ${name}`] ??= []).push(milliseconds);
        }
      }
    }
  }
  return samples;
}

/**
 * A canvas with a gradient and noise on it, in memory: the pixels of one on a graphics card would take longer to
 * get than to change.
 *
 * @param {number} width
 * @param {number} height
 */
function photo(width, height) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new Error(`There is no canvas of ${width} × ${height} pixels.`);
  }
  const picture = context.createImageData(width, height);
  for (let i = 0; i < picture.data.length; i++) {
    picture.data[i] = i % 4 === 3 ? 255 : (i / width + (i * 2654435761) / 2 ** 24) & 0xff;
  }
  context.putImageData(picture, 0, 0);
  return context;
}
