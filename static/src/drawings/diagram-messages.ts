import { hasShape, isBoolean, isCount, isOneOf, isString } from '../util/shape.js';

/** The messages between a page and the frame that draws its diagrams. */

/** Sent by the frame once it can draw. */
export const READY = { kind: 'twinmark-diagrams-ready' } as const;

/** Sent by the page. */
export interface DrawRequest {
  /** The number of the request, which its answer has, too. */
  readonly request: number;
  readonly source: string;
  readonly isDark: boolean;
}

/** A diagram as a document of SVG, and its size in CSS pixels. */
export interface DrawnAnswer {
  readonly request: number;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The author's description of it; may be empty. */
  readonly description: string;
}

/** The reason why a source is no diagram. */
export interface MistakeAnswer {
  readonly request: number;
  readonly mistake: string;
}

/** The longest source that is drawn, in UTF-16 code units. */
export const MAX_DIAGRAM_UNITS = 20_000;

export function isReady(data: unknown): boolean {
  return hasShape(data, { kind: isOneOf(READY.kind) });
}

export function isDrawRequest(data: unknown): data is DrawRequest {
  return hasShape(data, { request: isCount, source: isString, isDark: isBoolean });
}

export function isDrawnAnswer(data: unknown): data is DrawnAnswer {
  return hasShape(data, {
    request: isCount,
    svg: isString,
    width: isCount,
    height: isCount,
    description: isString,
  });
}

export function isMistakeAnswer(data: unknown): data is MistakeAnswer {
  return hasShape(data, { request: isCount, mistake: isString });
}
