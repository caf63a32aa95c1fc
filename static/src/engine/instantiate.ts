import { ContentSecurityPolicyError } from './api.js';
import { type CompileOptions, hasStringBuiltins, STRING_BUILTINS } from './features.js';
import { type EngineExports, type MemoryRequirements, moduleImports } from './module-imports.js';

/** An instance of a module that TeaVM has compiled. */
export interface ModuleInstance<Exports> {
  readonly exports: Exports;
  readonly memory: WebAssembly.Memory;
  /** The end of the module's own data in its memory, in bytes. */
  readonly dataEnd: number;
  /** Makes another instance of the module, at once, which shares nothing with this one. */
  again(): ModuleInstance<Exports>;
}

/** An instance to be, and what it imports. */
interface Prepared<Exports> {
  readonly imports: ReturnType<typeof moduleImports>;
  finish(instance: WebAssembly.Instance): ModuleInstance<Exports>;
}

/**
 * Compiles a module by the function given, and makes an instance of it.
 *
 * @throws ContentSecurityPolicyError where the page forbids the instance; else what `compile` throws
 */
export async function instantiate<Exports = EngineExports>(
  compile: (options: CompileOptions) => Promise<WebAssembly.Module>,
): Promise<ModuleInstance<Exports>> {
  const stringBuiltins = hasStringBuiltins();
  const module = await compile(stringBuiltins ? STRING_BUILTINS : {});
  const requirements = memoryRequirements(module);

  function prepare(): Prepared<Exports> {
    let exports: WebAssembly.Exports;
    const imports = moduleImports(
      requirements,
      stringBuiltins,
      () => exports as unknown as EngineExports,
    );
    return {
      imports,
      finish: (instance) => {
        ({ exports } = instance);
        return {
          exports: exports as unknown as Exports,
          memory: imports.env.memory,
          dataEnd: imports.teavmMemory.heapOffset.value,
          again: () => {
            const next = prepare();
            return next.finish(new WebAssembly.Instance(module, next.imports));
          },
        };
      },
    };
  }

  const first = prepare();
  return first.finish(
    await WebAssembly.instantiate(module, first.imports).catch((cause: unknown) => {
      // The module is compiled already. WebKit refuses the instance instead, and dispatches no event.
      throw cause instanceof WebAssembly.CompileError
        ? new ContentSecurityPolicyError('script-src', "'wasm-unsafe-eval'", { cause })
        : cause;
    }),
  );
}

function memoryRequirements(module: WebAssembly.Module): MemoryRequirements {
  const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
  if (section === undefined) {
    throw new Error('The WebAssembly module does not say how much memory it needs.');
  }
  return JSON.parse(new TextDecoder().decode(section)) as MemoryRequirements;
}
