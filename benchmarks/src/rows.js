import * as fullRender from './rows/full-render.js';
import * as image from './rows/image.js';
import * as keyToPaint from './rows/key-to-paint.js';
import * as memory from './rows/memory.js';
import * as open from './rows/open.js';
import * as serve from './rows/serve.js';
import * as startUp from './rows/start-up.js';
import * as worstEdits from './rows/worst-edits.js';

/**
 * One of the tables.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} title
 * @property {(bench: import('./bench.js').Bench) => Promise<import('./measurement.js').Measurement[]>} run
 * @property {(measurements: import('./measurement.js').Measurement[]) => string} format as a Markdown table
 */

/** @type {Row[]} in the order of their numbers, which begin with 1 */
export const rows = [fullRender, keyToPaint, worstEdits, startUp, memory, image, open, serve];
