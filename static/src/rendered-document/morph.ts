import morphdom from 'morphdom';
import { isDrawing } from '../dom/drawing.js';
import { textDifference } from '../util/text-difference.js';

/** The `open` state of each `<details>` when last rendered: if it differs by now, the reader changed it. */
const renderedOpen = new WeakMap<Node, boolean>();

/** Call it for nodes that are inserted into the preview as they are, rather than morphed into. */
export function noteRendered(node: Node): void {
  if (node instanceof HTMLDetailsElement) {
    renderedOpen.set(node, node.open);
  }
  if (node instanceof Element) {
    for (const details of node.querySelectorAll('details')) {
      renderedOpen.set(details, details.open);
    }
  }
}

/**
 * Makes a node like another one, and keeps what is in it and does not change: images stay loaded, the
 * selection and the focus stay where they are, and what the reader has opened stays open.
 *
 * @param after of the same name; it is used up
 */
export function morph(before: Node, after: Node): void {
  if (before instanceof Text && after instanceof Text) {
    retype(before, after);
    return;
  }
  morphdom(before, after, {
    // Ids in a document are its author's, and need not be unique.
    getNodeKey: () => undefined,
    onBeforeElUpdated(from, to) {
      if (from instanceof HTMLDetailsElement && to instanceof HTMLDetailsElement) {
        const { open } = to;
        if (renderedOpen.get(from) === open) {
          to.open = from.open;
        }
        renderedOpen.set(from, open);
      }
      return !from.isEqualNode(to);
    },
    onBeforeNodeDiscarded: (node) => !isDrawing(node),
    onNodeAdded(node) {
      if (node instanceof HTMLDetailsElement) {
        renderedOpen.set(node, node.open);
      }
      return node;
    },
  });
}

/**
 * From how many neighbours of a text on Chromium takes longer to put a change into the lines that it has of
 * them all (43 ms for one letter among 4,000 `<b>`) than to make these lines again (7 ms).
 */
const MANY = 256;

/**
 * Gives a text another one's content. Only what differs is touched: the browser keeps the shapes and the
 * lines of the rest, most of its work on a long text, and the selection in it.
 */
function retype(before: Text, after: Text): void {
  const difference = textDifference(before.data, after.data);
  if (difference === undefined) {
    return;
  }
  const { from, to, insert } = difference;
  if (isAmongMany(before)) {
    before.data = after.data;
  } else {
    before.replaceData(from, to - from, insert);
  }
}

/** Returns whether the block that contains a text, or an inline element in it, has many children. */
function isAmongMany({ parentNode }: Text): boolean {
  return [parentNode, parentNode?.parentNode].some(
    (parent) => parent instanceof Element && parent.childNodes.length >= MANY,
  );
}
