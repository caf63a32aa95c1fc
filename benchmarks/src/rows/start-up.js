import { readFile } from 'node:fs/promises';
import { Tab } from '../browser/tab.js';
import { countingProxy } from '../counting-proxy.js';
import { KB } from '../documents/text.js';
import { EDITORS, isFloor, isTwinmark } from '../editors.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot } from '../table.js';

export const name = 'start';
export const title =
  'Start-up: from navigation to the first live render that is painted, ms, and bytes over the wire';

/** Longer than the browser waits before it writes a response to its cache and compiled code beside it. */
const REST_MILLISECONDS = 1000;

const probeFile = new URL('../../target/pages/injected/probe.js', import.meta.url);
const adapterFile = new URL('../../target/pages/injected/twinmark.js', import.meta.url);

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const runs = bench.quick ? 3 : 15;
  const editors = EDITORS.filter((editor) => !isFloor(editor));
  const samples = new Map(
    editors.map(({ subject }) => [
      subject,
      {
        cold: /** @type {number[]} */ ([]),
        warm: /** @type {number[]} */ ([]),
        coldBytes: 0,
        warmBytes: 0,
        error: /** @type {unknown} */ (undefined),
      },
    ]),
  );
  for (let i = 0; i < runs; i++) {
    for (const editor of editors) {
      const mine = samples.get(editor.subject);
      if (mine === undefined || mine.error !== undefined) {
        continue;
      }
      bench.log(`start-up, run ${i + 1} of ${runs}: ${editor.subject}`);
      try {
        if (i === 0) {
          // Not timed, and first, so that no timed visit waits for our server to compress its page.
          [mine.coldBytes, mine.warmBytes] = await bytesOfVisits(bench, editor);
        }
        const [cold, warm] = await visitTwice(bench, editor, addressOf(bench, editor));
        mine.cold.push(cold);
        mine.warm.push(warm);
      } catch (error) {
        mine.error = error;
      }
    }
  }
  return editors.flatMap(({ subject }) => {
    const { error, cold, warm, coldBytes, warmBytes } =
      /** @type {NonNullable<ReturnType<typeof samples.get>>} */ (samples.get(subject));
    const what = { row: name, subject };
    if (error !== undefined) {
      return [failed({ ...what, case: 'cold cache', unit: 'ms' }, error)];
    }
    return [
      measured({ ...what, case: 'cold cache', unit: 'ms' }, cold),
      measured({ ...what, case: 'warm cache', unit: 'ms' }, warm),
      measured({ ...what, case: 'sent, cold', unit: 'KB' }, [coldBytes / KB]),
      measured({ ...what, case: 'sent, warm', unit: 'KB' }, [warmBytes / KB]),
    ];
  });
}

/**
 * @param {import('../bench.js').Bench} bench
 * @param {import('../editors.js').EditorTab['editor']} editor
 */
function addressOf({ server, twinmark }, editor) {
  return isTwinmark(editor) ? twinmark.url : `${server.url}editors/${editor.page}.html`;
}

/**
 * @param {import('../bench.js').Bench} bench
 * @param {import('../editors.js').EditorTab['editor']} editor
 * @returns {Promise<[cold: number, warm: number]>} what the server sent, headers and all
 */
async function bytesOfVisits(bench, editor) {
  const address = new URL(addressOf(bench, editor));
  const proxy = await countingProxy(Number(address.port));
  address.port = String(proxy.port);
  /** @type {number[]} */
  const counts = [];
  try {
    await visitTwice(bench, editor, address.href, () => counts.push(proxy.take()));
  } finally {
    proxy.close();
  }
  return [counts[0], counts[1]];
}

/**
 * Opens the page with an empty cache, which comes with each tab, and again.
 *
 * @param {import('../bench.js').Bench} bench
 * @param {import('../editors.js').EditorTab['editor']} editor
 * @param {string} address
 * @param {() => void} [visited] called after each visit
 * @returns {Promise<[cold: number, warm: number]>} milliseconds from navigation to the first live render, painted
 */
async function visitTwice(bench, editor, address, visited = () => {}) {
  const scripts = [await readFile(probeFile, 'utf8')];
  if (isTwinmark(editor)) {
    scripts.push(await readFile(adapterFile, 'utf8'));
  }
  const tab = await Tab.open(bench.browser, { scripts });
  try {
    await tab.page.bringToFront();
    const times = [];
    for (let visit = 0; visit < 2; visit++) {
      await tab.goto(address);
      times.push(await tab.call(() => /** @type {any} */ (globalThis).firstRender, []));
      await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
      visited();
      await tab.goto('about:blank');
    }
    return [times[0], times[1]];
  } finally {
    await tab.close();
  }
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return pivot('median / p95', measurements, ({ unit, median, p95 }) =>
    unit === 'ms' ? `${digits(median)} / ${digits(p95)}` : `${digits(median)} ${unit}`,
  );
}
