import { type CompileOptions, hasStringBuiltins, STRING_BUILTINS } from './features.js';
import { type EngineExports, type MemoryRequirements, moduleImports } from './module-imports.js';

/** Compiles the engine's module by the function given, and makes an instance of it. */
export async function instantiate(
  compile: (options: CompileOptions) => Promise<WebAssembly.Module>,
): Promise<EngineExports> {
  const stringBuiltins = hasStringBuiltins();
  const module = await compile(stringBuiltins ? STRING_BUILTINS : {});
  const imports = moduleImports(memoryRequirements(module), stringBuiltins, () => exports);
  const instance = await WebAssembly.instantiate(module, imports);
  const exports = instance.exports as unknown as EngineExports;
  return exports;
}

function memoryRequirements(module: WebAssembly.Module): MemoryRequirements {
  const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
  if (section === undefined) {
    throw new Error('The Markdown engine does not say how much memory it needs.');
  }
  return JSON.parse(new TextDecoder().decode(section)) as MemoryRequirements;
}
