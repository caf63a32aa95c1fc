import type { CompileOptions } from './features.js';
import { explainingRefusal } from './refusal.js';

/** The URL of a file, and the checksum of its content. */
export interface Source {
  readonly url: URL;
  /** In the form of the attribute `integrity`; see `fetchOptions`. */
  readonly integrity: string;
}

/**
 * Cross-origin files are checked against the hash recorded at build time: with an import map that has the
 * scripts' integrity, a page trusts no server but its own. On its own origin the check would only delay
 * compiling, which begins with the first bytes.
 */
export function fetchOptions({ url, integrity }: Source): RequestInit {
  return url.origin === location.origin ? {} : { integrity };
}

/**
 * Fetches and compiles a module.
 *
 * @throws WebAssembly.CompileError where the browser cannot compile it; ContentSecurityPolicyError where
 *   the page forbids it; Error when it cannot be fetched
 */
export function fetchModule(source: Source, options: CompileOptions): Promise<WebAssembly.Module> {
  return explainingRefusal(['wasm-eval', source.url.href], async () => {
    const compileStreaming = WebAssembly.compileStreaming as (
      response: Response,
      options: CompileOptions,
    ) => Promise<WebAssembly.Module>;
    return compileStreaming(await fetched(source), options);
  });
}

async function fetched(source: Source): Promise<Response> {
  const { href } = source.url;
  let response: Response;
  try {
    response = await fetch(href, fetchOptions(source));
  } catch (cause) {
    throw new Error(`The WebAssembly module could not be fetched from ${href}.`, { cause });
  }
  if (!response.ok) {
    throw new Error(
      `The WebAssembly module could not be fetched from ${href}: HTTP status ${String(response.status)}.`,
    );
  }
  return response;
}
