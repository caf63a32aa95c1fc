/**
 * What the engine may weigh on the wire, module and loader together, in bytes of brotli. The module
 * took 95 KB before wasm-opt; more than that would say that the build has lost it.
 */
const ENGINE_BUDGET = 95 * 1024;

const ENGINE = ['markdown.wasm', 'markdown.js'];

/** What the page at / loads before anything can be typed. */
const PAGE = ['app.js', 'look.js', 'page.css', 'markdown.wasm'];

export function printSizes(assets, imports, sizes) {
  console.log('bytes'.padEnd(16), 'raw'.padStart(9), 'gzip'.padStart(9), 'brotli'.padStart(9));
  for (const [name, file] of assets) {
    printRow(name, sizes.get(file));
  }
  printRow(
    'engine in all',
    sum(
      ENGINE.map((name) => assets.get(name)),
      sizes,
    ),
  );
  const page = PAGE.flatMap((name) => [assets.get(name), ...(imports.get(name) ?? [])]);
  printRow('page in all', sum(page, sizes));
}

/** @throws Error when the engine is over its budget */
export function checkBudget(assets, sizes) {
  const { brotli } = sum(
    ENGINE.map((name) => assets.get(name)),
    sizes,
  );
  if (brotli > ENGINE_BUDGET) {
    throw new Error(
      `${ENGINE.join(' and ')} take ${brotli} bytes in brotli; the budget is ${ENGINE_BUDGET}.`,
    );
  }
}

function sum(files, sizes) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    for (const key of Object.keys(total)) {
      total[key] += sizes.get(file)[key];
    }
  }
  return total;
}

function printRow(name, { raw, gzip, brotli }) {
  console.log(name.padEnd(16), ...[raw, gzip, brotli].map((size) => String(size).padStart(9)));
}
