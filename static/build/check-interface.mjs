import { build } from 'esbuild';
import { moduleInterface } from './module-interface.mjs';

/** The members of the interface EngineExports in module-imports.ts, and their kinds. */
const ENGINE_EXPORTS = {
  renderMarkdown: 'global',
  renderWithExtensions: 'global',
  openDocument: 'global',
  editDocument: 'global',
  advanceDocument: 'global',
  outstandingParse: 'global',
  runDetachedParse: 'global',
  adoptParse: 'global',
  documentHtml: 'global',
  documentProperties: 'global',
  closeDocument: 'global',
  'teavm.javaException': 'tag',
  'teavm.exceptionMessage': 'function',
  'teavm.stringToJs': 'function',
  'teavm.js.extractException': 'function',
  'teavm.js.wrapException': 'function',
  'teavm.js.throwException': 'function',
};

export const ENGINE = Object.keys(ENGINE_EXPORTS);

/** The members of the interface KernelExports in kernels.ts. */
export const KERNELS = [
  'grayscale',
  'invert',
  'adjustBrightness',
  'adjustContrast',
  'totalBrightness',
  'resize',
  'rotate',
  'crop',
];

/** Imported where Java allocates linear memory, which is the pictures' alone in the kernels' module. */
const HEAP = 'teavmMemory.notifyHeapResized';

/**
 * Throws unless the loader's own import table has what the engine's module imports, and no more, and the module
 * exports what the loader uses. TeaVM's imports change with the Java code and with its versions.
 */
export async function checkEngine(moduleBytes, importTableSource) {
  const { imports, exports } = moduleInterface(moduleBytes);
  const table = await importTable(importTableSource);
  const complaints = missingImports(imports, table);
  for (const [module, members] of Object.entries(table)) {
    for (const name of Object.keys(members)) {
      const used = imports.some((entry) => entry.module === module && entry.name === name);
      if (!used) {
        complaints.push(`the loader has ${module}.${name}, which it does not import`);
      }
    }
  }
  for (const [name, kind] of Object.entries(ENGINE_EXPORTS)) {
    const provided = exports.find((entry) => entry.name === name)?.kind ?? 'nothing';
    if (provided !== kind) {
      complaints.push(`the loader uses the ${kind} ${name}, it exports ${provided}`);
    }
  }
  report("The engine's module", importTableSource, complaints);
}

/**
 * Throws unless the loader's import table has what the kernels' module imports, and the module allocates no
 * linear memory. That it exports the kernels, wasm-metadce has seen to.
 */
export async function checkKernels(moduleBytes, importTableSource) {
  const { imports } = moduleInterface(moduleBytes);
  const complaints = missingImports(imports, await importTable(importTableSource));
  if (imports.some(({ module, name }) => `${module}.${name}` === HEAP)) {
    complaints.push('it allocates linear memory, where pictures are');
  }
  report("The kernels' module", importTableSource, complaints);
}

function missingImports(imports, table) {
  return imports
    .map((entry) => ({ ...entry, provided: kindOf(table[entry.module]?.[entry.name]) }))
    .filter(({ kind, provided }) => provided !== kind)
    .map(
      ({ module, name, kind, provided }) =>
        `it imports the ${kind} ${module}.${name}, the loader has ${provided}`,
    );
}

function report(subject, importTableSource, complaints) {
  if (complaints.length > 0) {
    throw new Error(
      `${subject} and ${importTableSource} do not fit:\n- ${complaints.join('\n- ')}`,
    );
  }
}

async function importTable(source) {
  const bundle = await build({
    entryPoints: [source],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
  const { moduleImports } = await import(`data:text/javascript;base64,${code}`);
  return moduleImports({ min: 1, dataSize: 0 }, false, () => {
    throw new Error('There is no instance.');
  });
}

function kindOf(value) {
  if (typeof value === 'function') {
    return 'function';
  }
  for (const kind of ['Memory', 'Global', 'Table', 'Tag']) {
    if (WebAssembly[kind] !== undefined && value instanceof WebAssembly[kind]) {
      return kind.toLowerCase();
    }
  }
  return value === undefined ? 'nothing' : typeof value;
}
