import type { Workbench } from './workbench.js';

let loaded: typeof Workbench | undefined;

/** Has every editor that is rendered in the page begin at once, rather than when it comes into view. */
export function provideWorkbench(workbench: typeof Workbench): void {
  loaded = workbench;
}

/** What `provideWorkbench` was given. */
export function providedWorkbench(): typeof Workbench | undefined {
  return loaded;
}

/** @throws Error when the files cannot be had; the next call tries again */
export async function loadWorkbench(): Promise<typeof Workbench> {
  return loaded ?? (await import('./workbench.js')).Workbench;
}
