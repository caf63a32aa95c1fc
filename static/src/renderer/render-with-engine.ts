import type { Markdown } from '../markdown.js';
import { failed, messageOf, rendered, type RenderResult } from './renderer.js';

/** Renders in this very thread, and makes a result of what the engine throws. */
export function renderWithEngine(engine: Markdown, source: string): RenderResult {
  try {
    return rendered(engine.renderMarkdown(source));
  } catch (error) {
    return failed(
      `The preview shows an earlier version: ${messageOf(error)} Your text is unchanged; undo or change the last edit to go on.`,
    );
  }
}
