// Builds every project that needs it, each as its own tool does without being told anything about Twinmark.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import webpack from 'webpack';

const output = path.resolve('dist');

for (const name of ['vite', 'react', 'vue']) {
  await build({
    root: name,
    base: './',
    logLevel: 'warn',
    build: { outDir: path.join(output, name), emptyOutDir: true },
  });
}

// The same pages with the HTML of a server in them.
for (const [name, server] of [
  ['react', 'server.jsx'],
  ['vue', 'server.js'],
]) {
  const folder = path.join(output, `${name}-server`);
  await build({
    root: name,
    logLevel: 'warn',
    build: { ssr: server, outDir: folder, emptyOutDir: true },
  });
  const { html } = await import(path.join(folder, 'server.js'));
  const page = await readFile(path.join(output, name, 'index.html'), 'utf8');
  await writeFile(
    path.join(output, name, 'from-server.html'),
    page.replace('<div id="root"></div>', () => `<div id="root">${html}</div>`),
  );
}

const stats = await promisify(webpack)({
  mode: 'production',
  entry: './bundled/main.js',
  output: { path: path.join(output, 'webpack') },
  performance: { hints: false },
});
if (stats.hasErrors() || stats.hasWarnings()) {
  throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
}
await copyFile('webpack/index.html', path.join(output, 'webpack/index.html'));
