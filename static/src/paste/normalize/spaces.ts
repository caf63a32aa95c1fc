import type { Root } from 'hast';
import { forEachParent, isElement, type Parent } from './elements.js';

/** Non-breaking spaces beside other spaces are there to be seen, not to keep words together. */
const PADDING = /[ \n\t]\u00a0+|\u00a0+(?=[ \n\t])|\u00a0{2,}/g;

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
