import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashedName } from './hashed-name.mjs';
import { bundle, bundleClassic } from './bundle.mjs';
import { diagramPage } from './diagram-page.mjs';
import { checkEngine, checkKernels, ENGINE, KERNELS } from './check-interface.mjs';
import { singleInitialChunk, smallerInitialChunks } from './initial-chunk.mjs';
import { withoutEditor } from './plugins.mjs';
import { licenses, notePackages } from './licenses.mjs';
import { writeNPMPackage } from './npm-package.mjs';
import { optimize } from './optimize.mjs';
import { precompress } from './precompress.mjs';
import { serviceWorker } from './service-worker.mjs';
import { checkBudgets, printSizes } from './sizes.mjs';
import { splitModule } from './split-module.mjs';
import { STABLE_FOLDER, writeStableNames } from './stable-names.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sourceDirectory = path.join(root, 'src');
const source = (name) => path.join(sourceDirectory, name);
const moduleDirectory = path.join(root, '../parser-wasm/target/wasm');
/** The modules that TeaVM compiles. Those of TeaVM's own exports that the loader does not use are left out. */
const MODULES = new Map([
  ['markdown.wasm', { check: checkEngine, keptExports: ENGINE }],
  ['image.wasm', { check: checkKernels, keptExports: KERNELS }],
]);
const dist = path.join(root, 'dist');
const assetDirectory = path.join(dist, 'assets');

for (const name of MODULES.keys()) {
  const compiled = path.join(moduleDirectory, name);
  if (!existsSync(compiled)) {
    throw new Error(
      `There is no ${compiled}. Compile it: ./mvnw -pl parser-wasm -DskipTests package`,
    );
  }
}
await rm(assetDirectory, { recursive: true, force: true });
await mkdir(assetDirectory, { recursive: true });

/** Logical name → file name. */
const assets = new Map();

/** The directories of the packages that the scripts have code of. */
const packages = new Set();

for (const [name, { check, keptExports }] of MODULES) {
  const optimized = await optimize(
    path.join(moduleDirectory, name),
    path.join(root, 'target/wasm-opt'),
    keptExports,
  );
  const bytes = await readFile(optimized);
  await check(bytes, source('engine/module-imports.ts'));
  assets.set(name, hashedName(name, bytes));
  await copyFile(optimized, path.join(assetDirectory, assets.get(name)));
}

const diagrams = await diagramPage(source('diagrams.ts'), [notePackages(packages)]);
assets.set('diagrams.html', hashedName('diagrams.html', diagrams));
await writeFile(path.join(assetDirectory, assets.get('diagrams.html')), diagrams);

/** Sources that other scripts import from the script they are in; see `bundle`. */
const SHARED = new Map([
  [source('engine/api.ts'), 'markdown.js'],
  [source('engine/load-markdown.ts'), 'markdown.js'],
  // A page has one Trusted Types policy, whichever scripts it loads.
  [source('security/trusted-types.ts'), 'trusted-types.js'],
  [source('image/load-image-kernels.ts'), 'image.js'],
  [source('element.ts'), 'element.js'],
]);

/** The exports of `@codemirror/language` that grammars of code import. */
const OF_GRAMMARS = [
  'LRLanguage',
  'LanguageSupport',
  'bracketMatchingHandle',
  'continuedIndent',
  'defineLanguageFacet',
  'delimitedIndent',
  'flatIndent',
  'foldInside',
  'foldNodeProp',
  'indentNodeProp',
  'syntaxTree',
];

/** Logical name → the files that a page may fetch along with it. */
const imports = new Map();

// In this order, because each may refer to those before it. The worker comes before the engine's loader,
// so that it has its own: a copy of it has to run where it can import nothing (see trusted-types.ts). The
// script that registers the element comes after the element, so that nothing else is in it: package.json
// says that the others have no side effects.
for (const [entryPoints, ...plugins] of [
  [['worker.ts']],
  [['markdown.ts']],
  [['security/trusted-types.ts']],
  [['image.ts']],
  [
    ['element.ts', 'embed-page.ts', 'preview.ts', 'render.ts'],
    await smallerInitialChunks(source('element.ts')),
  ],
  [['editor.ts']],
  [['embed.ts']],
  [
    [
      'page/page.css',
      'page/docs.css',
      'page/documents.css',
      'page/published.css',
      'styles/markdown.css',
    ],
  ],
  [['embed/embed.css']],
]) {
  await addBundles(entryPoints, plugins);
}
// By itself, as no page loads it along with the others.
await addBundles(
  ['app.ts'],
  [
    splitModule('@codemirror/view', source('app.ts')),
    splitModule('@codemirror/language', source('app.ts'), OF_GRAMMARS),
    singleInitialChunk(source('app.ts')),
    await smallerInitialChunks(source('app.ts')),
  ],
);
// By itself, so that a published page loads nothing of an editor with the grammars.
await addBundles(['enhance.ts'], [withoutEditor()]);

for (const name of ['icon.svg', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) {
  const icon = source(`page/icons/${name}`);
  assets.set(name, hashedName(name, await readFile(icon)));
  await copyFile(icon, path.join(assetDirectory, assets.get(name)));
}
assets.set(
  'show-preferences.js',
  await bundleClassic(source('show-preferences.ts'), assetDirectory),
);
assets.set(
  'service-worker.js',
  await serviceWorker(source('service-worker.ts'), assetDirectory, assets),
);
const integrity = await writeStableNames(
  assets,
  imports,
  assetDirectory,
  sourceDirectory,
  path.join(root, 'tsconfig.json'),
);
await writeFile(
  path.join(assetDirectory, STABLE_FOLDER, 'third-party.txt'),
  licenses(packages, root),
);
await writeNPMPackage(root, assets, [...integrity.keys()], packages);
await writeManifest('assets.json', assets);
await writeManifest('imports.json', imports);

const sizes = new Map();
for (const entry of await readdir(assetDirectory, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) {
    const file = path.join(entry.parentPath, entry.name);
    sizes.set(path.relative(assetDirectory, file), await precompress(file));
  }
}
printSizes(assets, imports, sizes);
checkBudgets(assets, imports, sizes);

async function addBundles(entryPoints, plugins = []) {
  const bundles = await bundle(entryPoints.map(source), assetDirectory, assets, SHARED, [
    ...plugins,
    notePackages(packages),
  ]);
  for (const [i, entryPoint] of entryPoints.entries()) {
    const name = path.basename(entryPoint).replace(/\.ts$/, '.js');
    assets.set(name, bundles[i].file);
    imports.set(name, withTheirs(bundles[i].imports));
  }
}

/** Files, and what those of other bundles among them import. */
function withTheirs(files) {
  const others = [...imports.keys()].filter((name) => files.includes(assets.get(name)));
  return [...new Set([...files, ...others.flatMap((name) => imports.get(name))])];
}

async function writeManifest(name, map) {
  await writeFile(
    path.join(dist, name),
    `${JSON.stringify(Object.fromEntries([...map].sort()), null, 2)}\n`,
  );
}
