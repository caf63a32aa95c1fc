import type * as Diagrams from './diagram.lazy.js';
import type * as Formulas from './formula.lazy.js';

let formulas: typeof Formulas | undefined;
let diagrams: typeof Diagrams | undefined;

/** Loads what draws formulas, once for all previews of a page. */
export async function loadFormulas(): Promise<typeof Formulas> {
  return (formulas ??= await import('./formula.lazy.js'));
}

/** The module that draws formulas, once it is loaded. */
export function loadedFormulas(): typeof Formulas | undefined {
  return formulas;
}

/** Loads what draws diagrams, once for all previews of a page. */
export async function loadDiagrams(): Promise<typeof Diagrams> {
  return (diagrams ??= await import('./diagram.lazy.js'));
}

/** The module that draws diagrams, once it is loaded. */
export function loadedDiagrams(): typeof Diagrams | undefined {
  return diagrams;
}
