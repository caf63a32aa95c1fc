import type { RenderedLines, SourceMap } from '../rendered-document/source-index.js';
import { placeInSource } from './place-in-source.js';

/** A place in the source. */
export interface SourcePlace {
  /** The first line of the block that it is in, the first of the text being 0. */
  readonly line: number;
  /** In UTF-16 code units from the beginning of that line. */
  readonly offset: number;
}

/**
 * Returns the place in the source of a click in a preview: at the same word, or else at the line that is
 * about as far down in its block.
 *
 * @returns undefined where nothing was clicked that has a source
 */
export function clickedPlace(
  event: MouseEvent,
  clicked: Element,
  sourceMap: Pick<SourceMap, 'containing' | 'textOf'>,
): SourcePlace | undefined {
  const block = sourceMap.containing(clicked);
  if (block === undefined) {
    return undefined;
  }
  const source = sourceMap.textOf(block);
  return { line: block.line, offset: offsetOf(event, block, source) };
}

function offsetOf({ clientX, clientY }: MouseEvent, block: RenderedLines, source: string): number {
  const [first] = block.nodes;
  const root = first?.getRootNode();
  // Safari has it since 26.2.
  const caret =
    'caretPositionFromPoint' in document &&
    document.caretPositionFromPoint(clientX, clientY, {
      shadowRoots: root instanceof ShadowRoot ? [root] : [],
    });
  if (caret && first && block.nodes.some((node) => node.contains(caret.offsetNode))) {
    const before = new Range();
    before.setStartBefore(first);
    before.setEnd(caret.offsetNode, caret.offset);
    const rendered = block.nodes.map(({ textContent }) => textContent ?? '').join('');
    const place = placeInSource(source, rendered, before.toString().length);
    if (place !== undefined) {
      return place;
    }
  }
  const boxes = block.nodes.filter((node) => node instanceof Element);
  const top = boxes[0]?.getBoundingClientRect().top ?? 0;
  const bottom = boxes.at(-1)?.getBoundingClientRect().bottom ?? 0;
  const part = Math.min(Math.max((clientY - top) / Math.max(bottom - top, 1), 0), 1);
  const line = Math.min(Math.floor(part * block.lines), block.lines - 1);
  return startOfLine(source, line);
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let i = 0; i < line; i++) {
    start = text.indexOf('\n', start) + 1;
  }
  return start;
}
