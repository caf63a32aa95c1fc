import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * The folders of src, from top to bottom. A file imports from its own folder and from rows below its own;
 * never from above, and never from a neighbour in its row. CONTRIBUTING.md says what each folder is for.
 */
const LAYERS = [
  // At the top of src there are entry points only.
  ['.', 'node', 'page'],
  ['app'],
  ['app/export', 'app/documents'],
  [
    'app/files',
    'app/help',
    'app/history',
    'app/offline',
    'app/outline',
    'app/palette',
    'app/sharing',
    'app/shell',
  ],
  ['app/pictures', 'app/settings', 'app/shortcuts', 'app/status'],
  ['app/ui'],
  ['embed'],
  ['editor', 'preview-element', 'published'],
  ['collaboration', 'live', 'panes', 'paste', 'reading', 'toolbar', 'writing'],
  ['formatting', 'paste/normalize', 'picture-dialog', 'rendered-document'],
  ['codemirror', 'drawings', 'fragments', 'pictures', 'sanitizer'],
  ['image', 'keys', 'security'],
  ['engine'],
  ['api', 'dom', 'language', 'schedule', 'styles', 'util'],
];

/** The files that the application may import outside its folders: the element's class, and foundations. */
const APP_REACHES = [
  'editor/twinmark-editor.ts',
  'sanitizer/sanitize.ts',
  /^(?:api|codemirror|dom|drawings|engine|fragments|keys|language|pictures|schedule|security|styles|util)\//,
];

/**
 * Checks the imports of all scripts and style sheets, those of types and those at run time included.
 * ESLint's rules and knip leave out circles of type imports.
 *
 * @param directory that of the sources
 * @returns a sentence for each import that goes the wrong way, and for each circle of files
 */
export function layerProblems(directory) {
  const files = readdirSync(directory, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /(?<!\.d)\.ts$|\.css$/.test(file));
  const graph = new Map(files.map((file) => [file, importsOf(file, directory)]));
  const rows = new Map(LAYERS.flatMap((row, index) => row.map((folder) => [folder, index])));
  const problems = [];
  for (const [file, targets] of graph) {
    const folder = path.posix.dirname(file);
    if (!rows.has(folder)) {
      problems.push(`${file} is in a folder that build/layers.mjs does not have.`);
      continue;
    }
    for (const target of targets) {
      const targetFolder = path.posix.dirname(target);
      if (targetFolder !== folder && !(rows.get(targetFolder) > rows.get(folder))) {
        problems.push(`${file} imports ${target}, which is not in a row below it.`);
      }
      if (file.startsWith('app/') && !target.startsWith('app/') && !isPublic(target)) {
        problems.push(`${file} imports ${target}, which is not the editor's public surface.`);
      }
    }
  }
  return [...problems, ...circles(graph).map((circle) => `Circle: ${circle.join(' → ')}`)];
}

function isPublic(file) {
  return APP_REACHES.some((reach) =>
    typeof reach === 'string' ? file === reach : reach.test(file),
  );
}

/** The sources that a file imports, by paths below `directory`. */
function importsOf(file, directory) {
  const text = readFileSync(path.join(directory, file), 'utf8');
  const specifiers = file.endsWith('.css')
    ? Array.from(text.matchAll(/@import '([^']+)'/g), ([, specifier]) => specifier)
    : ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) =>
      path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'),
    );
}

/** Each circle once, as the files along it, the first of which is also the last. */
function circles(graph) {
  const found = [];
  const finished = new Set();
  const walk = (file, trail) => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      found.push([...trail.slice(start), file]);
    } else if (!finished.has(file)) {
      for (const target of graph.get(file) ?? []) {
        walk(target, [...trail, file]);
      }
      finished.add(file);
    }
  };
  for (const file of graph.keys()) {
    walk(file, []);
  }
  return found;
}
