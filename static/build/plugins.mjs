// Plugins for the imports in our sources that esbuild cannot resolve.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { binaryen } from './wasm-tools.mjs';

/** The file name of an asset that has been built. */
export function fileOf(assets, name) {
  const file = assets.get(name);
  if (file === undefined) {
    throw new Error(
      `${name} is not among the assets built so far: ${[...assets.keys()].join(', ')}`,
    );
  }
  return file;
}

/**
 * `import url, { integrity } from 'asset:NAME'` gives the URL of that asset, in the form in which bundlers
 * find it, and what a page may check its content by. A script that uses neither has neither.
 *
 * @param directory where the assets are, as a relative URL from the script
 * @param integrityOf file name → integrity metadata
 */
export function assetURLs(assets, integrityOf, directory = './') {
  return {
    name: 'asset-urls',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^asset:/ }, ({ path: specifier }) => ({
        path: specifier.slice('asset:'.length),
        namespace: 'asset',
        sideEffects: false,
      }));
      onLoad({ filter: /./, namespace: 'asset' }, async ({ path: name }) => {
        const file = fileOf(assets, name);
        const url = `new URL(${JSON.stringify(directory + file)}, import.meta.url)`;
        return {
          contents: `export default ${url}; export const integrity = ${JSON.stringify(await integrityOf(file))};`,
        };
      });
    },
  };
}

/** `import bytes from './NAME.wat'` gives the assembled module. */
export function watModules() {
  return {
    name: 'wat-modules',
    setup({ onLoad }) {
      onLoad({ filter: /\.wat$/ }, async ({ path: source }) => {
        const directory = await mkdtemp(path.join(os.tmpdir(), 'wat-'));
        try {
          const assembled = path.join(directory, 'module.wasm');
          await binaryen('wasm-as', source, '-o', assembled);
          return { contents: await readFile(assembled), loader: 'binary' };
        } finally {
          await rm(directory, { recursive: true });
        }
      });
    },
  };
}

/**
 * Keeps the grammars of HTML, CSS and JavaScript, and the completion of tags, which
 * `@codemirror/lang-markdown` imports for something that we do not use, out of what loads first. esbuild assigns whole files to chunks: as soon as some other
 * file, loaded later, does use them, it would put them beside their first importer.
 */
export function withoutHTMLInMarkdown() {
  return {
    name: 'without-html-in-markdown',
    setup({ onResolve, onLoad }) {
      onResolve(
        { filter: /^@codemirror\/(?:lang-html|autocomplete)$/ },
        ({ importer, path: specifier }) =>
          /@codemirror[\\/]lang-markdown[\\/]/.test(importer)
            ? { path: specifier, namespace: 'unused', sideEffects: false }
            : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
        contents:
          'export const html = undefined, htmlCompletionSource = undefined, CompletionContext = undefined;',
      }));
    },
  };
}

/**
 * Lets `decode-named-character-reference`, which writes the Markdown of a paste, parse by the sanitizer's function:
 * its build for browsers assigns `innerHTML`, which Trusted Types refuse.
 */
export function trustedReferences(source) {
  return {
    name: 'trusted-references',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^decode-named-character-reference$/ }, ({ path: specifier }) => ({
        path: specifier,
        namespace: 'trusted-references',
      }));
      onLoad({ filter: /./, namespace: 'trusted-references' }, () => ({
        contents: `
          import { parse } from ${JSON.stringify(source('sanitizer/inert-document.ts'))};
          export function decodeNamedCharacterReference(value) {
            const reference = '&' + value + ';';
            const character = parse(reference).textContent;
            return (character.endsWith(';') && value !== 'semi') || character === reference
              ? false
              : character;
          }`,
        resolveDir: path.dirname(source('app.ts')),
      }));
    },
  };
}

/**
 * Leaves what an editor does with a language out of the packages of grammars, which import its view and its
 * completion: 45 KB in brotli that a page would load to colour a line of code.
 */
export function withoutEditor() {
  const facet = '{ of: () => [], compute: () => [] }';
  const modules = new Map([
    [
      '@codemirror/view',
      `export const EditorView = { contentAttributes: ${facet}, inputHandler: ${facet} };
      export const ViewPlugin = { fromClass: () => [] };
      export const Decoration = { mark: () => undefined };
      export const Direction = {};
      export const GutterMarker = undefined, WidgetType = undefined, gutter = undefined,
        logException = undefined;`,
    ],
    [
      '@codemirror/autocomplete',
      `export const completeFromList = () => undefined, ifNotIn = () => undefined,
        snippetCompletion = () => undefined;`,
    ],
  ]);
  return {
    name: 'without-editor',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@codemirror\// }, ({ path: specifier }) =>
        modules.has(specifier)
          ? { path: specifier, namespace: 'stand-in', sideEffects: false }
          : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path: specifier }) => ({
        contents: modules.get(specifier),
      }));
    },
  };
}

/** `import css from './NAME.css'` in a script gives the style sheet as text, with all that it imports. */
export function styleTexts() {
  return {
    name: 'style-texts',
    setup({ onLoad, initialOptions }) {
      if (initialOptions.entryPoints.every((entryPoint) => entryPoint.endsWith('.css'))) {
        return;
      }
      onLoad({ filter: /\.css$/ }, async ({ path: source }) => {
        const { outputFiles } = await build({
          entryPoints: [source],
          bundle: true,
          minify: true,
          write: false,
          // Not there: the system's own fonts show formulas.
          external: ['*.woff2'],
        });
        return { contents: outputFiles[0].text.trim(), loader: 'text' };
      });
    },
  };
}
