import { readFile } from 'node:fs/promises';

/** A module of `wasm-pack --target bundler`, which its script imports as if it were a script itself. */
const LINKED = /photon_rs_bg\.wasm$/;

/**
 * Lets esbuild bundle such a module: it exports what the instance does, once `link` has got that, and by default the
 * module's address.
 *
 * @returns {import('esbuild').Plugin}
 */
export function linkedWasm() {
  return {
    name: 'linked-wasm',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^file:/ }, ({ path }) => ({
        path: path.slice('file:'.length),
        namespace: 'linked-wasm',
      }));
      onLoad({ filter: /./, namespace: 'linked-wasm' }, async ({ path }) => ({
        contents: await readFile(path),
        loader: 'file',
      }));
      onLoad({ filter: LINKED, namespace: 'file' }, async ({ path }) => {
        const names = WebAssembly.Module.exports(
          await WebAssembly.compile(new Uint8Array(await readFile(path))),
        ).map(({ name }) => name);
        return {
          contents: `export { default } from ${JSON.stringify(`file:${path}`)};
            export let ${names.join(', ')};
            export function link(instance) { ({ ${names.join(', ')} } = instance.exports); }`,
        };
      });
    },
  };
}
