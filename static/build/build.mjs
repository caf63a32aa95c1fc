import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashedName } from './hashed-name.mjs';
import { bundle, bundleClassic } from './bundle.mjs';
import { checkInterface } from './check-interface.mjs';
import { declarations } from './declarations.mjs';
import { optimize } from './optimize.mjs';
import { precompress } from './precompress.mjs';
import { serviceWorker } from './service-worker.mjs';
import { checkBudget, printSizes } from './sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = (name) => path.join(root, 'src', name);
const modulePath = path.join(root, '../parser-wasm/target/wasm/markdown.wasm');
const dist = path.join(root, 'dist');
const assetDirectory = path.join(dist, 'assets');

if (!existsSync(modulePath)) {
  throw new Error(`There is no ${modulePath}. Build the module parser-wasm first.`);
}
await rm(assetDirectory, { recursive: true, force: true });
await mkdir(assetDirectory, { recursive: true });

/** Logical name → file name. */
const assets = new Map();

const optimized = await optimize(modulePath, path.join(root, 'target/wasm-opt'));
const moduleBytes = await readFile(optimized);
await checkInterface(moduleBytes, source('loader/module-imports.ts'));
assets.set('markdown.wasm', hashedName('markdown.wasm', moduleBytes));
await copyFile(optimized, path.join(assetDirectory, assets.get('markdown.wasm')));

/** Logical name → the files that a page may fetch along with it. */
const imports = new Map();

// In this order, because each may refer to those before it.
for (const entryPoints of [
  ['markdown.ts'],
  ['worker.ts'],
  ['editor.ts', 'app.ts'],
  ['page/page.css'],
]) {
  const bundles = await bundle(entryPoints.map(source), assetDirectory, assets);
  for (const [i, entryPoint] of entryPoints.entries()) {
    const name = path.basename(entryPoint).replace(/\.ts$/, '.js');
    assets.set(name, bundles[i].file);
    imports.set(name, bundles[i].imports);
  }
}

for (const name of ['icon.svg', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) {
  const icon = source(`page/icons/${name}`);
  assets.set(name, hashedName(name, await readFile(icon)));
  await copyFile(icon, path.join(assetDirectory, assets.get(name)));
}
assets.set('look.js', await bundleClassic(source('look.ts'), assetDirectory));
assets.set(
  'service-worker.js',
  await serviceWorker(source('service-worker.ts'), assetDirectory, assets),
);

// Names that stay the same, for those who embed the editor or the engine.
for (const name of ['markdown.js', 'editor.js']) {
  await writeFile(path.join(assetDirectory, name), `export * from './${assets.get(name)}';\n`);
}
const project = path.join(root, 'tsconfig.json');
for (const [name, publicSource] of [
  ['markdown.d.ts', 'markdown.ts'],
  ['editor.d.ts', 'editor/twinmark-editor.ts'],
]) {
  await writeFile(path.join(assetDirectory, name), declarations(source(publicSource), project));
}
await writeManifest('assets.json', assets);
await writeManifest('imports.json', imports);

const sizes = new Map();
for (const file of await readdir(assetDirectory)) {
  sizes.set(file, await precompress(path.join(assetDirectory, file)));
}
printSizes(assets, imports, sizes);
checkBudget(assets, sizes);

async function writeManifest(name, map) {
  await writeFile(
    path.join(dist, name),
    `${JSON.stringify(Object.fromEntries([...map].sort()), null, 2)}\n`,
  );
}
