import type { Workbench } from './workbench.js';

let loaded: typeof Workbench | undefined;

/** Starts every server-rendered editor at once, rather than when it comes into view. */
export function provideWorkbench(workbench: typeof Workbench): void {
  loaded = workbench;
}

/** Returns the class passed to `provideWorkbench`. */
export function providedWorkbench(): typeof Workbench | undefined {
  return loaded;
}

/** @throws Error when the files cannot be loaded; the next call tries again */
export async function loadWorkbench(): Promise<typeof Workbench> {
  return loaded ?? (await import('./workbench.js')).Workbench;
}
