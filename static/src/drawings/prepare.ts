import { DRAWABLE, type Drawable, drawableOf } from './drawable.js';
import { isDark } from './color-scheme.js';
import { loadDiagrams, loadFormulas } from './painters.js';

/** Loads and draws what all drawings of a document need, so that they can be shown at once. */
export async function prepareDrawings(preview: Element, signal: AbortSignal): Promise<void> {
  const drawables = drawablesIn(preview);
  if (drawables.some(({ kind }) => kind === 'formula')) {
    await loadFormulas();
  }
  for (const { kind, source } of drawables) {
    if (kind === 'diagram') {
      signal.throwIfAborted();
      const { drawDiagram } = await loadDiagrams();
      await drawDiagram(source, isDark(preview));
    }
  }
}

/** The sources of all drawings of a document. */
export function drawablesIn(preview: Element): Drawable[] {
  return Array.from(preview.querySelectorAll(DRAWABLE), drawableOf);
}
