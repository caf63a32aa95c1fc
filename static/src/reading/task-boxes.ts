import type { RenderedLines, SourceMap } from '../rendered-document/source-index.js';

/** The boxes that Markdown makes, and not those of raw HTML. */
const BOXES =
  'li > input[type=checkbox]:first-child, li > p:first-child > input[type=checkbox]:first-child';

/** The distance from a box that still counts as on it, in CSS pixels: a finger is wide. */
const REACH_PX = 4;

/**
 * Lets the reader tick the tasks in a preview.
 *
 * The boxes are disabled, and Firefox dispatches no click on a disabled element: a style sheet has to take
 * them out of the pointer's way, so that the click is the list item's.
 *
 * @param toggle changes a task: the lines it is in, the how many-th of their tasks it is, and how many
 *   there are
 */
export function taskBoxes(
  preview: HTMLElement,
  sourceMap: Pick<SourceMap, 'containing'>,
  toggle: (lines: RenderedLines, index: number, count: number) => void,
): void {
  preview.addEventListener('click', (event) => {
    // The box stands where a bullet would, and that is the list's own padding.
    const list = event.target instanceof Element ? event.target.closest('li, ul, ol') : null;
    const box = [...(list?.querySelectorAll(BOXES) ?? [])].find((each) => isOn(each, event));
    if (box === undefined || !preview.contains(box)) {
      return;
    }
    // Nothing else is meant by it.
    event.preventDefault();
    const lines = sourceMap.containing(box);
    if (lines === undefined) {
      return;
    }
    const boxes = lines.nodes.flatMap((node) =>
      node instanceof Element ? [...node.querySelectorAll(BOXES)] : [],
    );
    toggle(lines, boxes.indexOf(box), boxes.length);
  });
}

function isOn(box: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return (
    clientX >= left - REACH_PX &&
    clientX <= right + REACH_PX &&
    clientY >= top - REACH_PX &&
    clientY <= bottom + REACH_PX
  );
}
