import type { Root } from 'hast';
import {
  type Child,
  childrenOf,
  element,
  forEachParent,
  isBlank,
  isBlock,
  isElement,
  type Parent,
  setChildren,
} from './elements.js';
import { styleOf } from './style.js';

/** Non-breaking spaces beside other spaces are there to be seen, not to keep words together. */
const PADDING = /[ \n\t]\u00a0+|\u00a0(?:\u00a0+|(?=[ \n\t]))/g;

/** Makes spaces of the non-breaking spaces by which programs keep several spaces in a row, outside code. */
export function spaces(root: Root): void {
  forEachParent(root, (parent: Parent) => {
    if (isElement(parent, 'code', 'pre')) {
      return;
    }
    for (const child of parent.children) {
      if (child.type === 'text') {
        child.value = child.value.replace(PADDING, ' ');
      }
    }
  });
}

/** Makes line breaks of the line ends that a style shows as such; code keeps its own. */
export function lineEnds(parent: Parent, areKept = false): void {
  const children = childrenOf(parent);
  const isText = !children.some(isBlock);
  setChildren(
    parent,
    children.flatMap((child): Child[] => {
      if (isElement(child)) {
        const space = styleOf(child).get('white-space');
        if (!isElement(child, 'pre', 'code')) {
          lineEnds(child, space === undefined ? areKept : /^(?:pre|break-spaces)/.test(space));
        }
        return [child];
      }
      if (child.type !== 'text' || !areKept || !(isText || !isBlank(child))) {
        return [child];
      }
      return child.value
        .split('\n')
        .flatMap((value, index): Child[] => [
          ...(index === 0 ? [] : [element('br', [])]),
          { type: 'text', value },
        ]);
    }),
  );
}
