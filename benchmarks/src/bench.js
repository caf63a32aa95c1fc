import { writeFile } from 'node:fs/promises';
import { launch } from './browser/chromium.js';
import { parse, USAGE } from './command-line.js';
import { specText } from './documents/spec-text.js';
import { machine } from './machine.js';
import { buildPages } from './pages.js';
import { serve } from './server.js';
import { startTwinmark } from './twinmark-server.js';
import { versions } from './versions.js';

/**
 * The tools that each row works with.
 *
 * @typedef {object} Bench
 * @property {import('playwright-core').Browser} browser one for all
 * @property {{ url: string }} server of the pages of ours
 * @property {{ url: string }} twinmark Twinmark's own server
 * @property {string} spec the CommonMark specification's text
 * @property {boolean} quick
 * @property {(message: string) => void} log says what is going on
 */

const RESULTS = new URL('../results.json', import.meta.url);

/** @param {string} message */
const log = (message) => console.error(message);

/**
 * @param {ReturnType<typeof parse>} options
 */
async function measure({ quick, chosen }) {
  const spec = await specText();
  await buildPages();
  const twinmark = await startTwinmark();
  const server = await serve(twinmark.url);
  const browser = await launch();
  try {
    const conditions = {
      date: new Date().toISOString(),
      quick,
      machine: machine(),
      versions: await versions(browser),
    };
    printConditions(conditions);
    const measurements = [];
    for (const row of chosen) {
      const some = await row.run({ browser, server, twinmark, spec, quick, log });
      measurements.push(...some);
      console.log(`\n## ${row.title}\n\n${row.format(some)}\n\n${runsOf(some)}`);
      // After each row, so that an interrupted run is not for nothing.
      await writeFile(RESULTS, `${JSON.stringify({ ...conditions, measurements }, null, 1)}\n`);
    }
  } finally {
    await browser.close();
    server.close();
    twinmark.stop();
  }
}

/**
 * @param {{ date: string, quick: boolean, machine: import('./machine.js').Machine, versions: Record<string, string> }}
 *     conditions
 */
function printConditions({ date, quick, machine: { cpu, cores, memory, system, load }, versions }) {
  console.log(`# Benchmarks of ${date.slice(0, 10)}${quick ? ', quick' : ''}\n`);
  console.log(`${cpu}, ${cores} cores, ${memory} GiB, ${system}; load ${load} at the start.\n`);
  console.log(
    `${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · ')}`,
  );
  if (load > cores / 2) {
    log('The machine is busy: these figures will not be worth much.');
  }
}

/** @param {import('./measurement.js').Measurement[]} measurements */
function runsOf(measurements) {
  const counts = measurements.flatMap(({ runs }) => runs ?? []);
  if (counts.length === 0) {
    return 'Nothing was measured.';
  }
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return `Runs behind each figure: ${least === most ? most : `${least} to ${most}`}.`;
}

try {
  const options = parse(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
  } else {
    await measure(options);
  }
} catch (error) {
  console.error(error instanceof Error && error.cause === undefined ? error.message : error);
  process.exitCode = 1;
}
