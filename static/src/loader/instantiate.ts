import { type CompileOptions, hasStringBuiltins, STRING_BUILTINS } from './features.js';
import { type EngineExports, type MemoryRequirements, moduleImports } from './module-imports.js';

/**
 * Loads the engine's module and makes an instance of it.
 *
 * @throws WebAssembly.CompileError where the browser cannot compile it; Error for any other failure
 */
export async function instantiate(url: URL): Promise<EngineExports> {
  const stringBuiltins = hasStringBuiltins();
  const module = await compile(url, stringBuiltins ? STRING_BUILTINS : {});
  const imports = moduleImports(memoryRequirements(module), stringBuiltins, () => exports);
  const instance = await WebAssembly.instantiate(module, imports);
  const exports = instance.exports as unknown as EngineExports;
  return exports;
}

async function compile(url: URL, options: CompileOptions): Promise<WebAssembly.Module> {
  const compileStreaming = WebAssembly.compileStreaming as (
    response: Response,
    options: CompileOptions,
  ) => Promise<WebAssembly.Module>;
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new Error(`The Markdown engine could not be fetched from ${url.href}.`, { cause });
  }
  if (!response.ok) {
    throw new Error(
      `The Markdown engine could not be fetched from ${url.href}: HTTP status ${String(response.status)}.`,
    );
  }
  return compileStreaming(response, options);
}

function memoryRequirements(module: WebAssembly.Module): MemoryRequirements {
  const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
  if (section === undefined) {
    throw new Error('The Markdown engine does not say how much memory it needs.');
  }
  return JSON.parse(new TextDecoder().decode(section)) as MemoryRequirements;
}
