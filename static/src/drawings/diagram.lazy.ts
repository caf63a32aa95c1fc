import { DiagramFrame, NoDiagramsError } from './diagram-frame.js';
import type { DrawnAnswer } from './diagram-messages.js';
import { DrawingMistake } from './drawable.js';

/** A diagram as an image, of which no script runs and nothing else is loaded. */
export interface Diagram {
  /** A `data:` URL. */
  readonly url: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Its author's description of it, or its source. */
  readonly alternative: string;
}

/** The number of diagrams that are kept, of some 30 KB each. */
const MAX_KEPT = 100;

const frame = new DiagramFrame();

/** By theme and source, the first drawn first. */
const kept = new Map<string, Diagram | DrawingMistake>();

/**
 * Returns a diagram that has been drawn before.
 *
 * @throws DrawingMistake with the reason why it cannot be drawn
 */
export function drawnDiagram(source: string, isDark: boolean): Diagram | undefined {
  const drawn = kept.get(keyOf(source, isDark));
  if (drawn instanceof DrawingMistake) {
    throw drawn;
  }
  return drawn;
}

/**
 * Draws a diagram, so that `drawnDiagram` returns it.
 *
 * @param isWanted returns false once it is not needed any more
 * @returns false if there will never be any: the page's policy forbids the frame, or its file is not there
 */
export async function drawDiagram(
  source: string,
  isDark: boolean,
  isWanted: () => boolean = () => true,
): Promise<boolean> {
  const key = keyOf(source, isDark);
  if (kept.has(key)) {
    return true;
  }
  try {
    const drawn = await frame.draw(source, isDark, () => isWanted() && !kept.has(key));
    if (drawn !== undefined) {
      keep(key, diagramOf(drawn, source));
    }
  } catch (error) {
    if (error instanceof NoDiagramsError) {
      return false;
    }
    if (!(error instanceof DrawingMistake)) {
      throw error;
    }
    keep(key, error);
  }
  return true;
}

function keep(key: string, drawn: Diagram | DrawingMistake): void {
  kept.set(key, drawn);
  if (kept.size > MAX_KEPT) {
    const [oldest = ''] = kept.keys();
    kept.delete(oldest);
  }
}

function keyOf(source: string, isDark: boolean): string {
  return `${String(isDark)} ${source}`;
}

function diagramOf({ svg, width, height, description }: DrawnAnswer, source: string): Diagram {
  return {
    url: `data:image/svg+xml,${encodeURIComponent(svg.toWellFormed())}`,
    width,
    height,
    alternative: description === '' ? source : description,
  };
}
