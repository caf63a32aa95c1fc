/**
 * The limit for the engine on the wire, module and loader together, in bytes of brotli. They take 75 KiB, of
 * which 9 are GitHub's names of emoji and 6 those of entities: much more than this means that the build has
 * lost wasm-opt.
 */
const ENGINE_BUDGET = 79 * 1024;

const ENGINE = ['markdown.wasm', 'markdown.js'];

/** The limit for what a page with an editor loads before the user sees it, static imports included. */
const EDITOR_BUDGET = 6 * 1024;

/** The files that the page at / loads before the user can type, and their limit: it takes some 258,300 bytes. */
const PAGE = ['app.js', 'show-preferences.js', 'page.css', 'markdown.wasm'];
const PAGE_BUDGET = 258_500;

/** The limits for the style sheet of published pages, and for what their script loads at once. */
const PUBLISHED_STYLE_BUDGET = 3 * 1024;
const PUBLISHED_SCRIPT_BUDGET = 1024;

/** The limit for the kernels' module, in bytes of brotli. It takes 4 KiB, and is fetched by no other script. */
const KERNELS_BUDGET = 12 * 1024;

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
  printRow('enhance at first', atFirst('enhance.js', assets, imports, sizes));
  printRow('editor at first', atFirst('editor.js', assets, imports, sizes));
  printRow('page in all', pageInAll(assets, imports, sizes));
}

/** @throws Error when the engine, the kernels, the editor, the page or what is published is over its budget */
export function checkBudgets(assets, imports, sizes) {
  const engine = sum(
    ENGINE.map((name) => assets.get(name)),
    sizes,
  );
  check(ENGINE.join(' and '), engine, ENGINE_BUDGET);
  check('image.wasm', sizes.get(assets.get('image.wasm')), KERNELS_BUDGET);
  const editor = atFirst('editor.js', assets, imports, sizes);
  check('editor.js and its imports', editor, EDITOR_BUDGET);
  check('markdown.css', sum([assets.get('markdown.css')], sizes), PUBLISHED_STYLE_BUDGET);
  const enhance = atFirst('enhance.js', assets, imports, sizes);
  check('enhance.js and its imports', enhance, PUBLISHED_SCRIPT_BUDGET);
  check('what the page at / needs', pageInAll(assets, imports, sizes), PAGE_BUDGET);
}

function check(what, { brotli }, budget) {
  if (brotli > budget) {
    throw new Error(`${what}: ${brotli} bytes in brotli, where the budget is ${budget}.`);
  }
}

function atFirst(name, assets, imports, sizes) {
  return sum([assets.get(name), ...imports.get(name)], sizes);
}

function pageInAll(assets, imports, sizes) {
  const files = PAGE.flatMap((name) => [assets.get(name), ...(imports.get(name) ?? [])]);
  return sum([...new Set(files)], sizes);
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
