/**
 * What the engine may weigh on the wire, module and loader together, in bytes of brotli. The module
 * took 95 KB before wasm-opt; more than that would say that the build has lost it.
 */
const ENGINE_BUDGET = 95 * 1024;

const ENGINE = ['markdown.wasm', 'markdown.js'];

export function printSizes(assets, sizes) {
  console.log('bytes'.padEnd(16), 'raw'.padStart(9), 'gzip'.padStart(9), 'brotli'.padStart(9));
  for (const [name, file] of assets) {
    printRow(name, sizes.get(file));
  }
  printRow('engine in all', engineSize(assets, sizes));
}

/** @throws Error when the engine is over its budget */
export function checkBudget(assets, sizes) {
  const { brotli } = engineSize(assets, sizes);
  if (brotli > ENGINE_BUDGET) {
    throw new Error(
      `${ENGINE.join(' and ')} take ${brotli} bytes in brotli; the budget is ${ENGINE_BUDGET}.`,
    );
  }
}

function engineSize(assets, sizes) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const name of ENGINE) {
    for (const key of Object.keys(total)) {
      total[key] += sizes.get(assets.get(name))[key];
    }
  }
  return total;
}

function printRow(name, { raw, gzip, brotli }) {
  console.log(name.padEnd(16), ...[raw, gzip, brotli].map((size) => String(size).padStart(9)));
}
