/** Commands that most writers seldom need. */
export { moveDown, moveUp } from './move-blocks.js';
export { selectBlock } from './select-block.js';
export { tellPlace } from './tell-place.js';
